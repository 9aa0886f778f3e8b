using System.Text;

namespace AdobePass.Testing.Checks;

/// <summary>Base64 as the headers use it: standard alphabet, padded, one line, UTF-8 inside.</summary>
internal static class Base64String
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, or null when the value is empty, no such Base64, or no UTF-8.</summary>
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
        catch (Exception fault) when (fault is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}
