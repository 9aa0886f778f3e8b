using AdobePass.Runtime;
using Microsoft.Extensions.Logging;

namespace AdobePass;

/// <summary>
/// Wraps the <see cref="AccessTokenCache"/> of the application. Every operation ends within <see cref="AdobePassOptions.StoreTimeout"/>,
/// and callers get no failure, because the cache only saves requests.
/// </summary>
internal sealed class PersistentTokenCache(AdobePassOptions options, StoreThreads threads, ILogger logger)
{
    private readonly AccessTokenCache? _cache = options.AccessTokenCache;

    internal async ValueTask<CachedToken?> FindAsync(CredentialKey key)
    {
        if (_cache is not { } cache)
        {
            return null;
        }

        var found = await RunAsync("find", token => cache.FindAsync(key, token), CancellationToken.None).ConfigureAwait(false);
        return found is null ? null : CachedToken.FromCache(found, key, options.TimeProvider);
    }

    internal async ValueTask SetAsync(CredentialKey key, CachedAccessToken token)
    {
        if (_cache is { } cache)
        {
            await RunAsync("set", cancellation => AsTrueAsync(cache.SetAsync(key, token, cancellation)), CancellationToken.None)
                .ConfigureAwait(false);
        }
    }

    /// <exception cref="OperationCanceledException">The caller has canceled.</exception>
    internal async ValueTask RemoveAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        if (_cache is { } cache)
        {
            // A failure has no effect: the service rejects the token, and the token expires.
            await RunAsync("remove", cancellation => AsTrueAsync(cache.RemoveAsync(key, cancellation)), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private static async ValueTask<bool> AsTrueAsync(ValueTask task)
    {
        await task.ConfigureAwait(false);
        return true;
    }

    private async ValueTask<T?> RunAsync<T>(
        string operation,
        Func<CancellationToken, ValueTask<T>> run,
        CancellationToken cancellationToken)
    {
        Task<T>? task = null;
        try
        {
            task = threads.RunAsync(() => run(cancellationToken));
            return await task.WaitAsync(options.StoreTimeout, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            task?.Observe();
            logger.TokenCacheFailed(operation, exception.GetType().Name);
            return default;
        }
        catch (OperationCanceledException)
        {
            task?.Observe();
            throw;
        }
    }
}
