using Microsoft.Extensions.Logging;

namespace AdobePass;

/// <summary>Recovers from client credentials that the token endpoint rejects as <c>invalid_client</c>.</summary>
/// <remarks>
/// A rejected pair is replaced only by a pair that has obtained a token. Until then, the stored pair stays in use, and the new one is
/// pending beside it.
/// </remarks>
internal sealed class CredentialRecovery(
    AdobePassOptions options,
    TokenRequest tokenRequest,
    ClientRegistrar registrar,
    ReplacementCircuitBreaker replacements,
    ILogger logger)
{
    // Devices whose new pair was rejected too. Another registration would fail in the same way.
    private readonly DeviceCooldowns _newPairs = new(TimeSpan.FromMinutes(1), options.TimeProvider);

    /// <summary>Gets whether the rejected pair of a device may be replaced.</summary>
    internal bool IsAllowed(CredentialKey key) =>
        options.InvalidClientBehavior == InvalidClientBehavior.RegisterAgain && !_newPairs.IsActive(key);

    /// <summary>Registers a new pair, obtains a token with it, and then stores it in place of the rejected pair.</summary>
    /// <returns>The token of the pair that is stored when the method returns.</returns>
    internal async Task<AcquiredToken> ReplaceAsync(
        CredentialKey key,
        StreamingDevice device,
        StoredCredentials rejected,
        CancellationToken cancellationToken)
    {
        var entry = await registrar.RegisterPendingAsync(key, device, rejected, cancellationToken).ConfigureAwait(false);
        if (entry.Pending is not { } pending)
        {
            // Another process was first, or the entry was deleted and the device was registered again.
            return await tokenRequest.SendAsync(key, device, entry.Credentials, cancellationToken).ConfigureAwait(false);
        }

        AcquiredToken token;
        try
        {
            token = await tokenRequest.SendAsync(key, device, pending, cancellationToken).ConfigureAwait(false);
        }
        catch (DynamicClientRegistrationException rejection) when (rejection.IsInvalidClient())
        {
            _newPairs.Begin(key);
            await registrar.DropPendingAsync(key, entry, cancellationToken).ConfigureAwait(false);
            logger.NewCredentialsRefused();
            Instruments.Replacements.Add(1, options.ClientName, Instruments.Tag("outcome", "rejected"));
            throw;
        }

        var replaced = await registrar.PromoteAsync(key, entry, cancellationToken).ConfigureAwait(false);
        replacements.Replaced(key);
        if (!replaced.Credentials.ClientSecret.Equals(pending.ClientSecret) || replaced.Credentials.ClientId != pending.ClientId)
        {
            // Another process stored its pair first. The token obtained here belongs to a pair that is not stored.
            logger.RegistrationAdopted();
            return await tokenRequest.SendAsync(key, device, replaced.Credentials, cancellationToken).ConfigureAwait(false);
        }

        logger.CredentialsReplaced();
        Instruments.Replacements.Add(1, options.ClientName, Instruments.Tag("outcome", "ok"));
        return token;
    }
}
