using AdobePass.Runtime;

namespace AdobePass;

/// <summary>Selects the credentials of a request among the alternatives that its operation declares.</summary>
internal static class ApiCredentials
{
    /// <summary>
    /// Finds the credentials of the first alternative that the options satisfy. If none is satisfied, and an alternative needs nothing,
    /// the request is sent without credentials.
    /// </summary>
    /// <param name="operation">The operation.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The credentials, and whether the request needs an access token of Adobe Pass.</returns>
    /// <exception cref="AdobePassConfigurationException">No alternative is satisfied.</exception>
    internal static async ValueTask<(List<AppliedCredential> Credentials, bool NeedsAccessToken)> FindAsync(
        AdobePassOperation operation,
        AdobePassOptions options,
        CancellationToken cancellationToken)
    {
        var isOptional = false;
        var missing = new List<string>();
        foreach (var requirement in operation.Security)
        {
            isOptional |= requirement.Schemes.Count == 0;
            var applied = new List<AppliedCredential>();
            var needsToken = false;
            var isSatisfied = requirement.Schemes.Count > 0;
            foreach (var scheme in requirement.Schemes)
            {
                var credential = scheme.Kind == SecuritySchemeKind.AdobePass
                    ? null
                    : await FindAsync(scheme.Name, options, cancellationToken).ConfigureAwait(false);
                if (credential is not null)
                {
                    applied.Add(AppliedCredential.Create(scheme, credential));
                }
                else if (options.UseAccessTokens && scheme.Kind is SecuritySchemeKind.AdobePass or SecuritySchemeKind.BearerOrAdobePass)
                {
                    needsToken = true;
                }
                else
                {
                    isSatisfied = false;
                    missing.Add(scheme.Kind == SecuritySchemeKind.AdobePass
                        ? nameof(AdobePassOptions.UseAccessTokens)
                        : $"{nameof(AdobePassOptions.ApiCredentials)}[\"{scheme.Name}\"]");
                }
            }

            if (isSatisfied)
            {
                return (applied, needsToken);
            }
        }

        return isOptional || !operation.HasSecurity ? ([], false) : throw new AdobePassConfigurationException(
            $"{operation.Id}: the operation needs a credential. Set {string.Join(" or ", missing.Distinct())} " +
            $"of {nameof(AdobePassOptions)}, or {nameof(AdobePassOptions.ApiCredentialProvider)}.");
    }

    private static async ValueTask<ApiCredential?> FindAsync(string scheme, AdobePassOptions options, CancellationToken cancellationToken)
    {
        if (options.ApiCredentialProvider is { } provider
            && await provider(scheme, cancellationToken).ConfigureAwait(false) is { } provided)
        {
            return provided;
        }

        return options.ApiCredentials.TryGetValue(scheme, out var given) ? given : null;
    }
}
