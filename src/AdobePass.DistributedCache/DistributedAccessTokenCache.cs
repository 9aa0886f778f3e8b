using Microsoft.Extensions.Caching.Distributed;

namespace AdobePass.DistributedCache;

/// <summary>
/// Stores access tokens in an <see cref="IDistributedCache"/> until they expire, so that several machines share one token per device.
/// </summary>
/// <remarks>
/// A failure of the cache throws a <see cref="CredentialStoreException"/>, which the library treats as an absent token. A damaged entry is
/// absent too. Do not store client credentials in a cache: it may remove them at any time.
/// </remarks>
public sealed class DistributedAccessTokenCache : AccessTokenCache
{
    private readonly IDistributedCache _cache;
    private readonly string _prefix;
    private readonly TimeProvider _clock;
    private readonly CredentialFormat _format;

    /// <summary>Initializes a new instance of the <see cref="DistributedAccessTokenCache"/> class.</summary>
    /// <param name="cache">The cache that stores the tokens. It is not disposed.</param>
    /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="cache"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// An option is <see langword="null"/>, or protection is required without a protector.
    /// </exception>
    public DistributedAccessTokenCache(IDistributedCache cache, DistributedTokenCacheOptions? options = null)
    {
        _cache = cache ?? throw new ArgumentNullException(nameof(cache));
        options ??= new DistributedTokenCacheOptions();
        _prefix = options.KeyPrefix ?? throw new ArgumentException($"{nameof(options.KeyPrefix)} is null.", nameof(options));
        _clock = options.TimeProvider ?? throw new ArgumentException($"{nameof(options.TimeProvider)} is null.", nameof(options));
        if (options.RequireProtection && options.Protector is null)
        {
            throw new ArgumentException(
                $"{nameof(options.RequireProtection)} is set and {nameof(options.Protector)} is null.",
                nameof(options));
        }

        _format = new CredentialFormat(options.Protector, options.RequireProtection);
    }

    /// <inheritdoc/>
    public override async ValueTask<CachedAccessToken?> FindAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        var content = await RunAsync("read", cacheKey => _cache.GetAsync(cacheKey, cancellationToken), key, cancellationToken)
            .ConfigureAwait(false);
        return content is null ? null : _format.ReadToken(key, content);
    }

    /// <inheritdoc/>
    public override async ValueTask SetAsync(CredentialKey key, CachedAccessToken token, CancellationToken cancellationToken)
    {
        if (token is null)
        {
            throw new ArgumentNullException(nameof(token));
        }

        var lifetime = token.ExpiresAt - _clock.GetUtcNow();
        if (lifetime <= TimeSpan.Zero)
        {
            await RemoveAsync(key, cancellationToken).ConfigureAwait(false);
            return;
        }

        // Relative to the clock of the cache, which may differ from the clock of this machine.
        var entry = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = lifetime };
        var content = _format.WriteToken(key, token);
        await RunAsync(
            "write",
            cacheKey => AsTrueAsync(_cache.SetAsync(cacheKey, content, entry, cancellationToken)),
            key,
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask RemoveAsync(CredentialKey key, CancellationToken cancellationToken) =>
        await RunAsync("delete", cacheKey => AsTrueAsync(_cache.RemoveAsync(cacheKey, cancellationToken)), key, cancellationToken)
            .ConfigureAwait(false);

    private static async Task<bool> AsTrueAsync(Task task)
    {
        await task.ConfigureAwait(false);
        return true;
    }

    private async Task<T> RunAsync<T>(
        string operation,
        Func<string, Task<T>> run,
        CredentialKey key,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await run($"{_prefix}token:{key.Value}").ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            // Only the inner exception contains the message of the driver, which may quote a connection string.
            throw new CredentialStoreException(
                CredentialStoreFailure.Unavailable,
                $"The distributed cache failed ({operation}, {exception.GetType().Name}). Check that it is reachable.",
                exception);
        }
    }
}
