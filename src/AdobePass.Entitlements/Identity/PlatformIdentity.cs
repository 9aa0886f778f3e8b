using System.Diagnostics;

namespace AdobePass.Entitlements;

/// <summary>
/// Represents the token with which a platform identifies its user, for single sign-on between apps of the platform. It is displayed as
/// <c>***</c>.
/// </summary>
[DebuggerDisplay("***")]
public sealed class PlatformIdentity
{
    private PlatformIdentity(string? amazonToken, string? rokuToken)
    {
        AmazonToken = amazonToken;
        RokuToken = rokuToken;
    }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? AmazonToken { get; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? RokuToken { get; }

    /// <summary>
    /// Creates the identity of an Amazon device (<c>Adobe-Subject-Token</c>). Read the token for each session of the app: an old one has no
    /// effect.
    /// </summary>
    /// <param name="token">The value that the device returned under the key <c>SSOToken</c>: a JWS or JWE in compact form.</param>
    /// <returns>The identity.</returns>
    /// <exception cref="ArgumentException"><paramref name="token"/> is not a token in compact form.</exception>
    public static PlatformIdentity Amazon(string token) => new(Check(token), null);

    /// <summary>
    /// Creates the identity of a Roku device (<c>X-Roku-Reserved-Roku-Connect-Token</c>), for a server. An app on a Roku device does not
    /// need it: the operating system adds the header.
    /// </summary>
    /// <param name="token">The value of the header that the server received from the device.</param>
    /// <returns>The identity.</returns>
    /// <exception cref="ArgumentException"><paramref name="token"/> is not a token in compact form.</exception>
    public static PlatformIdentity Roku(string token) => new(null, Check(token));

    /// <summary>Returns <c>***</c>.</summary>
    /// <returns>Always <c>***</c>.</returns>
    public override string ToString() => "***";

    private static string Check(string token)
    {
        token = token?.Trim() ?? throw new ArgumentNullException(nameof(token));
        return CompactJws.IsCompact(token, allowEncrypted: true)
            ? token
            : throw new ArgumentException("The token of the platform is not a JWS or JWE. Pass it unchanged.", nameof(token));
    }
}
