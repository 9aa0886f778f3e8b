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
    /// <summary>Wraps the text of a software statement.</summary>
    /// <param name="value">The text. White space at both ends is removed.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is empty or has characters that no JWS has. The message does not contain the text.</exception>
    public SoftwareStatement(string value)
        : base(value, "The software statement is empty. Download it from the TVE Dashboard and pass its text.")
    {
        if (!IsOneWord(Reveal()))
        {
            throw new ArgumentException(
                "The software statement is malformed: it has a blank, a line break, a quote or a character outside ASCII. " +
                "Pass the downloaded text unchanged: three parts of Base64url text separated by two dots, on one line.",
                nameof(value));
        }
    }

    private static bool IsOneWord(string text)
    {
        foreach (var c in text)
        {
            if (c is <= ' ' or > '~' or '"' or '\'')
            {
                return false;
            }
        }

        return true;
    }
}
