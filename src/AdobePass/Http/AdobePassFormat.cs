using System.ComponentModel;
using System.Globalization;

namespace AdobePass.Runtime;

/// <summary>Formats values for paths, queries, headers and forms.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AdobePassFormat
{
    /// <summary>Formats a Boolean value.</summary>
    /// <param name="value">The value.</param>
    /// <returns><c>true</c> or <c>false</c>; <see langword="null"/> if the value is <see langword="null"/>.</returns>
    public static string? Text(bool? value) => value is { } known ? (known ? "true" : "false") : null;

    /// <summary>Formats an integer.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The digits; <see langword="null"/> if the value is <see langword="null"/>.</returns>
    public static string? Text(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Formats a number.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The shortest exact form; <see langword="null"/> if the value is <see langword="null"/>.</returns>
    public static string? Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Formats a point in time.</summary>
    /// <param name="value">The value.</param>
    /// <returns>
    /// The milliseconds since 1970-01-01T00:00:00Z; <see langword="null"/> if the value is <see langword="null"/>.
    /// </returns>
    public static string? Text(DateTimeOffset? value) => value?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
