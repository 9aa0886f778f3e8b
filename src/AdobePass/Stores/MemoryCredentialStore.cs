using System.Collections.Concurrent;
using System.Globalization;

namespace AdobePass;

/// <summary>Stores client credentials in memory, for tests. They are lost when the process ends, and every viewer is logged out.</summary>
public sealed class MemoryCredentialStore : CredentialStore
{
    private readonly ConcurrentDictionary<CredentialKey, StoredCredentials> _entries = new();
    private long _lastVersion;

    /// <inheritdoc/>
    public override ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken) =>
        new(_entries.TryGetValue(key, out var entry) ? entry : null);

    /// <inheritdoc/>
    public override ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return default;
    }

    /// <inheritdoc/>
    public override ValueTask<StoredCredentials> CreateAsync(
        CredentialKey key,
        ClientCredentials credentials,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<StoredCredentials>(_entries.GetOrAdd(key, NewEntry(credentials)));
    }

    /// <inheritdoc/>
    public override ValueTask<StoredCredentials?> TryReplaceAsync(
        CredentialKey key,
        ClientCredentials credentials,
        string expectedVersion,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var replacement = NewEntry(credentials);
        var replaced = _entries.TryGetValue(key, out var current)
            && current.Version == expectedVersion
            && _entries.TryUpdate(key, replacement, current);
        return new ValueTask<StoredCredentials?>(replaced ? replacement : null);
    }

    /// <inheritdoc/>
    public override ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<bool>(_entries.TryRemove(key, out _));
    }

    /// <inheritdoc/>
    public override ValueTask<StoredCredentials?> TrySetPendingAsync(
        CredentialKey key,
        ClientCredentials? pending,
        string expectedVersion,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_entries.TryGetValue(key, out var current) || current.Version != expectedVersion)
        {
            return default;
        }

        var updated = NewEntry(current.Credentials, pending);
        return new ValueTask<StoredCredentials?>(_entries.TryUpdate(key, updated, current) ? updated : null);
    }

    /// <inheritdoc/>
    internal override bool RunsInMemory => true;

    private StoredCredentials NewEntry(ClientCredentials credentials, ClientCredentials? pending = null) =>
        new(credentials, Interlocked.Increment(ref _lastVersion).ToString(CultureInfo.InvariantCulture), pending);
}
