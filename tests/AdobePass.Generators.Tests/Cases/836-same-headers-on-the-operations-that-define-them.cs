// title: Same headers on the operations that define them
// kind: library
// twin: 835-identity-headers-go-where-the-operation-has-no-use-for-them.cs
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Isle.SingleSignOn;

public delegate ValueTask<string> TokenSource(CancellationToken ct);

public sealed class IsleCalls(HttpClient http, TokenSource bearer, TokenSource serviceToken, string deviceInfo, string fingerprint)
{
    public async Task<JsonElement> ProfilesAsync(CancellationToken ct)
    {
        using var request = await NewAsync(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/ISLE/profiles", ct);
        request.Headers.Add("AD-Service-Token", await serviceToken(ct));
        using var response = await http.SendAsync(request, ct);
        return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }

    public async Task<JsonElement> PlayAsync(string mvpd, string resource, string visitor, string cloudId, CancellationToken ct)
    {
        using var request = await NewAsync(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/ISLE/decisions/authorize/{mvpd}", ct);
        request.Headers.Add("AP-TempPass-Identity", visitor);
        request.Headers.Add("AP-Visitor-Identifier", cloudId);
        request.Content = JsonContent.Create(new { resources = new[] { resource } });
        using var response = await http.SendAsync(request, ct);
        return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }

    private async Task<HttpRequestMessage> NewAsync(HttpMethod method, string url, CancellationToken ct)
    {
        var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bearer(ct));
        request.Headers.Add("X-Device-Info", deviceInfo);
        request.Headers.Add("AP-Device-Identifier", fingerprint);
        return request;
    }
}
