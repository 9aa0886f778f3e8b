using System.Diagnostics.CodeAnalysis;

namespace AdobePass;

/// <summary>The maker of the browser. The restricted values of <c>browserVendor</c> in the device information.</summary>
public sealed class BrowserVendor : DeviceValue
{
    private BrowserVendor(string value)
        : base(value)
    {
    }

    /// <summary><c>Amazon</c>.</summary>
    public static BrowserVendor Amazon { get; } = new("Amazon");

    /// <summary><c>Apple</c>.</summary>
    public static BrowserVendor Apple { get; } = new("Apple");

    /// <summary><c>Google</c>.</summary>
    public static BrowserVendor Google { get; } = new("Google");

    /// <summary><c>Microsoft</c>.</summary>
    public static BrowserVendor Microsoft { get; } = new("Microsoft");

    /// <summary><c>Motorola</c>.</summary>
    public static BrowserVendor Motorola { get; } = new("Motorola");

    /// <summary><c>Mozilla</c>.</summary>
    public static BrowserVendor Mozilla { get; } = new("Mozilla");

    /// <summary><c>Netscape</c>.</summary>
    public static BrowserVendor Netscape { get; } = new("Netscape");

    /// <summary><c>Nintendo</c>.</summary>
    public static BrowserVendor Nintendo { get; } = new("Nintendo");

    /// <summary><c>Nokia</c>.</summary>
    public static BrowserVendor Nokia { get; } = new("Nokia");

    /// <summary><c>Samsung</c>.</summary>
    public static BrowserVendor Samsung { get; } = new("Samsung");

    /// <summary><c>Sony Ericsson</c>.</summary>
    public static BrowserVendor SonyEricsson { get; } = new("Sony Ericsson");

    private static BrowserVendor[] Documented =>
    [
        Amazon, Apple, Google, Microsoft, Motorola, Mozilla, Netscape, Nintendo, Nokia, Samsung, SonyEricsson,
    ];

    /// <summary>Finds the documented value with the given text.</summary>
    /// <param name="text">The text, exactly as documented.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is not documented; the message lists the values that are.</exception>
    public static BrowserVendor Parse(string text) => Find(Documented, text, "browserVendor");

    /// <summary>Tries to find the documented value with the given text.</summary>
    /// <param name="text">The text, exactly as documented.</param>
    /// <param name="value">The value, or null when the text is not documented.</param>
    /// <returns><see langword="true"/> if the text is documented; otherwise, <see langword="false"/>.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out BrowserVendor? value) => TryFind(Documented, text, out value);

    /// <summary>Sends a value that is not documented, for one that Adobe has added since or has agreed with you.</summary>
    /// <param name="text">The text as it is to be sent.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is empty.</exception>
    /// <remarks>The service may count a device with unknown values as an unknown platform or refuse the request.</remarks>
    public static BrowserVendor Undocumented(string text) => new(NotEmpty(text));
}
