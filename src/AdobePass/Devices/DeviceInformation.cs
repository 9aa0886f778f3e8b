using System.Globalization;
using System.Text.Json;
using AdobePass.Runtime;

namespace AdobePass;

/// <summary>
/// What the service is told about a streaming device: the content of the <c>X-Device-Info</c> header. Wrong or missing values make the device an unknown
/// platform, which shortens logins, or get the request refused with <c>invalid_header_device_info</c>.
/// </summary>
/// <remarks>A server describes the device of the viewer here, never itself.</remarks>
public sealed class DeviceInformation
{
    /// <summary>The device's model name. Required.</summary>
    public required string Model { get; init; }

    /// <summary>The device's version. Required.</summary>
    public required string Version { get; init; }

    /// <summary>The name of the operating system. Required.</summary>
    public required OsName OsName { get; init; }

    /// <summary>The version of the operating system. Required.</summary>
    public required string OsVersion { get; init; }

    /// <summary>How the device is connected: <c>WiFi</c>, <c>LAN</c>, <c>3G</c>, <c>4G</c>, <c>5G</c> or another word of the platform. Required.</summary>
    public required string ConnectionType { get; init; }

    /// <summary>The kind of device.</summary>
    public HardwareType? PrimaryHardwareType { get; init; }

    /// <summary>The company that made the device.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>The company that sells the device.</summary>
    public string? Vendor { get; init; }

    /// <summary>The family of the operating system.</summary>
    public OsFamily? OsFamily { get; init; }

    /// <summary>The maker of the operating system.</summary>
    public OsVendor? OsVendor { get; init; }

    /// <summary>The name of the browser.</summary>
    public BrowserName? BrowserName { get; init; }

    /// <summary>The maker of the browser.</summary>
    public BrowserVendor? BrowserVendor { get; init; }

    /// <summary>The version of the browser.</summary>
    public string? BrowserVersion { get; init; }

    /// <summary>The user agent text of the device.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The physical width of the screen in pixels; more than zero.</summary>
    public int? DisplayWidth { get; init; }

    /// <summary>The physical height of the screen in pixels; more than zero.</summary>
    public int? DisplayHeight { get; init; }

    /// <summary>The density of the screen in pixels per inch; more than zero.</summary>
    public int? DisplayPpi { get; init; }

    /// <summary>The diagonal of the screen in inches; more than zero.</summary>
    public double? DiagonalScreenSize { get; init; }

    /// <summary>
    /// The public IP address of the device. By default the one of <see cref="StreamingDevice.ForwardedFor"/>. Features such as home-based authentication need it.
    /// </summary>
    public string? ConnectionIp { get; init; }

    /// <summary>
    /// The source port of the device's connection, 1 to 65,535. By default the one of <see cref="StreamingDevice.SourcePort"/>.
    /// </summary>
    public int? ConnectionPort { get; init; }

    /// <summary>Whether the network is a secure one (<see langword="true"/>) or a public hot spot (<see langword="false"/>).</summary>
    public bool? ConnectionSecure { get; init; }

    /// <summary>The application's own identifier; it appears in Adobe's usage reports as <c>customer-app</c>.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>Gives the value of the <c>X-Device-Info</c> header: the Base64 form of a JSON object in UTF-8, for requests that are not made through a generated client.</summary>
    /// <returns>The header's value.</returns>
    /// <exception cref="ArgumentException">A required value is empty or a number is out of its range.</exception>
    public string ToHeaderValue() => ToHeaderValue(null, null);

    internal string ToHeaderValue(string? defaultIp, int? defaultPort)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            Write(writer, "primaryHardwareType", TextOf(PrimaryHardwareType));
            Write(writer, "model", Required(Model, nameof(Model)));
            Write(writer, "version", Required(Version, nameof(Version)));
            Write(writer, "manufacturer", Manufacturer);
            Write(writer, "vendor", Vendor);
            Write(writer, "osName", Required(OsName.Value, nameof(OsName)));
            Write(writer, "osFamily", TextOf(OsFamily));
            Write(writer, "osVendor", TextOf(OsVendor));
            Write(writer, "osVersion", Required(OsVersion, nameof(OsVersion)));
            Write(writer, "browserName", TextOf(BrowserName));
            Write(writer, "browserVendor", TextOf(BrowserVendor));
            Write(writer, "browserVersion", BrowserVersion);
            Write(writer, "userAgent", UserAgent);
            Write(writer, "displayWidth", Positive(DisplayWidth, nameof(DisplayWidth)));
            Write(writer, "displayHeight", Positive(DisplayHeight, nameof(DisplayHeight)));
            Write(writer, "displayPpi", Positive(DisplayPpi, nameof(DisplayPpi)));
            Write(writer, "diagonalScreenSize", Positive(DiagonalScreenSize, nameof(DiagonalScreenSize)));
            Write(writer, "connectionType", Required(ConnectionType, nameof(ConnectionType)));
            Write(writer, "connectionIp", ConnectionIp ?? defaultIp);
            Write(writer, "connectionPort", Port(ConnectionPort ?? defaultPort));
            Write(writer, "connectionSecure", ConnectionSecure is { } secure ? (secure ? "true" : "false") : null);
            Write(writer, "applicationId", ApplicationId);
            writer.WriteEndObject();
        }

        return Convert.ToBase64String(stream.GetBuffer(), 0, (int)stream.Length);
    }

    // The reference shows every value as a string, numbers and the truth value too.
    private static void Write(Utf8JsonWriter writer, string key, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(key, value);
        }
    }

    // The default value of such a type is absent, as null is.
    private static string? TextOf<T>(T? value)
        where T : struct, IExtensibleEnum =>
        value is { Value: { Length: > 0 } text } ? text : null;

    private static string Required(string? value, string name) =>
        string.IsNullOrWhiteSpace(value)
            ? throw new ArgumentException($"{nameof(DeviceInformation)}.{name} is required by the service and is empty.", name)
            : value!;

    private static string? Positive(double? value, string name) => value switch
    {
        null => null,
        > 0 and < 1_000_000 => value.Value.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"{nameof(DeviceInformation)}.{name} is {value.Value.ToString(CultureInfo.InvariantCulture)}; it must be more than zero.", name),
    };

    private static string? Port(int? value) => value switch
    {
        null => null,
        >= 1 and <= 65_535 => value.Value.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"The source port is {value.Value.ToString(CultureInfo.InvariantCulture)}; it must be from 1 to 65,535.", nameof(ConnectionPort)),
    };
}
