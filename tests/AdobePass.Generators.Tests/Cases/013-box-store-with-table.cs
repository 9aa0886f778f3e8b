// title: own credential store with a table, and a dictionary that only saves reads
// kind: library
// expect: none
// rule: AP1003
// twin: 012-box-store-in-memory.cs
using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Marlin.Devices;

public interface IPairTable
{
    Task<byte[]?> SelectAsync(string id, CancellationToken ct);

    Task ProbeAsync(CancellationToken ct);

    Task<bool> InsertIfAbsentAsync(string id, string version, byte[] content, CancellationToken ct);

    Task<bool> UpdateIfVersionAsync(string id, string oldVersion, string newVersion, byte[] content, CancellationToken ct);

    Task<bool> DeleteAsync(string id, CancellationToken ct);
}

public sealed class BoxCredentialStore : CredentialStore
{
    private readonly ConcurrentDictionary<string, StoredCredentials> _recent = new(StringComparer.Ordinal);
    private readonly CredentialFormat _format;
    private readonly IPairTable _table;

    public BoxCredentialStore(IPairTable table, CredentialProtector? protector = null)
    {
        _table = table;
        _format = new CredentialFormat(protector);
    }

    public override async ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        if (_recent.TryGetValue(key.Value, out var known))
        {
            return known;
        }

        var row = await _table.SelectAsync(key.Value, cancellationToken);
        if (row is null)
        {
            return null;
        }

        var entry = _format.Read(key, row, out _);
        _recent[key.Value] = entry;
        return entry;
    }

    public override async ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken) =>
        await _table.ProbeAsync(cancellationToken);

    public override async ValueTask<StoredCredentials> CreateAsync(
        CredentialKey key, ClientCredentials credentials, CancellationToken cancellationToken)
    {
        var entry = Stamp(credentials);
        while (!await _table.InsertIfAbsentAsync(key.Value, entry.Version, _format.Write(key, entry), cancellationToken))
        {
            if (await FindAsync(key, cancellationToken) is { } winner)
            {
                return winner;
            }
        }

        return entry;
    }

    public override async ValueTask<StoredCredentials?> TryReplaceAsync(
        CredentialKey key, ClientCredentials credentials, string expectedVersion, CancellationToken cancellationToken)
    {
        var next = Stamp(credentials);
        _recent.TryRemove(key.Value, out _);
        return await _table.UpdateIfVersionAsync(key.Value, expectedVersion, next.Version, _format.Write(key, next), cancellationToken)
            ? next
            : null;
    }

    public override async ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        _recent.TryRemove(key.Value, out _);
        return await _table.DeleteAsync(key.Value, cancellationToken);
    }

    private static StoredCredentials Stamp(ClientCredentials credentials) => new(credentials, Guid.NewGuid().ToString("N"));
}
