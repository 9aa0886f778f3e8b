using System.Diagnostics.CodeAnalysis;

namespace AdobePass;

/// <summary>The name of the browser. The restricted values of <c>browserName</c> in the device information.</summary>
public sealed class BrowserName : DeviceValue
{
    private BrowserName(string value)
        : base(value)
    {
    }

    /// <summary><c>Android Browser</c>.</summary>
    public static BrowserName AndroidBrowser { get; } = new("Android Browser");

    /// <summary><c>Chrome</c>.</summary>
    public static BrowserName Chrome { get; } = new("Chrome");

    /// <summary><c>Edge</c>.</summary>
    public static BrowserName Edge { get; } = new("Edge");

    /// <summary><c>Firefox</c>.</summary>
    public static BrowserName Firefox { get; } = new("Firefox");

    /// <summary><c>Internet Explorer</c>.</summary>
    public static BrowserName InternetExplorer { get; } = new("Internet Explorer");

    /// <summary><c>Opera</c>.</summary>
    public static BrowserName Opera { get; } = new("Opera");

    /// <summary><c>Safari</c>.</summary>
    public static BrowserName Safari { get; } = new("Safari");

    /// <summary><c>SeaMonkey</c>.</summary>
    public static BrowserName SeaMonkey { get; } = new("SeaMonkey");

    /// <summary><c>Symbian Browser</c>.</summary>
    public static BrowserName SymbianBrowser { get; } = new("Symbian Browser");

    private static BrowserName[] Documented =>
    [
        AndroidBrowser, Chrome, Edge, Firefox, InternetExplorer, Opera, Safari, SeaMonkey, SymbianBrowser,
    ];

    /// <summary>Finds the documented value with the given text.</summary>
    /// <param name="text">The text, exactly as documented.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is not documented; the message lists the values that are.</exception>
    public static BrowserName Parse(string text) => Find(Documented, text, "browserName");

    /// <summary>Tries to find the documented value with the given text.</summary>
    /// <param name="text">The text, exactly as documented.</param>
    /// <param name="value">The value, or null when the text is not documented.</param>
    /// <returns><see langword="true"/> if the text is documented; otherwise, <see langword="false"/>.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out BrowserName? value) => TryFind(Documented, text, out value);

    /// <summary>Sends a value that is not documented, for one that Adobe has added since or has agreed with you.</summary>
    /// <param name="text">The text as it is to be sent.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is empty.</exception>
    /// <remarks>The service may count a device with unknown values as an unknown platform or refuse the request.</remarks>
    public static BrowserName Undocumented(string text) => new(NotEmpty(text));
}
