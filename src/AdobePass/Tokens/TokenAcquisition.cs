using AdobePass.Dcr;
using AdobePass.Runtime;
using Microsoft.Extensions.Logging;

namespace AdobePass;

/// <summary>Exchanges client credentials for an access token, and recovers from credentials that the token endpoint rejects.</summary>
/// <remarks>
/// A rejected pair is replaced only by one that has obtained a token. Until then the stored pair stays in use, and the new one is pending beside it.
/// </remarks>
internal sealed class TokenAcquisition(
    AdobePassOptions options,
    IRegistrationApi api,
    ClientRegistrar registrar,
    ReplacementCircuitBreaker replacements,
    RegistrationCircuitBreaker breaker,
    ILogger logger)
{
    private const string ClientCredentialsGrant = "client_credentials";

    // Devices whose token request failed with a response.
    private readonly DeviceCooldowns _cooldowns = new(options.RegistrationBreakDuration, options.TimeProvider);

    // Devices whose new pair was rejected too: another registration would end the same way.
    private readonly DeviceCooldowns _newPairs = new(TimeSpan.FromMinutes(1), options.TimeProvider);

    /// <summary>Acquires a token. Runs inside the shared request of the device.</summary>
    internal async Task<AcquiredToken> AcquireAsync(CredentialKey partition, StreamingDevice device, CancellationToken cancellationToken)
    {
        if (_cooldowns.IsActive(partition, out var cause))
        {
            throw cause!.Again(
                $"Not requested again for this device: it failed less than {options.RegistrationBreakDuration.TotalSeconds:0.###} s ago " +
                $"({nameof(AdobePassOptions)}.{nameof(AdobePassOptions.RegistrationBreakDuration)}).");
        }

        replacements.Pass(partition);
        try
        {
            var stored = await registrar.GetAsync(partition, device, cancellationToken).ConfigureAwait(false);
            var token = await AcquireAsync(partition, device, stored, cancellationToken).ConfigureAwait(false);
            _cooldowns.End(partition);
            return token;
        }
        catch (AdobePassException failure) when (failure is DynamicClientRegistrationException or AdobePassResponseException)
        {
            // Registrations have a cooldown of their own.
            if (DcrFailures.OperationOf(failure) == OperationIds.RequestAccessToken)
            {
                _cooldowns.Begin(partition, failure, DcrFailures.IsTransient(failure) ? options.RetryDelay : null);
            }

            throw;
        }
        finally
        {
            replacements.Unknown(partition);
        }
    }

    private async Task<AcquiredToken> AcquireAsync(
        CredentialKey partition,
        StreamingDevice device,
        StoredCredentials stored,
        CancellationToken cancellationToken)
    {
        AcquiredToken token;
        try
        {
            token = await RequestAsync(partition, device, stored.Credentials, cancellationToken).ConfigureAwait(false);
        }
        catch (DynamicClientRegistrationException rejection) when (rejection.IsInvalidClient() && IsReplacementAllowed(partition))
        {
            await replacements.RejectedAsync(partition, rejection).ConfigureAwait(false);
            return await ReplaceAsync(partition, device, stored, cancellationToken).ConfigureAwait(false);
        }

        replacements.Accepted(partition);
        if (stored.Pending is not null)
        {
            // The service has accepted the stored pair again, so viewers stay signed in.
            await registrar.DropPendingAsync(partition, stored, cancellationToken).ConfigureAwait(false);
        }

        return token;
    }

    private bool IsReplacementAllowed(CredentialKey partition) =>
        options.InvalidClientBehavior == InvalidClientBehavior.RegisterAgain && !_newPairs.IsActive(partition);

    private async Task<AcquiredToken> ReplaceAsync(
        CredentialKey partition,
        StreamingDevice device,
        StoredCredentials rejected,
        CancellationToken cancellationToken)
    {
        var entry = await registrar.RegisterPendingAsync(partition, device, rejected, cancellationToken).ConfigureAwait(false);
        if (entry.Pending is not { } pending)
        {
            // Another process was first, or the entry was deleted and the device registered anew.
            return await RequestAsync(partition, device, entry.Credentials, cancellationToken).ConfigureAwait(false);
        }

        AcquiredToken token;
        try
        {
            token = await RequestAsync(partition, device, pending, cancellationToken).ConfigureAwait(false);
        }
        catch (DynamicClientRegistrationException rejection) when (rejection.IsInvalidClient())
        {
            _newPairs.Begin(partition);
            await registrar.DropPendingAsync(partition, entry, cancellationToken).ConfigureAwait(false);
            logger.NewCredentialsRefused();
            Instruments.Replacements.Add(1, options.ClientName, Instruments.Tag("outcome", "rejected"));
            throw;
        }

        var replaced = await registrar.PromoteAsync(partition, entry, cancellationToken).ConfigureAwait(false);
        replacements.Replaced(partition);
        if (!replaced.Credentials.ClientSecret.Equals(pending.ClientSecret) || replaced.Credentials.ClientId != pending.ClientId)
        {
            // Another process stored its pair first; a token of ours would belong to a pair that is not stored.
            logger.RegistrationAdopted();
            return await RequestAsync(partition, device, replaced.Credentials, cancellationToken).ConfigureAwait(false);
        }

        logger.CredentialsReplaced();
        Instruments.Replacements.Add(1, options.ClientName, Instruments.Tag("outcome", "ok"));
        return token;
    }

    private async Task<AcquiredToken> RequestAsync(
        CredentialKey partition,
        StreamingDevice device,
        ClientCredentials credentials,
        CancellationToken cancellationToken)
    {
        breaker.Pass();
        var clock = options.TimeProvider;
        var requestedAt = clock.GetTimestamp();
        var receivedAt = clock.GetUtcNow();
        var outcome = "failed";
        try
        {
            var response = await api.RequestAccessTokenAsync(
                new AccessTokenRequest
                {
                    ClientId = credentials.ClientId,
                    ClientSecret = credentials.ClientSecret,
                    GrantType = new GrantType(ClientCredentialsGrant),
                },
                device,
                cancellationToken: cancellationToken).ConfigureAwait(false);
            // A token that was issued is used. Requesting another one per call would not give a better one.
            var lifetime = response.ExpiresIn is > 0 and var seconds ? seconds : (long)options.TokenLifetimeIfUnknown.TotalSeconds;
            outcome = "ok";
            breaker.Accepted();
            logger.TokenReceived(lifetime);
            return new AcquiredToken(
                CachedToken.FromAnswer(response.AccessToken, lifetime, requestedAt, partition, clock),
                new CachedAccessToken(response.AccessToken, receivedAt, ExpiryOf(receivedAt, lifetime)));
        }
        catch (AdobePassException failure) when (failure is DynamicClientRegistrationException or AdobePassResponseException)
        {
            outcome = "refused";
            breaker.Failed(partition, failure);
            throw;
        }
        catch
        {
            breaker.Unknown();
            throw;
        }
        finally
        {
            Instruments.TokenRequests.Add(1, options.ClientName, Instruments.Tag("outcome", outcome));
        }
    }

    private static DateTimeOffset ExpiryOf(DateTimeOffset receivedAt, long seconds) =>
        receivedAt + TimeSpan.FromSeconds(Math.Min(seconds, (long)TimeSpan.FromDays(30).TotalSeconds));
}

/// <summary>Represents a token that was just acquired, for memory and for the cache that outlives the process.</summary>
internal sealed record AcquiredToken(CachedToken Live, CachedAccessToken Cached);
