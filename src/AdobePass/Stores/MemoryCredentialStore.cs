using System.Collections.Concurrent;
using System.Globalization;

namespace AdobePass;

/// <summary>Keeps client credentials in memory, for tests: when the process ends they are lost, and every viewer is logged out.</summary>
public sealed class MemoryCredentialStore : CredentialStore
{
    private readonly ConcurrentDictionary<CredentialKey, StoredCredentials> _entries = new();
    private long _lastVersion;

    /// <inheritdoc/>
    public override ValueTask<StoredCredentials?> FindAsync(CredentialKey partition, CancellationToken cancellationToken) =>
        new(_entries.TryGetValue(partition, out var entry) ? entry : null);

    /// <inheritdoc/>
    public override ValueTask EnsureWritableAsync(CredentialKey partition, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return default;
    }

    /// <inheritdoc/>
    public override ValueTask<StoredCredentials> CreateAsync(CredentialKey partition, ClientCredentials credentials, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<StoredCredentials>(_entries.GetOrAdd(partition, NewEntry(credentials)));
    }

    /// <inheritdoc/>
    public override ValueTask<StoredCredentials?> TryReplaceAsync(CredentialKey partition, ClientCredentials credentials, string expectedVersion, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var replacement = NewEntry(credentials);
        var replaced = _entries.TryGetValue(partition, out var current)
            && current.Version == expectedVersion
            && _entries.TryUpdate(partition, replacement, current);
        return new ValueTask<StoredCredentials?>(replaced ? replacement : null);
    }

    /// <inheritdoc/>
    public override ValueTask<bool> DeleteAsync(CredentialKey partition, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<bool>(_entries.TryRemove(partition, out _));
    }

    /// <inheritdoc/>
    public override ValueTask<StoredCredentials?> TrySetPendingAsync(
        CredentialKey partition,
        ClientCredentials? pending,
        string expectedVersion,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_entries.TryGetValue(partition, out var current) || current.Version != expectedVersion)
        {
            return default;
        }

        var updated = NewEntry(current.Credentials, pending);
        return new ValueTask<StoredCredentials?>(_entries.TryUpdate(partition, updated, current) ? updated : null);
    }

    /// <inheritdoc/>
    internal override bool RunsInMemory => true;

    private StoredCredentials NewEntry(ClientCredentials credentials, ClientCredentials? pending = null) =>
        new(credentials, Interlocked.Increment(ref _lastVersion).ToString(CultureInfo.InvariantCulture), pending);
}
