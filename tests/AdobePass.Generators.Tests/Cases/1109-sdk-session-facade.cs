// title: Facade of an SDK that keeps the pair of the device in a dictionary
// kind: library
// rule: AP1003
// why: the pair is gone with the process; a timeout deletes it even earlier
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Kestrel.Sdk;

public sealed class SessionCredentialStore : CredentialStore // expect: AP1003
{
    private readonly ConcurrentDictionary<string, StoredCredentials> _entries = new();
    private long _version;

    public override ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken) =>
        new(_entries.GetValueOrDefault(key.Value));

    public override ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken) => default;

    public override ValueTask<StoredCredentials> CreateAsync(CredentialKey key, ClientCredentials credentials, CancellationToken cancellationToken) =>
        new(_entries.GetOrAdd(key.Value, _ => new StoredCredentials(credentials, Next())));

    public override ValueTask<StoredCredentials?> TryReplaceAsync(CredentialKey key, ClientCredentials credentials, string expectedVersion, CancellationToken cancellationToken)
    {
        if (_entries.TryGetValue(key.Value, out var old) && old.Version == expectedVersion)
        {
            var entry = new StoredCredentials(credentials, Next());
            return new(_entries.TryUpdate(key.Value, entry, old) ? entry : null);
        }

        return new((StoredCredentials?)null);
    }

    public override ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken) =>
        new(_entries.TryRemove(key.Value, out _));

    private string Next() => Interlocked.Increment(ref _version).ToString();
}

public sealed class SessionFacade(AdobePassClient client, StreamingDevice device)
{
    public async Task<T?> TryAsync<T>(Func<AdobePassClient, Task<T>> work) where T : class
    {
        try
        {
            return await work(client);
        }
        catch (Exception)
        {
            // Start from a clean state next time.
            await client.DeleteCredentialsAsync(device); // expect: AP1008
            return null;
        }
    }
}
