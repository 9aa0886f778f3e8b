using AdobePass.Testing.Catalog;

namespace AdobePass.Testing;

/// <summary>Represents the registered application of a software statement.</summary>
public sealed class FakeSoftwareApplication
{
    /// <summary>Gets the scopes of every client registered with the statement. Default: <c>api:client:v2</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [OperationTable.AccessScope];

    /// <summary>
    /// Gets the service providers (channels) that the application may use. Others respond with
    /// <c>invalid_access_token_service_provider</c>. Default: null, all.
    /// </summary>
    public IReadOnlyCollection<string>? ServiceProviders { get; init; }

    /// <summary>
    /// Gets the domains that the host of a <c>redirect_uri</c> may have, including subdomains. Others get <c>invalid_redirect_uri</c>.
    /// Default: empty, every absolute URI.
    /// </summary>
    public IReadOnlyCollection<string> Domains { get; init; } = [];

    /// <summary>
    /// Gets a value indicating whether the statement is approved initially. Otherwise, registrations get
    /// <c>unapproved_software_statement</c>. Default: true.
    /// </summary>
    public bool IsApproved { get; init; } = true;
}
