using System.Diagnostics;
using System.Text;
using System.Text.Json.Serialization;
using AdobePass.Runtime;

namespace AdobePass;

/// <summary>
/// Represents a credential for a security scheme of a spec of your own. Use <see cref="ApiKey"/>, <see cref="BearerToken"/> or
/// <see cref="BasicCredentials"/>.
/// </summary>
public abstract class ApiCredential : Secret
{
    private protected ApiCredential(string value, string whenEmpty, string prefix = "")
        : base(value, whenEmpty, prefix)
    {
    }

    /// <summary>Gets the secrets that no message may contain.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal virtual IEnumerable<string> Secrets => [Reveal()];
}

/// <summary>
/// Represents an API key, which a header, a query parameter or a cookie contains as the spec says. It is displayed as <c>***</c>
/// everywhere.
/// </summary>
[JsonConverter(typeof(RedactingJsonConverter<ApiKey>))]
public sealed class ApiKey : ApiCredential
{
    /// <summary>Initializes an API key from its string.</summary>
    /// <param name="value">The key. White space at both ends is removed.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is empty.</exception>
    public ApiKey(string value)
        : base(value, "The API key is empty.")
    {
    }
}

/// <summary>
/// Represents a bearer token of another service, sent as <c>Authorization: Bearer …</c>. It is displayed as <c>***</c> everywhere. The
/// access tokens of Adobe Pass are <see cref="AccessToken"/>.
/// </summary>
[JsonConverter(typeof(RedactingJsonConverter<BearerToken>))]
public sealed class BearerToken : ApiCredential
{
    private const string Scheme = "Bearer ";

    /// <summary>Initializes a bearer token from its string.</summary>
    /// <param name="value">The token without <c>Bearer</c>. White space at both ends is removed.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is empty.</exception>
    public BearerToken(string value)
        : base(value, "The bearer token is empty.", Scheme)
    {
    }

    /// <summary>Gets the value of the <c>Authorization</c> header.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string AuthorizationHeader => Prefixed;

    /// <inheritdoc/>
    private protected override int PrefixLength => Scheme.Length;
}

/// <summary>
/// Represents a user name and a password, sent as <c>Authorization: Basic …</c>. They are displayed as <c>***</c> everywhere.
/// </summary>
[JsonConverter(typeof(RedactingJsonConverter<BasicCredentials>))]
public sealed class BasicCredentials : ApiCredential
{
    private const string Scheme = "Basic ";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _password;

    /// <summary>Initializes credentials from a user name and a password.</summary>
    /// <param name="userName">The user name.</param>
    /// <param name="password">The password.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="userName"/> contains a colon, which ends it on the wire.</exception>
    public BasicCredentials(string userName, string password)
        : base(Encode(userName, password), "The credentials are empty.", Scheme) => _password = password;

    /// <summary>Gets the value of the <c>Authorization</c> header.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string AuthorizationHeader => Prefixed;

    /// <inheritdoc/>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal override IEnumerable<string> Secrets => _password.Length == 0 ? [Reveal()] : [Reveal(), _password];

    /// <inheritdoc/>
    private protected override int PrefixLength => Scheme.Length;

    private static string Encode(string userName, string password)
    {
        if (userName is null)
        {
            throw new ArgumentNullException(nameof(userName));
        }

        if (password is null)
        {
            throw new ArgumentNullException(nameof(password));
        }

        if (userName.IndexOf(':') >= 0)
        {
            throw new ArgumentException("The user name contains a colon, which HTTP Basic does not allow.", nameof(userName));
        }

        return Convert.ToBase64String(Encoding.UTF8.GetBytes(userName + ":" + password));
    }
}
