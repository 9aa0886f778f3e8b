// title: Desktop player that makes up its identity when the process starts
// kind: console
// rule: AP2006
// hard: yes
using System;
using System.Net.Http;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Player.Identity;

public interface IBearerSource
{
    string Current { get; }
}

public static class DeviceIdentity
{
    private static readonly Lazy<string> Header = new(() => // expect: AP2006#a
    {
        var raw = $"{Environment.MachineName}/{Environment.ProcessId}/{Environment.TickCount64}";
        return "fingerprint " + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(raw)));
    });

    public static HttpRequestMessage WithIdentity(this HttpRequestMessage message, IBearerSource bearer)
    {
        message.Headers.Add("Authorization", "Bearer " + bearer.Current);
        message.Headers.Add("AP-Device-Identifier", Header.Value); // expect: AP2006#a
        message.Headers.Add("X-Device-Info", Info());
        return message;
    }

    private static string Info()
    {
        var os = OperatingSystem.IsMacOS() ? "Mac OS" : OperatingSystem.IsWindows() ? "Windows" : "Linux";
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
        {
            primaryHardwareType = "Desktop",
            model = "PC",
            version = typeof(DeviceIdentity).Assembly.GetName().Version?.ToString() ?? "0",
            osName = os,
            osVersion = Environment.OSVersion.Version.ToString(),
            connectionType = "LAN",
        }));
    }
}

public sealed class GuestPass(HttpClient http, IBearerSource bearer)
{
    private readonly string _guest = Guid.NewGuid().ToString("N"); // expect: AP2006#b

    // Free preview: the guest is a device of its own.
    public async Task<bool> MayWatchAsync(string channel)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/PREVIEW/decisions/authorize/TempBasic");
        message.Headers.Add("Authorization", "Bearer " + bearer.Current);
        message.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(_guest))); // expect: AP2006#b
        message.Headers.Add("X-Device-Info", "eyJwcmltYXJ5SGFyZHdhcmVUeXBlIjoiU2V0VG9wQm94IiwibW9kZWwiOiJCb3hPbmUiLCJ2ZXJzaW9uIjoiMS40Iiwib3NOYW1lIjoiTGludXgiLCJvc1ZlcnNpb24iOiI2LjEiLCJjb25uZWN0aW9uVHlwZSI6IkxBTiIsImNvbm5lY3Rpb25JcCI6IjIwMy4wLjExMy43IiwiY29ubmVjdGlvblBvcnQiOiI1MjEwMCJ9");
        message.Content = JsonContent.Create(new { resources = new[] { channel } });
        using var response = await http.SendAsync(message);
        return response.IsSuccessStatusCode && (await response.Content.ReadAsStringAsync()).Contains("\"authorized\":true");
    }

    public async Task<string> ProfilesAsync()
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/PREVIEW/profiles").WithIdentity(bearer);
        using var response = await http.SendAsync(message);
        return await response.Content.ReadAsStringAsync();
    }
}
