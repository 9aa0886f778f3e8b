using System.Diagnostics.CodeAnalysis;

namespace AdobePass;

/// <summary>The maker of the operating system. The restricted values of <c>osVendor</c> in the device information.</summary>
public sealed class OsVendor : DeviceValue
{
    private OsVendor(string value)
        : base(value)
    {
    }

    /// <summary><c>Amazon</c>.</summary>
    public static OsVendor Amazon { get; } = new("Amazon");

    /// <summary><c>Apple</c>.</summary>
    public static OsVendor Apple { get; } = new("Apple");

    /// <summary><c>Google</c>.</summary>
    public static OsVendor Google { get; } = new("Google");

    /// <summary><c>LG</c>.</summary>
    public static OsVendor LG { get; } = new("LG");

    /// <summary><c>Microsoft</c>.</summary>
    public static OsVendor Microsoft { get; } = new("Microsoft");

    /// <summary><c>Mozilla</c>.</summary>
    public static OsVendor Mozilla { get; } = new("Mozilla");

    /// <summary><c>Nintendo</c>.</summary>
    public static OsVendor Nintendo { get; } = new("Nintendo");

    /// <summary><c>Nokia</c>.</summary>
    public static OsVendor Nokia { get; } = new("Nokia");

    /// <summary><c>Roku</c>.</summary>
    public static OsVendor Roku { get; } = new("Roku");

    /// <summary><c>Samsung</c>.</summary>
    public static OsVendor Samsung { get; } = new("Samsung");

    /// <summary><c>Sony</c>.</summary>
    public static OsVendor Sony { get; } = new("Sony");

    /// <summary><c>Tizen Project</c>.</summary>
    public static OsVendor TizenProject { get; } = new("Tizen Project");

    private static OsVendor[] Documented =>
    [
        Amazon, Apple, Google, LG, Microsoft, Mozilla, Nintendo, Nokia, Roku, Samsung, Sony, TizenProject,
    ];

    /// <summary>Finds the documented value with the given text.</summary>
    /// <param name="text">The text, exactly as documented.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is not documented; the message lists the values that are.</exception>
    public static OsVendor Parse(string text) => Find(Documented, text, "osVendor");

    /// <summary>Tries to find the documented value with the given text.</summary>
    /// <param name="text">The text, exactly as documented.</param>
    /// <param name="value">The value, or null when the text is not documented.</param>
    /// <returns><see langword="true"/> if the text is documented; otherwise, <see langword="false"/>.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out OsVendor? value) => TryFind(Documented, text, out value);

    /// <summary>Sends a value that is not documented, for one that Adobe has added since or has agreed with you.</summary>
    /// <param name="text">The text as it is to be sent.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is empty.</exception>
    /// <remarks>The service may count a device with unknown values as an unknown platform or refuse the request.</remarks>
    public static OsVendor Undocumented(string text) => new(NotEmpty(text));
}
