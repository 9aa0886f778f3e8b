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

    /// <summary>Formats an unsigned integer.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The digits; <see langword="null"/> if the value is <see langword="null"/>.</returns>
    public static string? Text(ulong? value) => value?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Formats a number.</summary>
    /// <param name="value">The value.</param>
    /// <returns>All digits; <see langword="null"/> if the value is <see langword="null"/>.</returns>
    public static string? Text(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Formats a UUID.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The 32 digits with hyphens; <see langword="null"/> if the value is <see langword="null"/>.</returns>
    public static string? Text(Guid? value) => value?.ToString("D");

    /// <summary>Formats bytes.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The bytes in base64; <see langword="null"/> if the value is <see langword="null"/>.</returns>
    public static string? Text(byte[]? value) => value is null ? null : Convert.ToBase64String(value);

#if NET
    /// <summary>Formats a date.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The date as in RFC 3339; <see langword="null"/> if the value is <see langword="null"/>.</returns>
    public static string? Text(DateOnly? value) => value?.ToString("O", CultureInfo.InvariantCulture);
#endif

    /// <summary>Formats a date and time with its offset.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The date and time as in RFC 3339; <see langword="null"/> if the value is <see langword="null"/>.</returns>
    public static string? DateTime(DateTimeOffset? value) =>
        value is not { } time ? null
        : time.ToString(
            time.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
            CultureInfo.InvariantCulture);
}
