// title: three ways to get another device at every start
// kind: library
// rule: AP2006
// twin: 033-kept-identifier.cs
// hard: yes
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Wren.Tv;

public sealed class GuestSession
{
    // One per run is enough for guests.
    private static readonly string RunId = Guid.NewGuid().ToString("D"); // expect: AP2006#r

    private readonly HttpClient _http;
    private readonly string _info;

    public GuestSession(HttpClient http, string info) => (_http, _info) = (http, info);

    public static StreamingDevice ForDemo(DeviceInformation information) =>
        new(Path.GetRandomFileName(), information); // expect: AP2006

    public async Task<bool> HasProfileAsync(string bearer, CancellationToken ct)
    {
        var id = Convert.ToBase64String(Encoding.ASCII.GetBytes($"wren-{DateTime.UtcNow.Ticks:x}")); // expect: AP2006#t
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/WREN/profiles");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.Add("X-Device-Info", _info);
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + id); // expect: AP2006#t
        using var response = await _http.SendAsync(request, ct);
        return !(await response.Content.ReadAsStringAsync(ct)).Contains("\"profiles\":{}", StringComparison.Ordinal);
    }

    public async Task<string> PreviewAsync(string bearer, string[] resources, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/WREN/decisions/preauthorize/TempBasic");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.Add("X-Device-Info", _info);
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(RunId))); // expect: AP2006#r
        request.Content = JsonContent.Create(new { resources });
        using var response = await _http.SendAsync(request, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }
}
