using AdobePass.Runtime;
using Microsoft.Extensions.Logging;

namespace AdobePass;

/// <summary>
/// Provides the access token of a device: from memory, from the persistent cache, or from the token endpoint, in this order. All concurrent
/// callers of a device share one request.
/// </summary>
internal sealed class AccessTokenProvider(
    AdobePassOptions options,
    CredentialStore store,
    TokenCache cache,
    TokenAcquisition acquisition,
    ILogger logger)
{
    // The tag value of a token that was requested from the service.
    private const string Requested = "requested";

    private static readonly TimeSpan MaxLeaseTimeout = TimeSpan.FromSeconds(10);

    private readonly SingleFlight<CredentialKey, FetchedToken> _requests = new();

    // Longer than a registration and a token request take. If a process ends while it has the lease, the delay for a device is not longer
    // than this.
    private TimeSpan LeaseTimeout => options.RequestTimeout < MaxLeaseTimeout ? options.RequestTimeout : MaxLeaseTimeout;

    /// <summary>Gets a token that can be sent now.</summary>
    internal ValueTask<AccessToken> GetAsync(CredentialKey key, StreamingDevice device, CancellationToken cancellationToken)
    {
        var now = options.TimeProvider.GetTimestamp();
        if (!cache.TryFindInMemory(key, now, out var cached))
        {
            return WaitForTokenAsync(key, device, cancellationToken);
        }

        if (!cached.IsFreshAt(now) && cache.ClaimsRenewal(key, cached, now))
        {
            RenewInBackground(key, device, cached);
        }

        cache.CountRead(TokenCache.MemoryLevel);
        Traces.Current.Set(Traces.TokenSource, TokenCache.MemoryLevel);
        return new ValueTask<AccessToken>(cached.Token);
    }

    /// <summary>
    /// Gets a token other than one that the service rejected. Callers that arrive after the renewal get its result without a request.
    /// </summary>
    internal async ValueTask<AccessToken> GetInsteadOfAsync(
        AccessToken rejected,
        CredentialKey key,
        StreamingDevice device,
        CancellationToken cancellationToken)
    {
        if (cache.FindInMemoryExcept(key, rejected) is { } cached)
        {
            Traces.Current.Set(Traces.TokenSource, TokenCache.MemoryLevel);
            return cached.Token;
        }

        var fetched = await RunSharedAsync(key, device, rejected).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (fetched.Token.Token.Equals(rejected) && !rejected.Equals(fetched.Rejected))
        {
            // The shared request started before the rejection and returned the rejected token. One more is run that knows of the
            // rejection, and only one: within one second, the service issues an identical token again.
            fetched = await RunSharedAsync(key, device, rejected).WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        Traces.Current.Set(Traces.TokenSource, fetched.Source);
        return fetched.Token.Token;
    }

    /// <summary>Removes the token of a device from memory and from the persistent cache.</summary>
    internal async ValueTask InvalidateAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        // A request in progress may still return a token of the old pair.
        if (_requests.Find(key) is { } request)
        {
            try
            {
                await request.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
            {
                // It failed and returns no token.
            }
        }

        await cache.RemoveAsync(key, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<AccessToken> WaitForTokenAsync(CredentialKey key, StreamingDevice device, CancellationToken cancellationToken)
    {
        var fetched = await RunSharedAsync(key, device, rejected: null).WaitAsync(cancellationToken).ConfigureAwait(false);
        Traces.Current.Set(Traces.TokenSource, fetched.Source);
        return fetched.Token.Token;
    }

    private void RenewInBackground(CredentialKey key, StreamingDevice device, CachedToken expiring)
    {
        // A failure is only logged. The token stays in use; when it expires, a caller gets the failure.
        _ = RunSharedAsync(key, device, expiring.Token).ContinueWith(
            (task, log) => ((ILogger)log!).RenewalFailed(task.Exception!.GetBaseException().GetType().Name),
            logger,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private Task<FetchedToken> RunSharedAsync(CredentialKey key, StreamingDevice device, AccessToken? rejected) =>
        _requests.RunAsync(key, () => FetchAsync(key, device, rejected));

    // Independent of every caller's cancellation; each request inside has its own timeout.
    private async Task<FetchedToken> FetchAsync(CredentialKey key, StreamingDevice device, AccessToken? rejected)
    {
        if (cache.FindInMemoryExcept(key, rejected) is { } inMemory)
        {
            return new FetchedToken(inMemory, rejected, TokenCache.MemoryLevel);
        }

        if (await cache.LoadAsync(key, rejected).ConfigureAwait(false) is { } loaded)
        {
            return new FetchedToken(loaded, rejected, TokenCache.PersistentLevel);
        }

        var lease = await store.AcquireLeaseAsync(key, LeaseTimeout, CancellationToken.None).ConfigureAwait(false);
        try
        {
            // Another process may have requested a token meanwhile, successfully or not.
            return await cache.LoadAsync(key, rejected).ConfigureAwait(false) is { } fromOtherProcess
                ? new FetchedToken(fromOtherProcess, rejected, TokenCache.PersistentLevel)
                : new FetchedToken(await RequestAsync(key, device, rejected).ConfigureAwait(false), rejected, Requested);
        }
        finally
        {
            await ReleaseAsync(lease).ConfigureAwait(false);
        }
    }

    private async Task<CachedToken> RequestAsync(CredentialKey key, StreamingDevice device, AccessToken? rejected)
    {
        var acquired = await acquisition.AcquireAsync(key, device, CancellationToken.None).ConfigureAwait(false);
        if (acquired.InMemory.Token.Equals(rejected))
        {
            acquired = acquired with { InMemory = acquired.InMemory.AsReissued(options.TimeProvider) };
        }

        await cache.SetAsync(key, acquired).ConfigureAwait(false);
        return acquired.InMemory;
    }

    private static async ValueTask ReleaseAsync(IAsyncDisposable? lease)
    {
        try
        {
            if (lease is not null)
            {
                await lease.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The lease expires by itself.
        }
    }

    /// <param name="Token">The token.</param>
    /// <param name="Rejected">The token that the service had rejected when the request began; <see langword="null"/> if none was.</param>
    /// <param name="Source">Where the token came from.</param>
    private sealed record FetchedToken(CachedToken Token, AccessToken? Rejected, string Source);
}
