using Microsoft.Extensions.Caching.Distributed;

namespace AdobePass.Entitlements;

/// <summary>
/// Stores the state of viewers in an <see cref="IDistributedCache"/>, and so in Redis, for a fleet. Any process continues what another
/// began.
/// </summary>
public sealed class DistributedEntitlementStateStore : EntitlementStateStore
{
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(400);

    private readonly IDistributedCache _cache;
    private readonly string _prefix;

    /// <summary>Initializes a new instance of the <see cref="DistributedEntitlementStateStore"/> class.</summary>
    /// <param name="cache">The cache. It is not disposed.</param>
    /// <param name="keyPrefix">The prefix of every key.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public DistributedEntitlementStateStore(IDistributedCache cache, string keyPrefix = "adobepass:viewer:")
    {
        _cache = cache ?? throw new ArgumentNullException(nameof(cache));
        _prefix = keyPrefix ?? throw new ArgumentNullException(nameof(keyPrefix));
    }

    /// <inheritdoc/>
    public override async ValueTask<byte[]?> FindAsync(string key, CancellationToken cancellationToken) =>
        await _cache.GetAsync(_prefix + key, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public override async ValueTask SetAsync(string key, byte[] content, TimeSpan? lifetime, CancellationToken cancellationToken)
    {
        var entry = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = lifetime ?? LongestLifetime };
        await _cache.SetAsync(_prefix + key, content, entry, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask RemoveAsync(string key, CancellationToken cancellationToken) =>
        await _cache.RemoveAsync(_prefix + key, cancellationToken).ConfigureAwait(false);
}
