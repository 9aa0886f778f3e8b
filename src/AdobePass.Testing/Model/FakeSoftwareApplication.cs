using AdobePass.Testing.Catalog;

namespace AdobePass.Testing;

/// <summary>The registered application a software statement stands for.</summary>
public sealed class FakeSoftwareApplication
{
    /// <summary>Scopes granted to every client registered with the statement. Default: <c>api:client:v2</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [OperationTable.AccessScope];

    /// <summary>
    /// Service providers (channels) the application may be used for; tokens get <c>invalid_access_token_service_provider</c> on others.
    /// Default: null, every one.
    /// </summary>
    public IReadOnlyCollection<string>? ServiceProviders { get; init; }

    /// <summary>
    /// Hosts the <c>redirect_uri</c> of a registration may have (or be below); others get <c>invalid_redirect_uri</c>.
    /// Default: empty, every absolute URI.
    /// </summary>
    public IReadOnlyCollection<string> Domains { get; init; } = [];

    /// <summary>
    /// Whether the statement is approved from the start; false gives <c>unapproved_software_statement</c>. Default: true.
    /// </summary>
    public bool IsApproved { get; init; } = true;
}
