using System.Diagnostics.CodeAnalysis;

namespace AdobePass;

/// <summary>The kind of device. The restricted values of <c>primaryHardwareType</c> in the device information.</summary>
public sealed class HardwareType : DeviceValue
{
    private HardwareType(string value)
        : base(value)
    {
    }

    /// <summary><c>Camera</c>.</summary>
    public static HardwareType Camera { get; } = new("Camera");

    /// <summary><c>DataCollectionTerminal</c>.</summary>
    public static HardwareType DataCollectionTerminal { get; } = new("DataCollectionTerminal");

    /// <summary><c>Desktop</c>.</summary>
    public static HardwareType Desktop { get; } = new("Desktop");

    /// <summary><c>EmbeddedNetworkModule</c>.</summary>
    public static HardwareType EmbeddedNetworkModule { get; } = new("EmbeddedNetworkModule");

    /// <summary><c>eReader</c>.</summary>
    public static HardwareType EReader { get; } = new("eReader");

    /// <summary><c>GamesConsole</c>.</summary>
    public static HardwareType GamesConsole { get; } = new("GamesConsole");

    /// <summary><c>GeolocationTracker</c>.</summary>
    public static HardwareType GeolocationTracker { get; } = new("GeolocationTracker");

    /// <summary><c>Glasses</c>.</summary>
    public static HardwareType Glasses { get; } = new("Glasses");

    /// <summary><c>MediaPlayer</c>.</summary>
    public static HardwareType MediaPlayer { get; } = new("MediaPlayer");

    /// <summary><c>MobilePhone</c>.</summary>
    public static HardwareType MobilePhone { get; } = new("MobilePhone");

    /// <summary><c>PaymentTerminal</c>.</summary>
    public static HardwareType PaymentTerminal { get; } = new("PaymentTerminal");

    /// <summary><c>PluginModem</c>.</summary>
    public static HardwareType PluginModem { get; } = new("PluginModem");

    /// <summary><c>SetTopBox</c>.</summary>
    public static HardwareType SetTopBox { get; } = new("SetTopBox");

    /// <summary><c>TV</c>.</summary>
    public static HardwareType TV { get; } = new("TV");

    /// <summary><c>Tablet</c>.</summary>
    public static HardwareType Tablet { get; } = new("Tablet");

    /// <summary><c>WirelessHotspot</c>.</summary>
    public static HardwareType WirelessHotspot { get; } = new("WirelessHotspot");

    /// <summary><c>Wristwatch</c>.</summary>
    public static HardwareType Wristwatch { get; } = new("Wristwatch");

    /// <summary><c>Unknown</c>.</summary>
    public static HardwareType Unknown { get; } = new("Unknown");

    private static HardwareType[] Documented =>
    [
        Camera, DataCollectionTerminal, Desktop, EmbeddedNetworkModule, EReader, GamesConsole, GeolocationTracker, Glasses, MediaPlayer,
        MobilePhone, PaymentTerminal, PluginModem, SetTopBox, TV, Tablet, WirelessHotspot, Wristwatch, Unknown,
    ];

    /// <summary>Finds the documented value with the given text.</summary>
    /// <param name="text">The text, exactly as documented.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is not documented; the message lists the values that are.</exception>
    public static HardwareType Parse(string text) => Find(Documented, text, "primaryHardwareType");

    /// <summary>Tries to find the documented value with the given text.</summary>
    /// <param name="text">The text, exactly as documented.</param>
    /// <param name="value">The value, or null when the text is not documented.</param>
    /// <returns><see langword="true"/> if the text is documented; otherwise, <see langword="false"/>.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out HardwareType? value) => TryFind(Documented, text, out value);

    /// <summary>Sends a value that is not documented, for one that Adobe has added since or has agreed with you.</summary>
    /// <param name="text">The text as it is to be sent.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is empty.</exception>
    /// <remarks>The service may count a device with unknown values as an unknown platform or refuse the request.</remarks>
    public static HardwareType Undocumented(string text) => new(NotEmpty(text));
}
