using System.Text;
using System.Text.Json;

namespace AdobePass.Entitlements;

/// <summary>Checks the form of signed and encrypted tokens, without verifying them.</summary>
internal static class CompactJws
{
    /// <summary>Gets whether a text has the compact form of a JWS (three parts) or, if allowed, of a JWE (five parts).</summary>
    internal static bool IsCompact(string text, bool allowEncrypted)
    {
        var parts = 1;
        foreach (var c in text)
        {
            if (c == '.')
            {
                parts++;
            }
            else if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '='))
            {
                return false;
            }
        }

        return text.Length > 4 && text[0] != '.' && (parts == 3 || (allowEncrypted && parts == 5));
    }

    /// <summary>Reads <c>exp</c> of the payload.</summary>
    /// <returns>The time; <see langword="null"/> if the payload has none or cannot be read.</returns>
    internal static DateTimeOffset? ReadExpiry(string text)
    {
        try
        {
            var payload = text.Split('.')[1].TrimEnd('=').Replace('-', '+').Replace('_', '/');
            var json = Convert.FromBase64String(payload.PadRight((payload.Length + 3) / 4 * 4, '='));
            using var document = JsonDocument.Parse(Encoding.UTF8.GetString(json));
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("exp", out var exp)
                && exp.ValueKind == JsonValueKind.Number
                && exp.TryGetDouble(out var seconds)
                && seconds is > 0 and < 253402300799
                ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000))
                : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }
}
