using System.Text.Json;
using System.Text.Json.Serialization;
using AdobePass.Runtime;

namespace AdobePass;

/// <summary>
/// Represents the software statement of a registered application: a signed JWT (JWS compact form) from the TVE Dashboard. Registration
/// exchanges it for client credentials. It is displayed as <c>***</c> everywhere.
/// </summary>
[JsonConverter(typeof(RedactingJsonConverter<SoftwareStatement>))]
public sealed class SoftwareStatement : Secret
{
    /// <summary>Initializes a software statement from its string.</summary>
    /// <param name="value">The statement: three Base64url parts, separated by dots. White space at both ends is removed.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="value"/> is empty or cannot be a software statement. The message does not contain the value.
    /// </exception>
    public SoftwareStatement(string value)
        : base(value, "The software statement is empty. Download it from the TVE Dashboard and pass it as a string.")
    {
        if (FindFormatError(Reveal()) is { } error)
        {
            throw new ArgumentException(
                $"The software statement is malformed: {error}. Pass the statement from the TVE Dashboard unchanged: three Base64url " +
                "parts separated by two dots, on one line.",
                nameof(value));
        }
    }

    // Checks the format only: the service decides whether the statement is valid.
    // A missing or misspelled setting often arrives as "undefined" or "null".
    private static string? FindFormatError(string statement)
    {
        foreach (var c in statement)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.' or '='))
            {
                return "it has a character that is not allowed in Base64url, such as a space, a line break or a quote";
            }
        }

        var parts = statement.Split('.');
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
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return false;
        }
    }
}
