using System.Collections.Concurrent;

namespace AdobePass;

/// <summary>Stores the tokens of devices in memory, at most <see cref="AdobePassOptions.MaxTokensInMemory"/>.</summary>
internal sealed class MemoryTokenCache(int limit, TimeProvider clock)
{
    private readonly ConcurrentDictionary<CredentialKey, CachedToken> _tokens = new();
    private readonly object _trimGate = new();

    /// <summary>Finds the token of a device, if it can still be sent.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="now">The clock's timestamp.</param>
    /// <param name="token">The token.</param>
    internal bool TryFindUsable(CredentialKey key, long now, out CachedToken token) =>
        _tokens.TryGetValue(key, out token) && token.IsUsableAt(now);

    /// <summary>
    /// Claims the renewal of a token in the background. It returns <see langword="true"/> to one caller in 30 seconds, so that a failing
    /// service does not get a request for every call.
    /// </summary>
    /// <param name="key">The device's key.</param>
    /// <param name="token">The token that was found.</param>
    /// <param name="now">The clock's timestamp.</param>
    internal bool ClaimsRenewal(CredentialKey key, in CachedToken token, long now) =>
        token.IsRenewalDueAt(now) && _tokens.TryUpdate(key, token.WithRenewalAt(now, clock), token);

    internal void Set(CredentialKey key, CachedToken token)
    {
        _tokens[key] = token;
        if (_tokens.Count > limit)
        {
            Trim();
        }
    }

    internal void Remove(CredentialKey key) => _tokens.TryRemove(key, out _);

    // A tenth of the limit is freed at once, so that trimming is rare. Unusable tokens are removed first.
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
