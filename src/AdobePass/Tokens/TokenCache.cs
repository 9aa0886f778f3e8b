using System.Collections.Concurrent;

namespace AdobePass;

/// <summary>The tokens in memory, at most as many as the option says.</summary>
internal sealed class TokenCache(int limit, TimeProvider clock)
{
    private readonly ConcurrentDictionary<CredentialKey, CachedToken> _tokens = new();
    private readonly object _trimGate = new();

    /// <summary>Finds the token of a device, if it can still be sent.</summary>
    /// <param name="partition">The device's partition.</param>
    /// <param name="now">The clock's timestamp.</param>
    internal CachedToken? FindUsable(CredentialKey partition, long now) => _tokens.TryGetValue(partition, out var token) && token.IsUsableAt(now) ? token : null;

    internal void Set(CredentialKey partition, CachedToken token)
    {
        _tokens[partition] = token;
        if (_tokens.Count > limit)
        {
            Trim();
        }
    }

    internal void Remove(CredentialKey partition) => _tokens.TryRemove(partition, out _);

    // Room for a tenth of the limit is made at once, so that trimming is rare; unusable tokens go first.
    private void Trim()
    {
        lock (_trimGate)
        {
            var target = limit - (limit / 10);
            if (_tokens.Count <= limit)
            {
                return;
            }

            var now = clock.GetTimestamp();
            foreach (var entry in _tokens)
            {
                if (!entry.Value.IsUsableAt(now))
                {
                    _tokens.TryRemove(entry.Key, out _);
                }
            }

            foreach (var entry in _tokens)
            {
                if (_tokens.Count <= target)
                {
                    break;
                }

                _tokens.TryRemove(entry.Key, out _);
            }
        }
    }
}
