using System.Text.Json;
using System.Text.Json.Serialization;
using AdobePass.Runtime;

namespace AdobePass;

/// <summary>
/// The software statement of a registered application: a signed JWT (JWS compact form) from the TVE Dashboard that registration exchanges for client credentials.
/// It shows <c>***</c> everywhere.
/// </summary>
[JsonConverter(typeof(RedactingJsonConverter<SoftwareStatement>))]
public sealed class SoftwareStatement : Secret
{
    /// <summary>Initializes a software statement from its text.</summary>
    /// <param name="value">The text: three parts of Base64url text, separated by dots. White space at both ends is removed.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="value"/> is empty or cannot be a software statement. The message does not contain the text.
    /// </exception>
    public SoftwareStatement(string value)
        : base(value, "The software statement is empty. Download it from the TVE Dashboard and pass its text.")
    {
        if (FindFault(Reveal()) is { } fault)
        {
            throw new ArgumentException(
                $"The software statement is malformed: {fault}. Pass the text that was downloaded from the TVE Dashboard unchanged: three parts of " +
                "Base64url text separated by two dots, on one line.",
                nameof(value));
        }
    }

    // Its form only: the service decides whether it is valid. A missing or misspelled setting often arrives as "undefined" or "null".
    private static string? FindFault(string text)
    {
        foreach (var c in text)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.' or '='))
            {
                return "it has a character that Base64url text does not have, such as a blank, a line break or a quote";
            }
        }

        var parts = text.Split('.');
        if (parts.Length != 3 || parts.Any(static part => part.TrimEnd('=').Length == 0))
        {
            return $"it has {parts.Count(static part => part.TrimEnd('=').Length > 0)} of three parts";
        }

        return IsJsonObject(parts[0]) ? null : "its first part is not the header of a JWT";
    }

    private static bool IsJsonObject(string part)
    {
        try
        {
            var base64 = part.TrimEnd('=').Replace('-', '+').Replace('_', '/');
            using var header = JsonDocument.Parse(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '=')));
            return header.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            return false;
        }
    }
}
