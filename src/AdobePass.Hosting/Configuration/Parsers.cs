using System.Globalization;

namespace AdobePass.Hosting;

/// <summary>Parses configuration values with the invariant culture.</summary>
internal static class Parsers
{
    internal const string Environments = "ReleaseProduction, ReleaseStaging, PrequalProduction or PrequalStaging";

    internal static bool Environment(string text, out AdobePassEnvironment value) => Name(
        text,
        out value,
        AdobePassEnvironment.ReleaseProduction,
        AdobePassEnvironment.ReleaseStaging,
        AdobePassEnvironment.PrequalProduction,
        AdobePassEnvironment.PrequalStaging);

    internal static bool InvalidClient(string text, out InvalidClientBehavior value) =>
        Name(text, out value, InvalidClientBehavior.RegisterAgain, InvalidClientBehavior.Fail);

    internal static bool Boolean(string text, out bool value) => bool.TryParse(text, out value);

    internal static bool Integer(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    internal static bool Number(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    // "30" alone would be 30 days.
    internal static bool Time(string text, out TimeSpan value)
    {
        value = default;
        return text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);
    }

    internal static bool Address(string text, out Uri value) => Uri.TryCreate(text, UriKind.Absolute, out value!);

    // Enum.TryParse is not used, because it accepts numbers.
    private static bool Name<T>(string text, out T value, params T[] values)
        where T : struct, Enum
    {
        foreach (var candidate in values)
        {
            if (string.Equals(candidate.ToString(), text, StringComparison.OrdinalIgnoreCase))
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }
}
