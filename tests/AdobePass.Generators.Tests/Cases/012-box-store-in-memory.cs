// title: own credential store that only has a dictionary
// kind: library
// rule: AP1003
// twin: 013-box-store-with-table.cs
using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Marlin.Devices;

/// <summary>Holds the pairs of the boxes that this process serves.</summary>
public sealed class BoxCredentialStore : CredentialStore // expect: AP1003
{
    private readonly ConcurrentDictionary<string, StoredCredentials> _entries = new(StringComparer.Ordinal);
    private readonly object _gate = new();
    private int _writes;

    public int Writes => Volatile.Read(ref _writes);

    public override ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        StoredCredentials? found = null;
        if (_entries.TryGetValue(key.Value, out var entry))
        {
            found = entry;
        }

        return new ValueTask<StoredCredentials?>(found);
    }

    public override ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return default;
    }

    public override ValueTask<StoredCredentials> CreateAsync(
        CredentialKey key, ClientCredentials credentials, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _writes);
        return new ValueTask<StoredCredentials>(_entries.GetOrAdd(key.Value, Stamp(credentials)));
    }

    public override ValueTask<StoredCredentials?> TryReplaceAsync(
        CredentialKey key, ClientCredentials credentials, string expectedVersion, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key.Value, out var current) || current.Version != expectedVersion)
            {
                return new ValueTask<StoredCredentials?>((StoredCredentials?)null);
            }

            var next = Stamp(credentials);
            _entries[key.Value] = next;
            Interlocked.Increment(ref _writes);
            return new ValueTask<StoredCredentials?>((StoredCredentials?)next);
        }
    }

    public override ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken) =>
        new(_entries.TryRemove(key.Value, out _));

    private static StoredCredentials Stamp(ClientCredentials credentials) => new(credentials, Guid.NewGuid().ToString("N"));
}
