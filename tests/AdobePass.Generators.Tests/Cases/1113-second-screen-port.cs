// title: Second screen page that was ported from JavaScript
// kind: console
// rule: AP2007
// hard: yes
// why: a session is read without the identity of the viewer; profiles belong to a device, which this request does not name
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace Cinder.SecondScreen;

public enum Endpoint
{
    Session,
    Profiles,
}

public sealed class PassApi
{
    private readonly HttpClient fetch = new();
    private readonly Func<string> serviceToken;
    private readonly string deviceInfo;

    public PassApi(string deviceInfo, Func<string> serviceToken)
    {
        this.deviceInfo = deviceInfo;
        this.serviceToken = serviceToken;
    }

    public string AccessToken { get; set; } = "";

    // checkCode(code) in pass-api.js
    public async Task<bool> CheckCode(string code)
    {
        var req = new HttpRequestMessage(HttpMethod.Get, Url(Endpoint.Session) + code);
        req.Headers.Add("Authorization", $"Bearer {AccessToken}");
        req.Headers.Add("AD-Service-Token", serviceToken()); // expect: AP2007
        req.Headers.Add("Accept", "application/json");
        var res = await fetch.SendAsync(req);
        return res.IsSuccessStatusCode;
    }

    // listProfiles() in pass-api.js
    public async Task<IDictionary<string, JsonElement>> ListProfiles()
    {
        var req = new HttpRequestMessage(HttpMethod.Get, Url(Endpoint.Profiles)); // expect: AP2002
        req.Headers.Add("Authorization", $"Bearer {AccessToken}");
        req.Headers.Add("AD-Service-Token", serviceToken());
        req.Headers.Add("X-Device-Info", deviceInfo);
        var res = await fetch.SendAsync(req);
        res.EnsureSuccessStatusCode();
        var body = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, JsonElement>>>(await res.Content.ReadAsStringAsync());
        return body?["profiles"] ?? new Dictionary<string, JsonElement>();
    }

    private static string Url(Endpoint endpoint) => endpoint switch
    {
        Endpoint.Session => "https://sp.auth.adobe.com/api/v2/CINDER/sessions/",
        Endpoint.Profiles => "https://sp.auth.adobe.com/api/v2/CINDER/profiles",
        _ => throw new ArgumentOutOfRangeException(nameof(endpoint)),
    };
}
