namespace AdobePass.Testing;

/// <summary>One MVPD (identity provider) as the fake plays it. Immutable; add it again under the same id to change it.</summary>
public sealed class FakeMvpd
{
    /// <summary>The id used in paths and as key of the profile map.</summary>
    public required string Id { get; init; }

    /// <summary>The <c>displayName</c> of the configuration. Default: the id.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The <c>logoUrl</c> of the configuration. Default: a made-up address derived from the id.</summary>
    public string? LogoUrl { get; init; }

    /// <summary>Service providers with an active integration; others get <c>invalid_integration</c>. Default: null, every one.</summary>
    public IReadOnlyCollection<string>? ServiceProviders { get; init; }

    /// <summary>Makes this MVPD a TempPass pseudo-MVPD with these limits. Default: null, a real MVPD.</summary>
    public FakeTempPass? TempPass { get; init; }

    /// <summary>
    /// Whether logout answers <c>logout</c> / <c>interactive</c> with a <c>url</c> (true) or <c>complete</c> / <c>none</c> (false).
    /// Default: true.
    /// </summary>
    public bool HasLogoutEndpoint { get; init; } = true;

    /// <summary>
    /// The <c>platformMappingId</c> of the configuration, equal to the provider id in <c>AP-Partner-Framework-Status</c>. Default: none.
    /// </summary>
    public string? PlatformMappingId { get; init; }

    /// <summary>
    /// Whether platform SSO is on (<c>enablePlatformServices</c>). False makes partner sessions fall back with
    /// <c>configuration_fallback</c>. Default: false.
    /// </summary>
    public bool EnablePlatformServices { get; init; }

    /// <summary>The optional <c>displayInPlatformPicker</c> of the configuration. Default: not sent.</summary>
    public bool? DisplayInPlatformPicker { get; init; }

    /// <summary>The optional <c>enforcePlatformPermissions</c> of the configuration. Default: not sent.</summary>
    public bool? EnforcePlatformPermissions { get; init; }

    /// <summary>The optional <c>boardingStatus</c> of the configuration; no value list is published. Default: not sent.</summary>
    public string? BoardingStatus { get; init; }

    /// <summary>Whether the configuration marks it <c>isProxy</c>. Default: false.</summary>
    public bool IsProxy { get; init; }

    /// <summary>Value of the <c>userID</c> attribute of its profiles. Default: <c>u-001</c>.</summary>
    public string UserId { get; init; } = "u-001";

    /// <summary>Further user metadata of its profiles, by attribute name. Default: none.</summary>
    public IReadOnlyDictionary<string, FakeAttribute>? Attributes { get; init; }

    /// <summary>Life of its profiles. Default: <see cref="FakeAdobePassOptions.ProfileLifetime"/>.</summary>
    public TimeSpan? ProfileLifetime { get; init; }

    /// <summary>
    /// Decides per resource; asked before the two sets below. It runs under the lock of the fake and must not call back into it.
    /// Default: none.
    /// </summary>
    public Func<string, bool>? IsPermitted { get; init; }

    /// <summary>The only resources permitted. Default: null, everything that is not denied.</summary>
    public IReadOnlyCollection<string>? PermittedResources { get; init; }

    /// <summary>Resources denied. Default: null, those whose id starts with <c>denied</c> (any case).</summary>
    public IReadOnlyCollection<string>? DeniedResources { get; init; }

    /// <summary>
    /// Gets the resources that are not gated; preauthorize omits them with <see cref="FakeFieldBehavior.OmitUngatedResources"/>.
    /// Default: null, those whose id starts with <c>open</c> (any case).
    /// </summary>
    public IReadOnlyCollection<string>? UngatedResources { get; init; }

    /// <summary>
    /// Gets the service providers whose integration enables single sign-on by service token; used only with
    /// <see cref="FakeFieldBehavior.ServiceTokenPerIntegration"/>. Default: null, none.
    /// </summary>
    public IReadOnlyCollection<string>? ServiceTokenServiceProviders { get; init; }

    /// <summary>
    /// Resources that always fail with an enhanced error code at item level, for example
    /// <c>authorization_denied_by_parental_controls</c>. Unknown codes are refused when the MVPD is added. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string>? ItemErrors { get; init; }

    /// <summary>The optional <c>details</c> text of its denials (documented as text from the MVPD). Default: none.</summary>
    public string? DenialDetails { get; init; }

    /// <summary>Whether decisions carry <c>source</c> <c>dummy</c> instead of <c>mvpd</c>. Default: false.</summary>
    public bool IsDummy { get; init; }

    internal bool IsIntegratedWith(string serviceProvider) =>
        ServiceProviders is null || ServiceProviders.Contains(serviceProvider, StringComparer.Ordinal);

    internal bool IsUngated(string resource) =>
        UngatedResources?.Contains(resource, StringComparer.Ordinal) ?? resource.StartsWith("open", StringComparison.OrdinalIgnoreCase);

    internal bool EnablesServiceToken(string serviceProvider) =>
        ServiceTokenServiceProviders?.Contains(serviceProvider, StringComparer.Ordinal) ?? false;

    internal bool Permits(string resource)
    {
        if (IsPermitted is not null)
        {
            return IsPermitted(resource);
        }

        var denied = DeniedResources?.Contains(resource, StringComparer.Ordinal)
            ?? resource.StartsWith("denied", StringComparison.OrdinalIgnoreCase);
        return !denied && (PermittedResources?.Contains(resource, StringComparer.Ordinal) ?? true);
    }
}
