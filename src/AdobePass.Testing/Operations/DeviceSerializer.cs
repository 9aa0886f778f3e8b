using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace AdobePass.Testing.Operations;

/// <summary>Creates the <c>device</c> object of a session from <c>X-Device-Info</c> and the request.</summary>
internal static class DeviceSerializer
{
    public static JsonObject Build(JsonObject? info, FakeRequest request, string ipAddress)
    {
        return new JsonObject
        {
            ["type"] = Text("primaryHardwareType"),
            ["model"] = Text("model"),
            ["version"] = Version("version"),
            ["hardware"] = new JsonObject
            {
                ["name"] = Text("model"),
                ["vendor"] = Text("vendor"),
                ["version"] = Version("version"),
                ["manufacturer"] = Text("manufacturer"),
            },
            ["operatingSystem"] = new JsonObject
            {
                ["name"] = Text("osName"),
                ["family"] = Text("osFamily"),
                ["vendor"] = Text("osVendor"),
                ["version"] = Version("osVersion"),
            },
            ["browser"] = new JsonObject
            {
                ["name"] = Text("browserName"),
                ["vendor"] = Text("browserVendor"),
                ["version"] = Version("browserVersion"),
                ["userAgent"] = Text("userAgent") ?? request.GetHeader("User-Agent"),
                ["originalUserAgent"] = request.GetHeader("User-Agent"),
            },
            ["display"] = new JsonObject
            {
                ["width"] = Number("displayWidth"),
                ["height"] = Number("displayHeight"),
                ["ppi"] = Number("displayPpi"),
                ["name"] = null,
                ["vendor"] = null,
                ["version"] = null,
                ["diagonalSize"] = Number("diagonalScreenSize"),
            },
            ["applicationId"] = Text("applicationId"),
            ["connection"] = new JsonObject
            {
                ["ipAddress"] = Text("connectionIp") ?? (IPAddress.TryParse(ipAddress, out _) ? ipAddress : null),
                ["port"] = Text("connectionPort"),
                ["secure"] = Text("connectionSecure") == "true",
                ["type"] = Text("connectionType"),
            },
        };

        string? Text(string key) => info?[key] switch
        {
            null => null,
            JsonValue value when value.TryGetValue(out string? text) => text,
            var other => other.ToJsonString(),
        };

        JsonNode? Number(string key) =>
            decimal.TryParse(Text(key), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

        JsonObject? Version(string key) => Text(key) is { } text ? VersionOf(text) : null;
    }

    // A version is an object of integers. It is null if the string does not start with a number.
    private static JsonObject? VersionOf(string text)
    {
        var parts = text.Split('.');
        if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major))
        {
            return null;
        }

        return new JsonObject
        {
            ["major"] = major,
            ["minor"] = Part(parts, 1),
            ["patch"] = Part(parts, 2),
            ["profile"] = text,
        };
    }

    private static int Part(string[] parts, int index) =>
        index < parts.Length && int.TryParse(parts[index], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
