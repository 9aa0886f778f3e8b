using AdobePass.Runtime;

namespace AdobePass;

/// <summary>Acquires an access token: finds or registers the client credentials of a device and sends the token request.</summary>
internal sealed class TokenAcquisition(
    AdobePassOptions options,
    TokenRequest tokenRequest,
    CredentialRecovery recovery,
    ClientRegistrar registrar,
    ReplacementCircuitBreaker replacements)
{
    // Devices whose token request failed with an error response.
    private readonly DeviceCooldowns _cooldowns = new(options.RegistrationBreakDuration, options.TimeProvider);

    /// <summary>Acquires a token. It runs inside the shared request of the device.</summary>
    internal async Task<AcquiredToken> AcquireAsync(CredentialKey key, StreamingDevice device, CancellationToken cancellationToken)
    {
        if (_cooldowns.IsActive(key, out var cause))
        {
            throw cause!.Again(
                $"No token is requested again for this device: the last request failed less than " +
                $"{options.RegistrationBreakDuration.TotalSeconds:0.###} s ago " +
                $"({nameof(AdobePassOptions)}.{nameof(AdobePassOptions.RegistrationBreakDuration)}).");
        }

        replacements.Pass(key);
        try
        {
            var stored = await registrar.GetAsync(key, device, cancellationToken).ConfigureAwait(false);
            var token = await AcquireAsync(key, device, stored, cancellationToken).ConfigureAwait(false);
            _cooldowns.End(key);
            return token;
        }
        catch (AdobePassException failure) when (failure is DynamicClientRegistrationException or AdobePassResponseException)
        {
            // Registrations have a cooldown of their own.
            if (DcrFailures.OperationOf(failure) == OperationIds.RequestAccessToken)
            {
                _cooldowns.Begin(key, failure, DcrFailures.IsTransient(failure) ? options.RetryDelay : null);
            }

            throw;
        }
        finally
        {
            replacements.Unknown(key);
        }
    }

    private async Task<AcquiredToken> AcquireAsync(
        CredentialKey key,
        StreamingDevice device,
        StoredCredentials stored,
        CancellationToken cancellationToken)
    {
        AcquiredToken token;
        try
        {
            token = await tokenRequest.SendAsync(key, device, stored.Credentials, cancellationToken).ConfigureAwait(false);
        }
        catch (DynamicClientRegistrationException rejection) when (rejection.IsInvalidClient() && recovery.IsAllowed(key))
        {
            await replacements.RejectedAsync(key, rejection).ConfigureAwait(false);
            return await recovery.ReplaceAsync(key, device, stored, cancellationToken).ConfigureAwait(false);
        }

        replacements.Accepted(key);
        if (stored.Pending is not null)
        {
            // The service has accepted the stored pair again, so viewers stay signed in.
            await registrar.DropPendingAsync(key, stored, cancellationToken).ConfigureAwait(false);
        }

        return token;
    }
}
