// title: Account service forgets the identifier for the catalogue and for the logout
// kind: library
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Tundra.Accounts;

public sealed class AccountService : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri("https://sp.auth.adobe.com") };
    private readonly Func<CancellationToken, Task<string>> _bearer;
    private readonly string _fingerprint;

    public AccountService(Func<CancellationToken, Task<string>> bearer, string deviceInfo, string fingerprint)
    {
        _bearer = bearer;
        _fingerprint = fingerprint;
        _http.DefaultRequestHeaders.Add("X-Device-Info", deviceInfo);
    }

    public async Task<JsonNode?> ProfileAsync(string mvpd, CancellationToken ct)
    {
        using var request = await CreateAsync(HttpMethod.Get, $"/api/v2/TUNDRA/profiles/{mvpd}", ct);
        request.Headers.Add("AP-Device-Identifier", _fingerprint);
        using var response = await _http.SendAsync(request, ct);
        return await response.Content.ReadFromJsonAsync<JsonNode>(ct);
    }

    public async Task<JsonNode?> PreauthorizeAsync(string mvpd, IEnumerable<string> resources, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v2/TUNDRA/decisions/preauthorize/{mvpd}"); // expect: AP2002#a
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _bearer(ct));
        request.Content = JsonContent.Create(new { resources });
        using var response = await _http.SendAsync(request, ct); // expect: AP2002#a
        return await response.Content.ReadFromJsonAsync<JsonNode>(ct);
    }

    public async Task<JsonNode?> LogoutAsync(string mvpd, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v2/TUNDRA/logout/{mvpd}?redirectUrl=https%3A%2F%2Ftundra.example%2Fbye"); // expect: AP2002#b
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _bearer(ct));
        using var response = await _http.SendAsync(request, ct); // expect: AP2002#b
        return await response.Content.ReadFromJsonAsync<JsonNode>(ct);
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpRequestMessage> CreateAsync(HttpMethod method, string path, CancellationToken ct) => new(method, path)
    {
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", await _bearer(ct)) },
    };
}
