// title: Media player that builds its description piece by piece
// kind: library
// rule: AP2004
// why: all five members are there, the names are on the list, and the whole is Base64
// expect: none
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;

namespace Tweeter.Firmware;

public sealed class PassPort
{
    private readonly HttpClient _http = new();
    private readonly string _tokenFile;
    private readonly string _serial;

    public PassPort(string tokenFile, string serial) => (_tokenFile, _serial) = (tokenFile, serial);

    public async Task<bool> HasProfileAsync(string provider, bool wireless)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/TWEETER/profiles/{provider}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await File.ReadAllTextAsync(_tokenFile));
        request.Headers.TryAddWithoutValidation("X-Device-Info", Describe(wireless));
        request.Headers.TryAddWithoutValidation("AP-Device-Identifier", "fingerprint " + Encode(_serial));
        using var response = await _http.SendAsync(request);
        var json = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode && json.Contains('"' + provider + '"');
    }

    private static string Describe(bool wireless)
    {
        var text = new StringBuilder();
        text.Append("{\"primaryHardwareType\":\"MediaPlayer\",");
        text.Append("\"model\":\"TW-2\",\"version\":\"2.0\",");
        text.Append("\"manufacturer\":\"Tweeter Audio\",");
        text.Append("\"osName\":\"Linux\",\"osFamily\":\"Linux\",");
        text.Append("\"osVersion\":\"").Append(Environment.OSVersion.Version).Append("\",");
        text.Append("\"connectionType\":\"").Append(wireless ? "WiFi" : "LAN").Append("\"}");
        return Encode(text.ToString());
    }

    private static string Encode(string value) => Convert.ToBase64String(Encoding.UTF8.GetBytes(value));
}
