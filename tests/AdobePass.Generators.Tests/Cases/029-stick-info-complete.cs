// title: streaming stick and television describe themselves with listed values
// kind: library
// expect: none
// rule: AP2004
// twin: 028-stick-info.cs
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Pike.Devices;

public sealed class StickPass
{
    private readonly HttpClient _http;
    private readonly string _fingerprint;

    public StickPass(HttpClient http, string hardwareId)
    {
        _http = http;
        _fingerprint = "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(hardwareId));
    }

    public async Task<string> StickProfilesAsync(string bearer, string build, bool wired, CancellationToken ct)
    {
        // Fire OS is Android to Adobe.
        var facts = new
        {
            primaryHardwareType = "MediaPlayer",
            model = "AFTMM",
            version = build,
            osName = "Android",
            osFamily = "Android",
            osVendor = "Amazon",
            osVersion = Environment.OSVersion.VersionString,
            connectionType = wired ? "ETHERNET" : "WIFI",
            marketingName = "Fire OS stick",
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/PIKE/profiles");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.Add("AP-Device-Identifier", _fingerprint);
        request.Headers.Add("X-Device-Info", Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(facts)));
        using var response = await _http.SendAsync(request, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }

    public async Task<string> TelevisionProfilesAsync(string bearer, CancellationToken ct)
    {
        const string facts = """{"model":"Q60","version":"2023","osName":"Linux","osFamily":"Tizen","osVendor":"Samsung","osVersion":"7.0","connectionType":"WiFi"}""";
        var header = Convert.ToBase64String(Encoding.UTF8.GetBytes(facts));

        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/PIKE/profiles");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.Add("AP-Device-Identifier", _fingerprint);
        request.Headers.Add("X-Device-Info", header);
        using var response = await _http.SendAsync(request, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }
}
