using AdobePass.Dcr;
using AdobePass.Runtime;
using Microsoft.Extensions.Logging;

namespace AdobePass;

/// <summary>Sends the token request: one pair of client credentials is exchanged for one access token.</summary>
internal sealed class TokenRequest(AdobePassOptions options, IRegistrationApi api, RegistrationCircuitBreaker breaker, ILogger logger)
{
    private const string ClientCredentialsGrant = "client_credentials";

    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(30);

    /// <summary>Requests a token.</summary>
    /// <exception cref="DynamicClientRegistrationException">
    /// The token endpoint rejected the pair, or the circuit breaker is open.
    /// </exception>
    internal async Task<AcquiredToken> SendAsync(
        CredentialKey key,
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

            // An issued token is used. Requesting another one for each call would not return a better one.
            var lifetime = response.ExpiresIn is > 0 and var seconds ? seconds : (long)options.TokenLifetimeIfUnknown.TotalSeconds;
            outcome = "ok";
            breaker.Accepted();
            logger.TokenReceived(lifetime);
            return new AcquiredToken(
                CachedToken.FromResponse(response.AccessToken, lifetime, requestedAt, key, clock),
                new CachedAccessToken(response.AccessToken, receivedAt, ExpiryOf(receivedAt, lifetime)));
        }
        catch (AdobePassException failure) when (failure is DynamicClientRegistrationException or AdobePassResponseException)
        {
            outcome = "refused";
            breaker.Failed(key, failure);
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
        receivedAt + TimeSpan.FromSeconds(Math.Min(seconds, (long)MaxLifetime.TotalSeconds));
}
