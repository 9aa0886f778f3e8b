using AdobePass.Dcr;
using AdobePass.Runtime;
using Microsoft.Extensions.Logging;

namespace AdobePass;

/// <summary>
/// Gives the access token of a device: from memory, from the cache that outlives the process, or from the token endpoint, in this order and with one
/// request per device however many callers wait.
/// </summary>
internal sealed class AccessTokenProvider(AdobePassOptions options, CredentialStore store, IRegistrationApi api, ClientRegistrar registrar, ILogger logger)
{
    private const string InvalidClient = "invalid_client";
    private const string DefaultGrantType = "client_credentials";

    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(10);

    private readonly SingleFlight<CredentialPartition, LiveToken> _flights = new();
    // Devices whose brand-new credentials were refused too.
    private readonly DevicePauses _registrations = new(TimeSpan.FromMinutes(1), options.TimeProvider);

    // Devices whose application may have no tokens.
    private readonly DevicePauses _refusals = new(options.RefusalPause, options.TimeProvider);
    private readonly LiveTokenTable _tokens = new(options.MaxTokensInMemory, options.TimeProvider);

    /// <summary>Gives a token that can be sent now.</summary>
    internal ValueTask<AccessToken> GetAsync(CredentialPartition partition, StreamingDevice device, CancellationToken cancellationToken)
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

        Read("memory");
        return new ValueTask<AccessToken>(live.Token);
    }

    private async ValueTask<AccessToken> FetchAsync(CredentialPartition partition, StreamingDevice device, CancellationToken cancellationToken)
    {
        var fetched = await FlyAsync(partition, device, refused: null).WaitAsync(cancellationToken).ConfigureAwait(false);
        return fetched.Token;
    }

    /// <summary>Gives another token than the one that the service refused. Who comes after the renewal gets its result without a request.</summary>
    internal async ValueTask<AccessToken> GetInsteadOfAsync(AccessToken refused, CredentialPartition partition, StreamingDevice device, CancellationToken cancellationToken)
    {
        if (_tokens.FindUsable(partition, options.TimeProvider.GetTimestamp()) is { } live && !live.Token.Equals(refused))
        {
            return live.Token;
        }

        var fetched = await FlyAsync(partition, device, refused).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (fetched.Token.Equals(refused))
        {
            // A flight that had begun before the refusal brought the refused token: only a flight that knows of the refusal counts.
            fetched = await FlyAsync(partition, device, refused).WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return fetched.Token;
    }

    internal async ValueTask ForgetAsync(CredentialPartition partition, CancellationToken cancellationToken)
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
        if (options.AccessTokenCache is not { } cache)
        {
            return;
        }

        try
        {
            await RemoveAsync(cache, partition, cancellationToken).WaitAsync(options.StoreTimeout, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            // The token ends by itself, and the service refuses it before.
            logger.TokenCacheFailed("remove", fault.GetType().Name);
        }

        static async Task<bool> RemoveAsync(AccessTokenCache cache, CredentialPartition partition, CancellationToken cancellationToken)
        {
            await cache.RemoveAsync(partition, cancellationToken).ConfigureAwait(false);
            return true;
        }
    }

    private void RenewInBackground(CredentialPartition partition, StreamingDevice device, LiveToken ageing)
    {
        // A failure is silent: the old token lives on, and when it ends the failure reaches a caller.
        _ = FlyAsync(partition, device, ageing.Token).ContinueWith(
            (task, log) => ((ILogger)log!).RenewalFailed(task.Exception!.GetBaseException().GetType().Name),
            logger,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private Task<LiveToken> FlyAsync(CredentialPartition partition, StreamingDevice device, AccessToken? refused) =>
        _flights.RunAsync(partition, () => FetchAsync(partition, device, refused));

    private async Task<LiveToken> FetchAsync(CredentialPartition partition, StreamingDevice device, AccessToken? refused)
    {
        // Detached from every caller; each request inside has its own time limit.
        var cancellationToken = CancellationToken.None;

        if (_tokens.FindUsable(partition, options.TimeProvider.GetTimestamp()) is { } live && !live.Token.Equals(refused))
        {
            return live;
        }

        if (await TakeUpCachedAsync(partition, refused, cancellationToken).ConfigureAwait(false) is { } cached)
        {
            return cached;
        }

        var turn = await store.TakeTurnAsync(partition, Patience, cancellationToken).ConfigureAwait(false);
        try
        {
            // Another process may have asked while this one waited, in vain or not.
            return await TakeUpCachedAsync(partition, refused, cancellationToken).ConfigureAwait(false) is { } theirs
                ? theirs
                : await RequestAsync(partition, device, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await EndAsync(turn).ConfigureAwait(false);
        }
    }

    private async ValueTask<LiveToken?> TakeUpCachedAsync(CredentialPartition partition, AccessToken? refused, CancellationToken cancellationToken)
    {
        if (await FindCachedAsync(partition, cancellationToken).ConfigureAwait(false) is not { } cached || cached.Token.Equals(refused))
        {
            return null;
        }

        Read("cache");
        _tokens.Set(partition, cached);
        return cached;
    }

    private static void Read(string level)
    {
        if (Instruments.TokenReads.Enabled)
        {
            Instruments.TokenReads.Add(1, Instruments.Tag("level", level));
        }
    }

    private async Task<LiveToken> RequestAsync(CredentialPartition partition, StreamingDevice device, CancellationToken cancellationToken)
    {
        var credentials = await registrar.GetAsync(partition, device, cancellationToken).ConfigureAwait(false);
        LiveToken token;
        try
        {
            token = await RequestAsync(partition, device, credentials, cancellationToken).ConfigureAwait(false);
        }
        catch (DynamicClientRegistrationException refusal) when (AllowsRegistration(refusal, partition))
        {
            // The one answer that allows a new registration, and once only.
            credentials = await registrar.ReplaceAsync(partition, device, credentials, cancellationToken).ConfigureAwait(false);
            token = await RequestWithNewAsync(partition, device, credentials, cancellationToken).ConfigureAwait(false);
        }

        _tokens.Set(partition, token);
        return token;
    }

    // Longer than a registration and a token request take. Another process that was killed in the middle holds up a device for no longer.
    private TimeSpan Patience => options.RequestTimeout < LongestPatience ? options.RequestTimeout : LongestPatience;

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

    private bool AllowsRegistration(DynamicClientRegistrationException refusal, CredentialPartition partition) =>
        refusal.ErrorCode == InvalidClient && options.InvalidClientBehavior == InvalidClientBehavior.RegisterAgain && !_registrations.IsPaused(partition);

    private async Task<LiveToken> RequestWithNewAsync(CredentialPartition partition, StreamingDevice device, StoredCredentials stored, CancellationToken cancellationToken)
    {
        try
        {
            return await RequestAsync(partition, device, stored, cancellationToken).ConfigureAwait(false);
        }
        catch (DynamicClientRegistrationException refusal) when (refusal.ErrorCode == InvalidClient)
        {
            logger.NewCredentialsRefused();
            _registrations.Begin(partition);
            throw;
        }
    }

    private async Task<LiveToken> RequestAsync(CredentialPartition partition, StreamingDevice device, StoredCredentials stored, CancellationToken cancellationToken)
    {
        var clock = options.TimeProvider;
        var requestedAt = clock.GetTimestamp();
        var receivedAt = clock.GetUtcNow();

        if (_refusals.IsPaused(partition, out var refused))
        {
            throw new DynamicClientRegistrationException(refused!.OperationId, refused.StatusCode, refused.ErrorCode, $"{refused.Message} Not asked again for this device: it was refused less than {options.RefusalPause.TotalSeconds:0.###} s ago ({nameof(AdobePassOptions)}.{nameof(AdobePassOptions.RefusalPause)}).");
        }

        AccessTokenResponse answer;
        var outcome = "failed";
        try
        {
            answer = await api.RequestAccessTokenAsync(
                new AccessTokenRequest
                {
                    ClientId = stored.Credentials.ClientId,
                    ClientSecret = stored.Credentials.ClientSecret,
                    GrantType = new GrantType(DefaultGrantType),
                },
                device,
                cancellationToken: cancellationToken).ConfigureAwait(false);
            outcome = "ok";
            logger.TokenReceived(answer.ExpiresIn);
        }
        catch (DynamicClientRegistrationException refusal)
        {
            outcome = "refused";
            if (refusal.ErrorCode is "unauthorized_client" or "unsupported_grant_type")
            {
                _refusals.Begin(partition, refusal);
            }

            throw;
        }
        finally
        {
            Instruments.TokenRequests.Add(1, Instruments.Tag("outcome", outcome));
        }

        if (answer.ExpiresIn <= 0)
        {
            throw new AdobePassResponseException("requestAccessToken", "$.expires_in", $"requestAccessToken: the token lives {answer.ExpiresIn} seconds; it cannot be used, and one token per call is not allowed.");
        }

        var token = LiveToken.FromAnswer(answer.AccessToken, answer.ExpiresIn, requestedAt, partition, clock);
        await KeepAsync(partition, new CachedAccessToken(answer.AccessToken, receivedAt, ExpiryOf(receivedAt, answer.ExpiresIn)), cancellationToken).ConfigureAwait(false);
        return token;
    }

    private static DateTimeOffset ExpiryOf(DateTimeOffset receivedAt, long seconds) =>
        receivedAt + TimeSpan.FromSeconds(Math.Min(seconds, (long)TimeSpan.FromDays(30).TotalSeconds));

    private async ValueTask<LiveToken?> FindCachedAsync(CredentialPartition partition, CancellationToken cancellationToken)
    {
        if (options.AccessTokenCache is not { } cache)
        {
            return null;
        }

        try
        {
            return await cache.FindAsync(partition, cancellationToken).AsTask().WaitAsync(options.StoreTimeout, options.TimeProvider, cancellationToken).ConfigureAwait(false) is { } found
                ? LiveToken.FromCache(found, partition, options.TimeProvider)
                : null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The cache saves a request and nothing more: its failure must not fail the call.
            logger.TokenCacheFailed("find", fault.GetType().Name);
            return null;
        }
    }

    private async ValueTask KeepAsync(CredentialPartition partition, CachedAccessToken token, CancellationToken cancellationToken)
    {
        if (options.AccessTokenCache is not { } cache)
        {
            return;
        }

        try
        {
            await cache.SetAsync(partition, token, cancellationToken).AsTask().WaitAsync(options.StoreTimeout, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // As above: the token is in memory.
            logger.TokenCacheFailed("set", fault.GetType().Name);
        }
    }
}
