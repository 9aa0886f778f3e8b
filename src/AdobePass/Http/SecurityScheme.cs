using System.ComponentModel;

namespace AdobePass.Runtime;

/// <summary>Represents a security scheme of a spec whose credential comes from the options.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SecurityScheme
{
    private SecurityScheme(string name, SecuritySchemeKind kind, string parameter = "")
    {
        Name = name;
        Kind = kind;
        Parameter = parameter;
    }

    /// <summary>Gets the access token of Adobe Pass, from Dynamic Client Registration.</summary>
    public static SecurityScheme AdobePass { get; } = new(string.Empty, SecuritySchemeKind.AdobePass);

    /// <summary>Gets the name of the scheme in the spec, which is the key of the credential in the options.</summary>
    internal string Name { get; }

    internal SecuritySchemeKind Kind { get; }

    /// <summary>Gets the name of the header, the query parameter or the cookie.</summary>
    internal string Parameter { get; }

    /// <summary>Creates a scheme for HTTP Basic.</summary>
    /// <param name="name">The name of the scheme.</param>
    /// <returns>The scheme.</returns>
    public static SecurityScheme Basic(string name) => new(name, SecuritySchemeKind.Basic);

    /// <summary>Creates a scheme for a bearer token that is not an access token of Adobe Pass.</summary>
    /// <param name="name">The name of the scheme.</param>
    /// <returns>The scheme.</returns>
    public static SecurityScheme Bearer(string name) => new(name, SecuritySchemeKind.Bearer);

    /// <summary>
    /// Creates a scheme for a bearer token: the credential of the options if there is one; otherwise, the access token of Adobe Pass.
    /// </summary>
    /// <param name="name">The name of the scheme.</param>
    /// <returns>The scheme.</returns>
    public static SecurityScheme BearerOrAdobePass(string name) => new(name, SecuritySchemeKind.BearerOrAdobePass);

    /// <summary>Creates a scheme for an API key in a header.</summary>
    /// <param name="name">The name of the scheme.</param>
    /// <param name="header">The name of the header.</param>
    /// <returns>The scheme.</returns>
    public static SecurityScheme HeaderKey(string name, string header) => new(name, SecuritySchemeKind.HeaderKey, header);

    /// <summary>Creates a scheme for an API key in the query.</summary>
    /// <param name="name">The name of the scheme.</param>
    /// <param name="parameter">The name of the query parameter.</param>
    /// <returns>The scheme.</returns>
    public static SecurityScheme QueryKey(string name, string parameter) => new(name, SecuritySchemeKind.QueryKey, parameter);

    /// <summary>Creates a scheme for an API key in a cookie.</summary>
    /// <param name="name">The name of the scheme.</param>
    /// <param name="cookie">The name of the cookie.</param>
    /// <returns>The scheme.</returns>
    public static SecurityScheme CookieKey(string name, string cookie) => new(name, SecuritySchemeKind.CookieKey, cookie);
}

/// <summary>Represents one of the alternatives of an operation's security: the schemes that are sent together.</summary>
/// <param name="schemes">The schemes; none if the operation can be called without credentials.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SecurityRequirement(params SecurityScheme[] schemes)
{
    /// <summary>Gets the schemes.</summary>
    internal IReadOnlyList<SecurityScheme> Schemes { get; } = schemes;
}

/// <summary>Specifies how a credential is sent.</summary>
internal enum SecuritySchemeKind
{
    AdobePass,
    Basic,
    Bearer,
    BearerOrAdobePass,
    HeaderKey,
    QueryKey,
    CookieKey,
}
