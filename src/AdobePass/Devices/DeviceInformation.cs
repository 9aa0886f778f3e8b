using System.Globalization;
using System.Text.Json;
using AdobePass.Runtime;

namespace AdobePass;

/// <summary>
/// Represents the description of a streaming device that is sent to the service: the content of the <c>X-Device-Info</c> header.
/// </summary>
/// <remarks>
/// <para>With wrong or missing values, the service treats the device as an unknown platform, which shortens logins, or rejects the request
/// with <c>invalid_header_device_info</c>.</para>
/// <para>A server describes the viewer's device here, never itself.</para>
/// </remarks>
public sealed class DeviceInformation
{
    /// <summary>Gets or sets the model name of the device. Required.</summary>
    public required string Model { get; init; }

    /// <summary>Gets or sets the version of the device. Required.</summary>
    public required string Version { get; init; }

    /// <summary>Gets or sets the name of the operating system. Required.</summary>
    public required OsName OsName { get; init; }

    /// <summary>Gets or sets the version of the operating system. Required.</summary>
    public required string OsVersion { get; init; }

    /// <summary>
    /// Gets or sets the type of the network connection: <c>WiFi</c>, <c>LAN</c>, <c>3G</c>, <c>4G</c>, <c>5G</c> or another value that the
    /// platform reports. Required.
    /// </summary>
    public required string ConnectionType { get; init; }

    /// <summary>Gets or sets the kind of device.</summary>
    public HardwareType? PrimaryHardwareType { get; init; }

    /// <summary>Gets or sets the manufacturer of the device.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>Gets or sets the company that sells the device.</summary>
    public string? Vendor { get; init; }

    /// <summary>Gets or sets the family of the operating system.</summary>
    public OsFamily? OsFamily { get; init; }

    /// <summary>Gets or sets the vendor of the operating system.</summary>
    public OsVendor? OsVendor { get; init; }

    /// <summary>Gets or sets the name of the browser.</summary>
    public BrowserName? BrowserName { get; init; }

    /// <summary>Gets or sets the vendor of the browser.</summary>
    public BrowserVendor? BrowserVendor { get; init; }

    /// <summary>Gets or sets the version of the browser.</summary>
    public string? BrowserVersion { get; init; }

    /// <summary>Gets or sets the user agent string of the device.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Gets or sets the physical width of the screen, in pixels. Greater than zero.</summary>
    public int? DisplayWidth { get; init; }

    /// <summary>Gets or sets the physical height of the screen, in pixels. Greater than zero.</summary>
    public int? DisplayHeight { get; init; }

    /// <summary>Gets or sets the pixel density of the screen, in pixels per inch. Greater than zero.</summary>
    public int? DisplayPpi { get; init; }

    /// <summary>Gets or sets the diagonal of the screen, in inches. Greater than zero.</summary>
    public double? DiagonalScreenSize { get; init; }

    /// <summary>
    /// Gets or sets the public IP address of the device. The default is <see cref="StreamingDevice.ForwardedFor"/>. Features such as
    /// home-based authentication need it.
    /// </summary>
    public string? ConnectionIp { get; init; }

    /// <summary>
    /// Gets or sets the source port of the device's connection, from 1 to 65,535. The default is
    /// <see cref="StreamingDevice.SourcePort"/>.
    /// </summary>
    public int? ConnectionPort { get; init; }

    /// <summary>
    /// Gets or sets whether the network is secure: <see langword="true"/> for a secure network; <see langword="false"/> for a public hot
    /// spot.
    /// </summary>
    public bool? ConnectionSecure { get; init; }

    /// <summary>
    /// Gets or sets the identifier of the application. It appears as <c>customer-app</c> in Adobe's usage reports.
    /// </summary>
    public string? ApplicationId { get; init; }

    /// <summary>
    /// Returns the value of the <c>X-Device-Info</c> header: a JSON object in UTF-8, encoded as Base64. Use it for requests that a
    /// generated client does not send.
    /// </summary>
    /// <returns>The value of the header.</returns>
    /// <exception cref="ArgumentException">A required value is empty, or a number is out of range.</exception>
    public string ToHeaderValue() => ToHeaderValue(null, null);

    internal string ToHeaderValue(string? defaultIp, int? defaultPort)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            Write(writer, "primaryHardwareType", ValueOf(PrimaryHardwareType));
            Write(writer, "model", Required(Model, nameof(Model)));
            Write(writer, "version", Required(Version, nameof(Version)));
            Write(writer, "manufacturer", Manufacturer);
            Write(writer, "vendor", Vendor);
            Write(writer, "osName", Required(OsName.Value, nameof(OsName)));
            Write(writer, "osFamily", ValueOf(OsFamily));
            Write(writer, "osVendor", ValueOf(OsVendor));
            Write(writer, "osVersion", Required(OsVersion, nameof(OsVersion)));
            Write(writer, "browserName", ValueOf(BrowserName));
            Write(writer, "browserVendor", ValueOf(BrowserVendor));
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

    // Adobe's reference shows every value as a string, including the numbers and the Boolean.
    private static void Write(Utf8JsonWriter writer, string key, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(key, value);
        }
    }

    // The default value of an extensible enum counts as absent, like null.
    private static string? ValueOf<T>(T? value)
        where T : struct, IExtensibleEnum =>
        value is { Value: { Length: > 0 } text } ? text : null;

    private static string Required(string? value, string name) =>
        string.IsNullOrWhiteSpace(value)
            ? throw new ArgumentException($"{nameof(DeviceInformation)}.{name} is empty. Set it: the service requires it.", name)
            : value!;

    private static string? Positive(double? value, string name) => value switch
    {
        null => null,
        > 0 and < 1_000_000 => value.Value.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentException(
            $"{nameof(DeviceInformation)}.{name} is {value.Value.ToString(CultureInfo.InvariantCulture)}. " +
            "It must be greater than 0 and less than 1,000,000.",
            name),
    };

    private static string? Port(int? value) => value switch
    {
        null => null,
        >= 1 and <= 65_535 => value.Value.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentException(
            $"The source port is {value.Value.ToString(CultureInfo.InvariantCulture)}. It must be from 1 to 65,535.",
            nameof(ConnectionPort)),
    };
}
