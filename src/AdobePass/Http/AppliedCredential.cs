namespace AdobePass.Runtime;

/// <summary>Represents a credential of one request and where it is sent.</summary>
internal sealed class AppliedCredential
{
    private AppliedCredential(ApiCredential credential, SecuritySchemeKind kind, string name, string value)
    {
        Credential = credential;
        Kind = kind;
        Name = name;
        Value = value;
    }

    internal ApiCredential Credential { get; }

    /// <summary>Gets one of <c>HeaderKey</c>, <c>QueryKey</c> and <c>CookieKey</c>.</summary>
    internal SecuritySchemeKind Kind { get; }

    internal string Name { get; }

    internal string Value { get; }

    /// <exception cref="AdobePassConfigurationException">The credential has another type than the scheme needs.</exception>
    internal static AppliedCredential Create(SecurityScheme scheme, ApiCredential credential) => (scheme.Kind, credential) switch
    {
        (SecuritySchemeKind.Basic, BasicCredentials basic) =>
            new(basic, SecuritySchemeKind.HeaderKey, "Authorization", basic.AuthorizationHeader),
        (SecuritySchemeKind.Bearer or SecuritySchemeKind.BearerOrAdobePass, BearerToken bearer) =>
            new(bearer, SecuritySchemeKind.HeaderKey, "Authorization", bearer.AuthorizationHeader),
        (SecuritySchemeKind.HeaderKey, ApiKey key) when HeaderValues.IsSafe(key.Reveal()) =>
            new(key, scheme.Kind, scheme.Parameter, key.Reveal()),
        (SecuritySchemeKind.QueryKey or SecuritySchemeKind.CookieKey, ApiKey key) => new(key, scheme.Kind, scheme.Parameter, key.Reveal()),
        (SecuritySchemeKind.HeaderKey, ApiKey) => throw new AdobePassConfigurationException(
            $"{nameof(AdobePassOptions.ApiCredentials)}[\"{scheme.Name}\"] contains a character that is not printable ASCII. " +
            "A header cannot contain it."),
        _ => throw new AdobePassConfigurationException(
            $"{nameof(AdobePassOptions.ApiCredentials)}[\"{scheme.Name}\"] is {credential.GetType().Name}. The scheme needs " +
            (scheme.Kind switch
            {
                SecuritySchemeKind.Basic => nameof(BasicCredentials),
                SecuritySchemeKind.Bearer or SecuritySchemeKind.BearerOrAdobePass => nameof(BearerToken),
                _ => nameof(ApiKey),
            }) + "."),
    };
}
