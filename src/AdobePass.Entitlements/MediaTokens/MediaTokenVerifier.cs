namespace AdobePass.Entitlements;

/// <summary>Specifies the results of Adobe's Media Token Verifier.</summary>
public enum MediaTokenStatus
{
    /// <summary>The verifier could not decide (<c>ERROR_UNKNOWN</c>). Do not deliver the stream.</summary>
    Unknown = 0,

    /// <summary>The token is valid for the resource (<c>VALID_TOKEN</c>).</summary>
    Valid,

    /// <summary>The token cannot be read (<c>INVALID_TOKEN_FORMAT</c>).</summary>
    InvalidFormat,

    /// <summary>The signature is not valid (<c>INVALID_SIGNATURE</c>).</summary>
    InvalidSignature,

    /// <summary>The token has expired (<c>TOKEN_EXPIRED</c>).</summary>
    Expired,

    /// <summary>The token was issued for another resource (<c>INVALID_RESOURCE_ID</c>).</summary>
    InvalidResource,
}

/// <summary>
/// Verifies media tokens on the programmer's server, before a stream is delivered. Adobe supplies the verifier as a Java library. Its
/// format may change, so this package does not read tokens.
/// </summary>
public abstract class MediaTokenVerifier
{
    /// <summary>Verifies a media token.</summary>
    /// <param name="token">The token that the application sent.</param>
    /// <param name="resource">The resource that the application wants to play.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The result. Deliver the stream only for <see cref="MediaTokenStatus.Valid"/>.</returns>
    public abstract Task<MediaTokenStatus> VerifyAsync(
        SerializedMediaToken token,
        string resource,
        CancellationToken cancellationToken = default);
}
