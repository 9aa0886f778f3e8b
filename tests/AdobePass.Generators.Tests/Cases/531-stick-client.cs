// title: Client of a streaming stick, which is the only device that it speaks for
// kind: library
// rule: AP2001, AP2002
// twin: 530-curl-port
// expect: none
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Kestrel.Stick;

public sealed class StickClient : IDisposable
{
    private readonly HttpClient _http;

    public StickClient(SocketsHttpHandler handler, string serial)
    {
        _http = new HttpClient(handler, disposeHandler: false) { BaseAddress = new Uri("https://sp.auth.adobe.com") };
        var headers = _http.DefaultRequestHeaders;
        headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        headers.Add("X-Device-Info", Describe());
        headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(serial))));
    }

    public string? Bearer
    {
        set => _http.DefaultRequestHeaders.Authorization = value is null ? null : new AuthenticationHeaderValue("Bearer", value);
    }

    public Task<JsonElement> ProfilesAsync(string mvpd, CancellationToken ct) =>
        _http.GetFromJsonAsync<JsonElement>($"/api/v2/KESTREL/profiles/{mvpd}", ct);

    public async Task<JsonElement> DecideAsync(string mvpd, string resource, CancellationToken ct)
    {
        using var response = await _http.PostAsJsonAsync($"/api/v2/KESTREL/decisions/authorize/{mvpd}", new { resources = new[] { resource } }, ct);
        return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
    }

    public async Task<string?> LeaveAsync(string mvpd, CancellationToken ct)
    {
        var body = await _http.GetFromJsonAsync<JsonElement>($"/api/v2/KESTREL/logout/{mvpd}?redirectUrl=https%3A%2F%2Fkestrel.example%2Fbye", ct);
        return body.GetProperty("logouts").TryGetProperty(mvpd, out var exit) && exit.TryGetProperty("url", out var url) ? url.GetString() : null;
    }

    public void Dispose() => _http.Dispose();

    private static string Describe()
    {
        var (model, revision) = (File.ReadAllText("/proc/stick/model").Trim(), File.ReadAllText("/proc/stick/revision").Trim());
        var text = $$"""{"primaryHardwareType":"MediaPlayer","model":"{{model}}","version":"{{revision}}","osName":"Android","osVersion":"11","connectionType":"WiFi"}""";
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
    }
}
