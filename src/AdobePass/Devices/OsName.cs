using System.Diagnostics.CodeAnalysis;

namespace AdobePass;

/// <summary>The name of the operating system. The restricted values of <c>osName</c> in the device information.</summary>
public sealed class OsName : DeviceValue
{
    private OsName(string value)
        : base(value)
    {
    }

    /// <summary><c>Android</c>.</summary>
    public static OsName Android { get; } = new("Android");

    /// <summary><c>Chrome OS</c>.</summary>
    public static OsName ChromeOS { get; } = new("Chrome OS");

    /// <summary><c>Linux</c>.</summary>
    public static OsName Linux { get; } = new("Linux");

    /// <summary><c>Mac OS</c>.</summary>
    public static OsName MacOS { get; } = new("Mac OS");

    /// <summary><c>OS X</c>.</summary>
    public static OsName OsX { get; } = new("OS X");

    /// <summary><c>OpenBSD</c>.</summary>
    public static OsName OpenBsd { get; } = new("OpenBSD");

    /// <summary><c>Roku OS</c>.</summary>
    public static OsName RokuOS { get; } = new("Roku OS");

    /// <summary><c>Windows</c>.</summary>
    public static OsName Windows { get; } = new("Windows");

    /// <summary><c>iOS</c>.</summary>
    public static OsName IOS { get; } = new("iOS");

    /// <summary><c>tvOS</c>.</summary>
    public static OsName TvOS { get; } = new("tvOS");

    /// <summary><c>webOS</c>.</summary>
    public static OsName WebOS { get; } = new("webOS");

    private static OsName[] Documented =>
    [
        Android, ChromeOS, Linux, MacOS, OsX, OpenBsd, RokuOS, Windows, IOS, TvOS, WebOS,
    ];

    /// <summary>Finds the documented value with the given text.</summary>
    /// <param name="text">The text, exactly as documented.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is not documented; the message lists the values that are.</exception>
    public static OsName Parse(string text) =>
        Find(Documented, text, "osName", "For a Samsung TV (Tizen), use OsName.Linux with OsFamily.Tizen.");

    /// <summary>Tries to find the documented value with the given text.</summary>
    /// <param name="text">The text, exactly as documented.</param>
    /// <param name="value">The value, or null when the text is not documented.</param>
    /// <returns><see langword="true"/> if the text is documented; otherwise, <see langword="false"/>.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out OsName? value) => TryFind(Documented, text, out value);

    /// <summary>Sends a value that is not documented, for one that Adobe has added since or has agreed with you.</summary>
    /// <param name="text">The text as it is to be sent.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is empty.</exception>
    /// <remarks>The service may count a device with unknown values as an unknown platform or refuse the request.</remarks>
    public static OsName Undocumented(string text) => new(NotEmpty(text));
}
