// title: Two ways to write the device information, both wrong
// kind: library
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Pine.Box;

public sealed class PineEntitlements(HttpClient http, Func<string> bearer, string fingerprint)
{
    private const string Information = """{"model":"PineOne","version":"2","osName":"Linux","osVersion":"6.6","connectionType":"LAN"}"""; // expect: AP2004#a

    public async Task<bool> HasProfileAsync(string mvpd, CancellationToken ct)
    {
        using var request = New(HttpMethod.Get, "profiles/" + mvpd);
        request.Headers.TryAddWithoutValidation("X-Device-Info", Information); // expect: AP2004#a
        using var response = await http.SendAsync(request, ct);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        return json.GetProperty("profiles").TryGetProperty(mvpd, out _);
    }

    public async Task<JsonElement> AuthorizeAsync(string mvpd, string resource, CancellationToken ct)
    {
        var device = JsonSerializer.SerializeToUtf8Bytes(new // expect: AP2004#b
        {
            model = "PineOne",
            version = "2",
            osName = "Linux",
            osVersion = Environment.OSVersion.Version.ToString(),
            manufacturer = "Pine Devices",
        });
        using var request = New(HttpMethod.Post, "decisions/authorize/" + mvpd);
        request.Headers.Add("X-Device-Info", Convert.ToBase64String(device)); // expect: AP2004#b
        request.Content = JsonContent.Create(new { resources = new[] { resource } });
        using var response = await http.SendAsync(request, ct);
        return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }

    private HttpRequestMessage New(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, "https://sp.auth.adobe.com/api/v2/PINE/" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer());
        request.Headers.Add("AP-Device-Identifier", fingerprint);
        return request;
    }
}
