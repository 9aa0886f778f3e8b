namespace AdobePass.Testing;

/// <summary>Represents an MVPD (identity provider) of the fake. It is immutable; to change it, add an MVPD with the same id.</summary>
public sealed class FakeMvpd
{
    /// <summary>Gets the id, used in paths and as the key of the profile map.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the <c>displayName</c> of the configuration. Default: the id.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Gets the <c>logoUrl</c> of the configuration. Default: a fake URL derived from the id.</summary>
    public string? LogoUrl { get; init; }

    /// <summary>
    /// Gets the service providers with an active integration; others get <c>invalid_integration</c>. Default: null, all.
    /// </summary>
    public IReadOnlyCollection<string>? ServiceProviders { get; init; }

    /// <summary>Gets the limits if this is a TempPass pseudo-MVPD. Default: null, a real MVPD.</summary>
    public FakeTempPass? TempPass { get; init; }

    /// <summary>
    /// Gets a value indicating whether logout responds with <c>logout</c>, <c>interactive</c> and a <c>url</c> instead of <c>complete</c>
    /// and <c>none</c>. Default: true.
    /// </summary>
    public bool HasLogoutEndpoint { get; init; } = true;

    /// <summary>
    /// Gets the <c>platformMappingId</c> of the configuration. It equals the provider id in <c>AP-Partner-Framework-Status</c>. Default:
    /// none.
    /// </summary>
    public string? PlatformMappingId { get; init; }

    /// <summary>
    /// Gets a value indicating whether platform SSO is enabled (<c>enablePlatformServices</c>). Otherwise, partner sessions fall back with
    /// <c>configuration_fallback</c>. Default: false.
    /// </summary>
    public bool EnablePlatformServices { get; init; }

    /// <summary>Gets the optional <c>displayInPlatformPicker</c> of the configuration. Default: not sent.</summary>
    public bool? DisplayInPlatformPicker { get; init; }

    /// <summary>Gets the optional <c>enforcePlatformPermissions</c> of the configuration. Default: not sent.</summary>
    public bool? EnforcePlatformPermissions { get; init; }

    /// <summary>Gets the optional <c>boardingStatus</c> of the configuration. No list of values is published. Default: not sent.</summary>
    public string? BoardingStatus { get; init; }

    /// <summary>Gets a value indicating whether the configuration marks it as <c>isProxy</c>. Default: false.</summary>
    public bool IsProxy { get; init; }

    /// <summary>Gets the value of the <c>userID</c> attribute of its profiles. Default: <c>u-001</c>.</summary>
    public string UserId { get; init; } = "u-001";

    /// <summary>Gets the additional user metadata of its profiles, by attribute name. Default: none.</summary>
    public IReadOnlyDictionary<string, FakeAttribute>? Attributes { get; init; }

    /// <summary>Gets the lifetime of its profiles. Default: <see cref="FakeAdobePassOptions.ProfileLifetime"/>.</summary>
    public TimeSpan? ProfileLifetime { get; init; }

    /// <summary>
    /// Gets a function that decides per resource. It takes precedence over <see cref="PermittedResources"/> and
    /// <see cref="DeniedResources"/>. It runs under the lock of the fake and must not call the fake. Default: none.
    /// </summary>
    public Func<string, bool>? IsPermitted { get; init; }

    /// <summary>Gets the only permitted resources. Default: null, all that are not denied.</summary>
    public IReadOnlyCollection<string>? PermittedResources { get; init; }

    /// <summary>Gets the denied resources. Default: null, those whose id starts with <c>denied</c> (any case).</summary>
    public IReadOnlyCollection<string>? DeniedResources { get; init; }

    /// <summary>
    /// Gets the resources that are not gated. Preauthorize omits them with <see cref="FakeFieldBehavior.OmitUngatedResources"/>.
    /// Default: null, those whose id starts with <c>open</c> (any case).
    /// </summary>
    public IReadOnlyCollection<string>? UngatedResources { get; init; }

    /// <summary>
    /// Gets the service providers whose integration enables single sign-on by service token. It is used only with
    /// <see cref="FakeFieldBehavior.ServiceTokenPerIntegration"/>. Default: null, none.
    /// </summary>
    public IReadOnlyCollection<string>? ServiceTokenServiceProviders { get; init; }

    /// <summary>
    /// Gets the resources whose decisions always have an enhanced error code, such as
    /// <c>authorization_denied_by_parental_controls</c>. <see cref="FakeAdobePass.AddMvpd"/> throws for unknown codes. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string>? ItemErrors { get; init; }

    /// <summary>Gets the optional <c>details</c> of its denials, documented as a message from the MVPD. Default: none.</summary>
    public string? DenialDetails { get; init; }

    /// <summary>
    /// Gets a value indicating whether decisions have the <c>source</c> <c>dummy</c> instead of <c>mvpd</c>. Default: false.
    /// </summary>
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
