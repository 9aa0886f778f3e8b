namespace AdobePass;

/// <summary>Represents the two levels of cached tokens: memory, and the persistent cache.</summary>
internal sealed class TokenCache(AdobePassOptions options, PersistentTokenCache persistent)
{
    /// <summary>The tag value of a token from memory.</summary>
    internal const string MemoryLevel = "memory";

    /// <summary>The tag value of a token from the persistent cache.</summary>
    internal const string PersistentLevel = "cache";

    private readonly MemoryTokenCache _memory = new(options.MaxTokensInMemory, options.TimeProvider);

    /// <summary>Finds a token in memory that can be sent now.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="now">The clock's timestamp.</param>
    /// <param name="token">The token.</param>
    internal bool TryFindInMemory(CredentialKey key, long now, out CachedToken token) => _memory.TryFindUsable(key, now, out token);

    /// <inheritdoc cref="MemoryTokenCache.ClaimsRenewal"/>
    internal bool ClaimsRenewal(CredentialKey key, in CachedToken token, long now) => _memory.ClaimsRenewal(key, token, now);

    /// <summary>Finds a token in memory that can be sent instead of one that the service rejected.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="rejected">The rejected token; <see langword="null"/> if none was rejected.</param>
    internal CachedToken? FindInMemoryExcept(CredentialKey key, AccessToken? rejected)
    {
        var now = options.TimeProvider.GetTimestamp();
        return _memory.TryFindUsable(key, now, out var token) && (!token.Token.Equals(rejected) || token.WouldBeReissuedAt(now))
            ? token
            : null;
    }

    /// <summary>Loads the token that this or another process left in the persistent cache into memory.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="rejected">The token that the service rejected, which is not used again.</param>
    /// <returns>The token, or <see langword="null"/> if the cache has none that can be sent.</returns>
    internal async ValueTask<CachedToken?> LoadAsync(CredentialKey key, AccessToken? rejected)
    {
        if (await persistent.FindAsync(key).ConfigureAwait(false) is not { } token || token.Token.Equals(rejected))
        {
            return null;
        }

        CountRead(PersistentLevel);
        _memory.Set(key, token);
        return token;
    }

    /// <summary>Stores a new token in both levels.</summary>
    internal ValueTask SetAsync(CredentialKey key, AcquiredToken acquired)
    {
        _memory.Set(key, acquired.InMemory);
        return persistent.SetAsync(key, acquired.Persistent);
    }

    /// <summary>Removes the token of a device from both levels.</summary>
    internal ValueTask RemoveAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        _memory.Remove(key);
        return persistent.RemoveAsync(key, cancellationToken);
    }

    /// <summary>Counts a read that a level served.</summary>
    internal void CountRead(string level)
    {
        if (Instruments.TokenReads.Enabled)
        {
            Instruments.TokenReads.Add(1, options.ClientName, Instruments.Tag("level", level));
        }
    }
}
