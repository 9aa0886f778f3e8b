using System.Text;

namespace AdobePass.Generators.Shared;

/// <summary>Decodes Base64 and Base64url, with or without padding.</summary>
internal static class Base64
{
    /// <summary>Decodes a UTF-8 string; returns <see langword="null"/> if the input is not valid Base64.</summary>
    public static string? Decode(string base64)
    {
        var standard = base64.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        if (standard.Length % 4 == 1)
        {
            return null;
        }

        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(standard.PadRight((standard.Length + 3) / 4 * 4, '=')));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
