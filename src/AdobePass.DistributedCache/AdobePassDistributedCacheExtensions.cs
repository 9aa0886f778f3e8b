using AdobePass;
using AdobePass.DistributedCache;
using Microsoft.Extensions.Caching.Distributed;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Provides methods that configure clients to store access tokens in a distributed cache.</summary>
public static class AdobePassDistributedCacheExtensions
{
    /// <summary>
    /// Stores the access tokens of a client in the registered <see cref="IDistributedCache"/>. It replaces an
    /// <see cref="AdobePassOptions.AccessTokenCache"/> that was set before. The keys of a named client start with
    /// <c>adobepass:name:</c>.
    /// </summary>
    /// <param name="builder">The builder of the client.</param>
    /// <param name="configure">The delegate that configures the cache; <see langword="null"/> for the defaults.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static AdobePassBuilder UseDistributedTokenCache(
        this AdobePassBuilder builder,
        Action<DistributedTokenCacheOptions>? configure = null)
    {
        if (builder is null)
        {
            throw new ArgumentNullException(nameof(builder));
        }

        var name = builder.Name;
        builder.Services.AddOptions<AdobePassOptions>(name).Configure<IDistributedCache>((options, cache) =>
        {
            var cacheOptions = new DistributedTokenCacheOptions { TimeProvider = options.TimeProvider };
            cacheOptions.KeyPrefix += name.Length == 0 ? string.Empty : name + ":";
            configure?.Invoke(cacheOptions);
            options.AccessTokenCache = new DistributedAccessTokenCache(cache, cacheOptions);
        });
        return builder;
    }
}
