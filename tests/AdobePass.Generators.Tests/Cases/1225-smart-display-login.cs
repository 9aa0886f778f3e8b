// title: Smart display that starts a login with a code
// kind: library
// rule: AP2002
// why: a session belongs to a device, so it needs the identifier; reading the code does not. The identifier of the decision is new after each restart
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Hallway.Display;

public sealed class LoginScreen
{
    private static readonly HttpClient s_http = new();
    private readonly string _instance = Guid.NewGuid().ToString("D"); // expect: AP2006#b

    public required Func<Task<string>> Bearer { get; init; }

    public required string Information { get; init; }

    public async Task<string> StartAsync(string mvpd)
    {
        var form = new Dictionary<string, string>
        {
            ["mvpd"] = mvpd,
            ["domainName"] = "hallway.example",
            ["redirectUrl"] = "https://hallway.example/done",
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/HALLWAY/sessions") // expect: AP2002#a
        {
            Content = new FormUrlEncodedContent(form),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Bearer());
        request.Headers.Add("X-Device-Info", Information);
        using var response = await s_http.SendAsync(request); // expect: AP2002#a
        var session = await response.Content.ReadFromJsonAsync<JsonElement>();
        return session.GetProperty("code").GetString()!;
    }

    public async Task<bool> IsDoneAsync(string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/HALLWAY/profiles/code/{code}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Bearer());
        using var response = await s_http.SendAsync(request);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        return json.GetProperty("profiles").EnumerateObject().MoveNext();
    }

    public async Task<string> PlayAsync(string mvpd, string resource)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/HALLWAY/decisions/authorize/{mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Bearer());
        request.Headers.Add("X-Device-Info", Information);
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(_instance))); // expect: AP2006#b
        request.Content = JsonContent.Create(new { resources = new[] { resource } });
        using var response = await s_http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
