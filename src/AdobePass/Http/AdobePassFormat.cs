using System.ComponentModel;
using System.Globalization;

namespace AdobePass.Runtime;

/// <summary>The text of values in paths, queries, headers and forms.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AdobePassFormat
{
    /// <summary>The text of a truth value.</summary>
    /// <param name="value">The value.</param>
    /// <returns><c>true</c>, <c>false</c> or null.</returns>
    public static string? Text(bool? value) => value is { } known ? (known ? "true" : "false") : null;

    /// <summary>The text of an integer.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Its digits, or null.</returns>
    public static string? Text(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    /// <summary>The text of a number.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Its shortest exact form, or null.</returns>
    public static string? Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The text of a point in time.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Milliseconds since 1970-01-01T00:00:00Z, or null.</returns>
    public static string? Text(DateTimeOffset? value) => value?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
