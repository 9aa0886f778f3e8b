using System.Diagnostics;

namespace AdobePass.Entitlements;

/// <summary>
/// Represents the token of an external identity service (<c>AD-Service-Token</c>), for single sign-on across devices. It is displayed as
/// <c>***</c>.
/// </summary>
[DebuggerDisplay("***")]
public sealed class ServiceToken
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Initializes a service token from its string.</summary>
    /// <param name="value">The JWS in compact form: three Base64url parts, separated by dots.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is not a JWS. The message does not contain it.</exception>
    public ServiceToken(string value)
    {
        value = value?.Trim() ?? throw new ArgumentNullException(nameof(value));
        if (!CompactJws.IsCompact(value, allowEncrypted: false))
        {
            throw new ArgumentException(
                "The service token is not a JWS. Pass the three parts, separated by dots, unchanged.",
                nameof(value));
        }

        _value = value;
        ExpiresAt = CompactJws.ReadExpiry(value);
    }

    /// <summary>
    /// Gets the time at which the token expires, from its claim <c>exp</c>; <see langword="null"/> if the token has none. The signature is
    /// not verified.
    /// </summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>Gets whether the token has expired. The service ignores an expired token, so it is not sent.</summary>
    /// <param name="now">The current time.</param>
    /// <returns><see langword="true"/> if it has expired; otherwise, <see langword="false"/>.</returns>
    public bool IsExpired(DateTimeOffset now) => ExpiresAt is { } end && now >= end;

    /// <summary>Gets the string. Do not pass it to code that logs it.</summary>
    /// <returns>The string as it is sent.</returns>
    public string Reveal() => _value;

    /// <summary>Returns <c>***</c>.</summary>
    /// <returns>Always <c>***</c>.</returns>
    public override string ToString() => "***";
}
