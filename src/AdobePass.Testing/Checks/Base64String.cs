using System.Text;

namespace AdobePass.Testing.Checks;

/// <summary>Decodes Base64 as the headers use it: standard alphabet, padded, one line, UTF-8 content.</summary>
internal static class Base64String
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Returns the decoded string, or null if the value is empty, not such Base64, or not UTF-8.</summary>
    public static string? Decode(string value)
    {
        if (value.Length == 0 || value.Any(char.IsWhiteSpace))
        {
            return null;
        }

        try
        {
            return Utf8.GetString(Convert.FromBase64String(value));
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}
