using System.Collections.Concurrent;

namespace AdobePass.Entitlements;

/// <summary>Stores the state of viewers in memory, for tests. It is lost when the process ends.</summary>
public sealed class MemoryEntitlementStateStore : EntitlementStateStore
{
    private readonly ConcurrentDictionary<string, byte[]> _entries = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override ValueTask<byte[]?> FindAsync(string key, CancellationToken cancellationToken) =>
        new(_entries.TryGetValue(key, out var content) ? content : null);

    /// <inheritdoc/>
    public override ValueTask SetAsync(string key, byte[] content, TimeSpan? lifetime, CancellationToken cancellationToken)
    {
        _entries[key] = content;
        return default;
    }

    /// <inheritdoc/>
    public override ValueTask RemoveAsync(string key, CancellationToken cancellationToken)
    {
        _entries.TryRemove(key, out _);
        return default;
    }
}
