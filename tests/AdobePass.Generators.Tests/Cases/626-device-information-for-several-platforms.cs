// title: device information for several platforms
// kind: library
// expect: none
using System;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;

namespace Sticks.Pass;

public enum Box { Stick, Roku, Lg, Desktop }

public sealed class BoxInfo
{
    [JsonPropertyName("model")] public string Model { get; set; } = "unknown";

    [JsonPropertyName("version")] public string Version { get; set; } = "1";

    [JsonPropertyName("osName")] public string OsName { get; set; } = "Linux";

    [JsonPropertyName("osFamily")] public string? OsFamily { get; set; }

    [JsonPropertyName("osVersion")] public string OsVersion { get; set; } = "0";

    [JsonPropertyName("connectionType")] public string ConnectionType { get; set; } = "LAN";

    public static BoxInfo For(Box box) => box switch
    {
        Box.Stick => new BoxInfo { Model = "AFTKA", OsName = "Android", OsFamily = "Android", OsVersion = "11", ConnectionType = "WiFi" },
        Box.Roku => new BoxInfo { Model = "Roku", Version = "4800X", OsName = "Roku OS", OsFamily = "Roku OS", OsVersion = "13" },
        Box.Lg => new BoxInfo { Model = "OLED55", OsName = "webOS", OsFamily = "webOS", OsVersion = "24" },
        _ => new BoxInfo { Model = "PC", OsName = "Windows", OsFamily = "Windows", OsVersion = Environment.OSVersion.VersionString },
    };
}

public static class BoxCalls
{
    private const string Fallback = "{\"model\":\"Desktop\",\"version\":\"1\",\"primaryHardwareType\":\"Desktop\",\"osName\":\"OS X\",\"osVersion\":\"14\",\"connectionType\":\"notAccessible\"}";

    public static async Task<string> ProfilesAsync(HttpClient http, string channel, Box? box, string fingerprint, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/profiles");
        request.Headers.Add("Authorization", $"Bearer {token}");
        request.Headers.Add("AP-Device-Identifier", $"fingerprint {fingerprint}");
        request.Headers.Add("X-Device-Info", box is { } known
            ? Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(BoxInfo.For(known)))
            : Convert.ToBase64String(Encoding.UTF8.GetBytes(Fallback)));
        using var response = await http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
