using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AdobePass.Testing.State;

/// <summary>Generates all secrets at run time. They are valid only in the fake.</summary>
internal static class Secrets
{
    private const string CodeAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const string UnambiguousAlphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    // One key per process, because its creation is slow. Only the fake verifies the signatures.
    private static readonly Lazy<RSA> SigningKey = new(static () => RSA.Create(2048));

    /// <summary>Creates a code of seven upper-case letters and digits, as in the documented samples.</summary>
    public static string Code(bool unambiguous) => RandomNumberGenerator.GetString(unambiguous ? UnambiguousAlphabet : CodeAlphabet, 7);

    public static string Opaque() => Guid.NewGuid().ToString();

    public static string Base64(int bytes) => Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes));

    /// <summary>Creates a JWS in compact form, with RS256 as in the documented samples.</summary>
    public static string Jws(JsonObject claims)
    {
        var signed = Url(Encoding.UTF8.GetBytes("""{"alg":"RS256"}""")) + "." + Url(Encoding.UTF8.GetBytes(claims.ToJsonString()));
        byte[] signature;
        lock (SigningKey)
        {
            signature = SigningKey.Value.SignData(Encoding.UTF8.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }

        return signed + "." + Url(signature);
    }

    /// <summary>Returns the claims of a JWS in compact form, or null if the string is not a JWS. The signature is not checked.</summary>
    public static JsonObject? Claims(string jws)
    {
        var parts = jws.Split('.');
        if (parts.Length != 3 || parts.Any(static part => part.Length == 0))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(FromUrl(parts[0])) is JsonObject && FromUrl(parts[2]) is not null
                ? JsonNode.Parse(FromUrl(parts[1])) as JsonObject
                : null;
        }
        catch (Exception exception) when (exception is FormatException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static byte[] FromUrl(string text)
    {
        var standard = text.Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(standard.PadRight((standard.Length + 3) / 4 * 4, '='));
    }

    private static string Url(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
