using System.Diagnostics.CodeAnalysis;

namespace AdobePass;

/// <summary>The family of the operating system. The restricted values of <c>osFamily</c> in the device information.</summary>
public sealed class OsFamily : DeviceValue
{
    private OsFamily(string value)
        : base(value)
    {
    }

    /// <summary><c>Android</c>.</summary>
    public static OsFamily Android { get; } = new("Android");

    /// <summary><c>BSD</c>.</summary>
    public static OsFamily Bsd { get; } = new("BSD");

    /// <summary><c>Linux</c>.</summary>
    public static OsFamily Linux { get; } = new("Linux");

    /// <summary><c>PlayStation OS</c>.</summary>
    public static OsFamily PlayStationOS { get; } = new("PlayStation OS");

    /// <summary><c>Roku OS</c>.</summary>
    public static OsFamily RokuOS { get; } = new("Roku OS");

    /// <summary><c>Symbian</c>.</summary>
    public static OsFamily Symbian { get; } = new("Symbian");

    /// <summary><c>Tizen</c>.</summary>
    public static OsFamily Tizen { get; } = new("Tizen");

    /// <summary><c>Windows</c>.</summary>
    public static OsFamily Windows { get; } = new("Windows");

    /// <summary><c>iOS</c>.</summary>
    public static OsFamily IOS { get; } = new("iOS");

    /// <summary><c>tvOS</c>.</summary>
    public static OsFamily TvOS { get; } = new("tvOS");

    /// <summary><c>macOS</c>.</summary>
    public static OsFamily MacOS { get; } = new("macOS");

    /// <summary><c>webOS</c>.</summary>
    public static OsFamily WebOS { get; } = new("webOS");

    private static OsFamily[] Documented =>
    [
        Android, Bsd, Linux, PlayStationOS, RokuOS, Symbian, Tizen, Windows, IOS, TvOS, MacOS, WebOS,
    ];

    /// <summary>Finds the documented value with the given text.</summary>
    /// <param name="text">The text, exactly as documented.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is not documented; the message lists the values that are.</exception>
    public static OsFamily Parse(string text) => Find(Documented, text, "osFamily");

    /// <summary>Tries to find the documented value with the given text.</summary>
    /// <param name="text">The text, exactly as documented.</param>
    /// <param name="value">The value, or null when the text is not documented.</param>
    /// <returns><see langword="true"/> if the text is documented; otherwise, <see langword="false"/>.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out OsFamily? value) => TryFind(Documented, text, out value);

    /// <summary>Sends a value that is not documented, for one that Adobe has added since or has agreed with you.</summary>
    /// <param name="text">The text as it is to be sent.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is empty.</exception>
    /// <remarks>The service may count a device with unknown values as an unknown platform or refuse the request.</remarks>
    public static OsFamily Undocumented(string text) => new(NotEmpty(text));
}
