using AdobePass.Runtime;
using Microsoft.Extensions.Logging;

namespace AdobePass;

/// <summary>
/// Gives the access token of a device: from memory, from the cache that outlives the process, or from the token endpoint, in this order and with one
/// request per device however many callers wait.
/// </summary>
internal sealed class AccessTokenProvider(
    AdobePassOptions options,
    CredentialStore store,
    PersistentTokenCache cache,
    TokenAcquisition acquisition,
    ILogger logger)
{
    // Where a token comes from: the values of a tag.
    private const string Memory = "memory";
    private const string Cache = "cache";
    private const string Requested = "requested";

    private static readonly TimeSpan MaxLeaseTimeout = TimeSpan.FromSeconds(10);

    private readonly SingleFlight<CredentialKey, Fetched> _flights = new();
    private readonly TokenCache _tokens = new(options.MaxTokensInMemory, options.TimeProvider);

    /// <summary>Gives a token that can be sent now.</summary>
    internal ValueTask<AccessToken> GetAsync(CredentialKey partition, StreamingDevice device, CancellationToken cancellationToken)
    {
        var now = options.TimeProvider.GetTimestamp();
        if (_tokens.FindUsable(partition, now) is not { } live)
        {
            return FetchAsync(partition, device, cancellationToken);
        }

        if (live.ClaimsRenewal(now, options.TimeProvider))
        {
            RenewInBackground(partition, device, live);
        }

        Read(Memory);
        Traces.Current.Set(Traces.TokenSource, Memory);
        return new ValueTask<AccessToken>(live.Token);
    }

    private async ValueTask<AccessToken> FetchAsync(CredentialKey partition, StreamingDevice device, CancellationToken cancellationToken)
    {
        var fetched = await RunSharedAsync(partition, device, refused: null).WaitAsync(cancellationToken).ConfigureAwait(false);
        Traces.Current.Set(Traces.TokenSource, fetched.Source);
        return fetched.Token.Token;
    }

    /// <summary>Gives another token than the one that the service refused. Who comes after the renewal gets its result without a request.</summary>
    internal async ValueTask<AccessToken> GetInsteadOfAsync(AccessToken refused, CredentialKey partition, StreamingDevice device, CancellationToken cancellationToken)
    {
        var now = options.TimeProvider.GetTimestamp();
        if (_tokens.FindUsable(partition, now) is { } live && (!live.Token.Equals(refused) || live.WouldBeReissuedAt(now)))
        {
            Traces.Current.Set(Traces.TokenSource, Memory);
            return live.Token;
        }

        var fetched = await RunSharedAsync(partition, device, refused).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (fetched.Token.Token.Equals(refused) && !refused.Equals(fetched.Refused))
        {
            // A shared request that had begun before the rejection brought the rejected token. One that knows of the rejection is asked once: the service
            // issues the identical text again within one second.
            fetched = await RunSharedAsync(partition, device, refused).WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        Traces.Current.Set(Traces.TokenSource, fetched.Source);
        return fetched.Token.Token;
    }

    internal async ValueTask InvalidateAsync(CredentialKey partition, CancellationToken cancellationToken)
    {
        // A flight under way may still bring a token of the old pair.
        if (_flights.Find(partition) is { } flight)
        {
            try
            {
                await flight.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
            {
                // It brings none.
            }
        }

        _tokens.Remove(partition);
        await cache.RemoveAsync(partition, cancellationToken).ConfigureAwait(false);
    }

    private void RenewInBackground(CredentialKey partition, StreamingDevice device, CachedToken ageing)
    {
        // A failure is silent: the old token lives on, and when it ends the failure reaches a caller.
        _ = RunSharedAsync(partition, device, ageing.Token).ContinueWith(
            (task, log) => ((ILogger)log!).RenewalFailed(task.Exception!.GetBaseException().GetType().Name),
            logger,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private Task<Fetched> RunSharedAsync(CredentialKey partition, StreamingDevice device, AccessToken? refused) => _flights.RunAsync(
        partition,
        () => FetchAsync(partition, device, refused));

    private async Task<Fetched> FetchAsync(CredentialKey partition, StreamingDevice device, AccessToken? refused)
    {
        // Detached from every caller; each request inside has its own time limit.
        var cancellationToken = CancellationToken.None;

        var now = options.TimeProvider.GetTimestamp();
        if (_tokens.FindUsable(partition, now) is { } live && (!live.Token.Equals(refused) || live.WouldBeReissuedAt(now)))
        {
            return new Fetched(live, refused, Memory);
        }

        if (await TakeUpCachedAsync(partition, refused).ConfigureAwait(false) is { } cached)
        {
            return new Fetched(cached, refused, Cache);
        }

        var turn = await store.AcquireLeaseAsync(partition, Patience, cancellationToken).ConfigureAwait(false);
        try
        {
            // Another process may have asked while this one waited, in vain or not.
            return await TakeUpCachedAsync(partition, refused).ConfigureAwait(false) is { } theirs
                ? new Fetched(theirs, refused, Cache)
                : new Fetched(await RequestAsync(partition, device, refused, cancellationToken).ConfigureAwait(false), refused, Requested);
        }
        finally
        {
            await EndAsync(turn).ConfigureAwait(false);
        }
    }

    private async ValueTask<CachedToken?> TakeUpCachedAsync(CredentialKey partition, AccessToken? refused)
    {
        if (await cache.FindAsync(partition).ConfigureAwait(false) is not { } cached || cached.Token.Equals(refused))
        {
            return null;
        }

        Read(Cache);
        _tokens.Set(partition, cached);
        return cached;
    }

    private void Read(string level)
    {
        if (Instruments.TokenReads.Enabled)
        {
            Instruments.TokenReads.Add(1, options.ClientName, Instruments.Tag("level", level));
        }
    }

    private async Task<CachedToken> RequestAsync(
        CredentialKey partition,
        StreamingDevice device,
        AccessToken? refused,
        CancellationToken cancellationToken)
    {
        var acquired = await acquisition.AcquireAsync(partition, device, cancellationToken).ConfigureAwait(false);
        if (acquired.Live.Token.Equals(refused))
        {
            acquired.Live.MarkReissued(options.TimeProvider);
        }

        _tokens.Set(partition, acquired.Live);
        await cache.SetAsync(partition, acquired.Cached).ConfigureAwait(false);
        return acquired.Live;
    }

    // Longer than a registration and a token request take. Another process that was killed in the middle holds up a device for no longer.
    private TimeSpan Patience => options.RequestTimeout < MaxLeaseTimeout ? options.RequestTimeout : MaxLeaseTimeout;

    private static async ValueTask EndAsync(IAsyncDisposable? turn)
    {
        try
        {
            if (turn is not null)
            {
                await turn.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // It ends by itself.
        }
    }

    /// <param name="Token">The token.</param>
    /// <param name="Refused">The token that the service had rejected when the request began; null if it began for another reason.</param>
    /// <param name="Source">Where the token came from.</param>
    private sealed record Fetched(CachedToken Token, AccessToken? Refused, string Source);
}
