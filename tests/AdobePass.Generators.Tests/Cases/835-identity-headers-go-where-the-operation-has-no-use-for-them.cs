// title: Identity headers go where the operation has no use for them
// kind: library
// twin: 836-same-headers-on-the-operations-that-define-them.cs
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
    public async Task<JsonElement> ReadSessionAsync(string code, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/ISLE/sessions/{code}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bearer(ct));
        request.Headers.Add("AD-Service-Token", await serviceToken(ct)); // expect: AP2007
        using var response = await http.SendAsync(request, ct);
        return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }

    public async Task<JsonElement> ShowableAsync(string mvpd, string[] resources, string visitor, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/ISLE/decisions/preauthorize/{mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bearer(ct));
        request.Headers.Add("X-Device-Info", deviceInfo);
        request.Headers.Add("AP-Device-Identifier", fingerprint);
        request.Headers.Add("AP-TempPass-Identity", visitor); // expect: AP2007
        request.Content = JsonContent.Create(new { resources });
        using var response = await http.SendAsync(request, ct);
        return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }
}
