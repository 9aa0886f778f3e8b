// title: Store with two levels, of which the second one survives
// kind: library
// rule: AP1003
// needs: aspnet
// why: the dictionary is only in front of the distributed cache
// expect: none
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;
using Microsoft.Extensions.Caching.Distributed;

namespace Juniper.Storage;

public sealed class TwoLevelStore(IDistributedCache table, CredentialFormat format) : CredentialStore
{
    private static readonly DistributedCacheEntryOptions Forever = new();
    private readonly ConcurrentDictionary<string, StoredCredentials> _near = new();

    public override async ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        if (_near.GetValueOrDefault(key.Value) is { } known)
        {
            return known;
        }

        var content = await table.GetAsync(key.Value, cancellationToken);
        return content is null ? null : _near[key.Value] = format.Read(key, content, out _);
    }

    public override async ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken) =>
        await table.SetAsync("writable:" + key.Value, [1], new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(5) }, cancellationToken);

    public override async ValueTask<StoredCredentials> CreateAsync(CredentialKey key, ClientCredentials credentials, CancellationToken cancellationToken) =>
        await FindAsync(key, cancellationToken) ?? await WriteAsync(key, credentials, cancellationToken);

    public override async ValueTask<StoredCredentials?> TryReplaceAsync(CredentialKey key, ClientCredentials credentials, string expectedVersion, CancellationToken cancellationToken)
    {
        var old = await FindAsync(key, cancellationToken);
        return old?.Version == expectedVersion ? await WriteAsync(key, credentials, cancellationToken) : null;
    }

    public override async ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        try
        {
            await table.RemoveAsync(key.Value, cancellationToken);
        }
        catch (JsonException e)
        {
            throw new CredentialStoreException(CredentialStoreFailure.Corrupt, "The entry cannot be removed.", e);
        }

        return _near.TryRemove(key.Value, out _);
    }

    private async ValueTask<StoredCredentials> WriteAsync(CredentialKey key, ClientCredentials credentials, CancellationToken ct)
    {
        var entry = new StoredCredentials(credentials, Guid.NewGuid().ToString("N"));
        await table.SetAsync(key.Value, format.Write(key, entry), Forever, ct);
        return _near[key.Value] = entry;
    }
}
