using AdobePass.Testing.State;

namespace AdobePass.Testing.Checks;

/// <summary>Reads the identity of a platform or service token.</summary>
internal static class IdentityTokens
{
    /// <summary>
    /// Returns the identity of a token: issuer and subject of a JWS, or the whole value of a JWE. Returns null if the token is missing,
    /// invalid or expired. As documented, the request is then processed without single sign-on.
    /// </summary>
    public static string? Identity(string? token, bool jweAllowed, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }

        if (Secrets.Claims(token) is { } claims)
        {
            if (claims["exp"] is { } exp && (!TrySeconds(exp, out var seconds) || seconds < now.ToUnixTimeSeconds()))
            {
                return null;
            }

            return claims["sub"] is { } sub ? $"{claims["iss"]?.ToJsonString()}|{sub.ToJsonString()}" : token;
        }

        return jweAllowed && token.Split('.') is { Length: 5 } ? token : null;
    }

    private static bool TrySeconds(System.Text.Json.Nodes.JsonNode node, out double seconds)
    {
        seconds = 0;
        return node is System.Text.Json.Nodes.JsonValue value && value.TryGetValue(out seconds);
    }
}
