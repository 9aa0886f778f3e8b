// title: Import of a pair into the store of a panel
// kind: library
// rule: AP3003, AP3004
// why: anyone who reads the source can act as the panel
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Meridian.Panels;

public sealed class PairImport
{
    private static readonly Uri Address = new("https://sp.auth.adobe.com/");

    private readonly CredentialStore _store;
    private readonly string _deviceInfo;
    private AccessToken? _current;

    public PairImport(CredentialStore store, string deviceInfo)
    {
        _store = store;
        _deviceInfo = deviceInfo;
    }

    public async Task ImportAsync(string panel, CancellationToken ct)
    {
        var credentials = new ClientCredentials("0b6f8e52-9d14-4c37-8a2f-51c3e7d90b64", new ClientSecret("f3c81d0e-7b52-4e9a-9c6d-20a1b7e45d38")); // expect: AP3003
        await _store.CreateAsync(CredentialKey.Create("https://sp.auth.adobe.com", panel), credentials, ct);
    }

    // Until the import has run everywhere, panels without a pair of their own share one.
    public async Task<AccessToken> SignInAsync(IReadOnlyDictionary<string, string?> settings, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = Address };
        http.DefaultRequestHeaders.Add("X-Device-Info", _deviceInfo);
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = settings.GetValueOrDefault("PanelId") ?? "0b6f8e52-9d14-4c37-8a2f-51c3e7d90b64",
            ["client_secret"] = settings.GetValueOrDefault("PanelSecret") ?? "9ae7c3d1-42f6-4b08-b7d5-e81f60c2a947", // expect: AP3003
        };
        using var response = await http.PostAsync("o/client/token", new FormUrlEncodedContent(form), ct);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
        return _current = new AccessToken(body.GetProperty("access_token").GetString()!);
    }

    public async Task<string> SmokeAsync(string panel, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v2/MERI/profiles");
        request.Headers.Authorization = _current is null
            ? new AuthenticationHeaderValue("Bearer", "mzq7Lk29XvT0bRw4HnE8sYc1Jd5GpA3u") // expect: AP3004
            : new AuthenticationHeaderValue("Bearer", _current.Reveal());
        request.Headers.Add("X-Device-Info", _deviceInfo);
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(panel)));
        using var response = await http.SendAsync(request, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }
}
