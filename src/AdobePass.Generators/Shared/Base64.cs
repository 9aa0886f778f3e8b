using System.Text;

namespace AdobePass.Generators.Shared;

/// <summary>Base64 in either alphabet, padded or not.</summary>
internal static class Base64
{
    /// <summary>The UTF-8 text behind it, or nothing where it is no Base64.</summary>
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
