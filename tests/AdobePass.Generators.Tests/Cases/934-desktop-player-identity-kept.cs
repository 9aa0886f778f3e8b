// title: Desktop player that makes up its identity once and keeps it in its profile folder
// kind: console
// rule: AP2006
// twin: desktop-player-identity
// why: the random value is written before its first use and read from the file afterwards
// expect: none
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Json;
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
    private static readonly string Folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "player");

    private static readonly Lazy<string> Header = new(() =>
    {
        var file = Directory.CreateDirectory(Folder).FullName + "/device-id";
        if (!File.Exists(file))
        {
            var raw = $"{Environment.MachineName}/{Guid.NewGuid():N}";
            File.WriteAllText(file, raw);
        }

        return "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(File.ReadAllText(file)));
    });

    public static HttpRequestMessage WithIdentity(this HttpRequestMessage message, IBearerSource bearer)
    {
        message.Headers.Add("Authorization", "Bearer " + bearer.Current);
        message.Headers.Add("AP-Device-Identifier", Header.Value);
        message.Headers.Add("X-Device-Info", Info());
        message.Headers.Add("X-Request-Id", Guid.NewGuid().ToString());
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
    public async Task<bool> MayWatchAsync(string channel)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/PREVIEW/decisions/authorize/TempBasic").WithIdentity(bearer);
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
