using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AdobePass.Testing.Checks;

namespace AdobePass.Testing;

/// <summary>Specifies the documented results of the Media Token Verifier.</summary>
public enum FakeMediaTokenStatus
{
    /// <summary><c>VALID_TOKEN</c>: the token is genuine, not expired, and issued for this resource.</summary>
    ValidToken = 0,

    /// <summary><c>INVALID_TOKEN_FORMAT</c>: the value is not a media token.</summary>
    InvalidTokenFormat,

    /// <summary><c>INVALID_SIGNATURE</c>: the token was not issued by this fake, or it was changed.</summary>
    InvalidSignature,

    /// <summary><c>TOKEN_EXPIRED</c>: the token is past its <c>notAfter</c>.</summary>
    TokenExpired,

    /// <summary><c>INVALID_RESOURCE_ID</c>: the token was issued for another resource.</summary>
    InvalidResourceId,

    /// <summary><c>ERROR_UNKNOWN</c>: an unknown error. The fake never returns it.</summary>
    ErrorUnknown,
}

/// <summary>
/// Creates and verifies media tokens. They are Base64 and opaque to clients. Only the fake that issued them can verify them.
/// </summary>
internal sealed class MediaTokens
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public string Create(string resource, string mvpd, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var payload = new JsonObject
        {
            ["resource"] = resource,
            ["mvpd"] = mvpd,
            ["notBefore"] = notBefore.ToUnixTimeMilliseconds(),
            ["notAfter"] = notAfter.ToUnixTimeMilliseconds(),
            ["session"] = Guid.NewGuid().ToString(),
        }.ToJsonString();
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(payload + "\n" + Sign(payload)));
    }

    public FakeMediaTokenStatus Verify(string token, string resource, DateTimeOffset now)
    {
        if (Base64String.Decode(token)?.Split('\n') is not [var payload, var signature]
            || JsonParser.ParseObject(payload) is not { } claims)
        {
            return FakeMediaTokenStatus.InvalidTokenFormat;
        }

        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(payload)), Encoding.UTF8.GetBytes(signature)))
        {
            return FakeMediaTokenStatus.InvalidSignature;
        }

        if (now.ToUnixTimeMilliseconds() > (long)claims["notAfter"]!)
        {
            return FakeMediaTokenStatus.TokenExpired;
        }

        return (string?)claims["resource"] == resource ? FakeMediaTokenStatus.ValidToken : FakeMediaTokenStatus.InvalidResourceId;
    }

    private string Sign(string payload) => Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(payload)));
}
