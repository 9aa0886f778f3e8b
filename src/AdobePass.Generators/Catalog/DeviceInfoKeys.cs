namespace AdobePass.Generators.Catalog;

/// <summary>The members of the device information: which are required, and which have a closed list of values. A test holds them equal to <c>api-spec</c>.</summary>
internal static class DeviceInfoKeys
{
    public static readonly IReadOnlyList<string> Required = ["model", "version", "osName", "osVersion", "connectionType"];

    public static readonly IReadOnlyDictionary<string, string[]> Restricted = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase)
    {
        ["primaryHardwareType"] = ["Camera", "DataCollectionTerminal", "Desktop", "EmbeddedNetworkModule", "eReader", "GamesConsole", "GeolocationTracker", "Glasses", "MediaPlayer", "MobilePhone", "PaymentTerminal", "PluginModem", "SetTopBox", "TV", "Tablet", "WirelessHotspot", "Wristwatch", "Unknown"],
        ["osName"] = ["Android", "Chrome OS", "Linux", "Mac OS", "OS X", "OpenBSD", "Roku OS", "Windows", "iOS", "tvOS", "webOS"],
        ["osFamily"] = ["Android", "BSD", "Linux", "PlayStation OS", "Roku OS", "Symbian", "Tizen", "Windows", "iOS", "tvOS", "macOS", "webOS"],
        ["osVendor"] = ["Amazon", "Apple", "Google", "LG", "Microsoft", "Mozilla", "Nintendo", "Nokia", "Roku", "Samsung", "Sony", "Tizen Project"],
        ["browserName"] = ["Android Browser", "Chrome", "Edge", "Firefox", "Internet Explorer", "Opera", "Safari", "SeaMonkey", "Symbian Browser"],
        ["browserVendor"] = ["Amazon", "Apple", "Google", "Microsoft", "Motorola", "Mozilla", "Netscape", "Nintendo", "Nokia", "Samsung", "Sony Ericsson"],
    };
}
