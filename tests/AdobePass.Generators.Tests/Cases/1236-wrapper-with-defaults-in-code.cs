// title: Wrapper that came with a tutorial and kept the values of its author
// kind: library
// rule: AP3003
// why: the fallback of the option is a real secret, the token of the quick check a real token
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Tutorial.PassWrapper;

public class PassOptions
{
    public string ClientId { get; set; } = Environment.GetEnvironmentVariable("PASS_CLIENT") ?? "0b6e2f1c-77aa-4d19-9d0e-51c3b8f4e920";

    public string Information { get; set; } = "";

    public string Identifier { get; set; } = "";
}

public class PassWrapper
{
    private readonly HttpClient _client;
    private readonly PassOptions _options;
    private string? _token;

    public PassWrapper(HttpClient client, PassOptions options)
    {
        _client = client;
        _options = options;
    }

    public async Task<string> GetTokenAsync()
    {
        if (_token != null) return _token;
        var parts = new List<KeyValuePair<string, string>>
        {
            new("grant_type", "client_credentials"),
            new("client_id", _options.ClientId),
            new("client_secret", Environment.GetEnvironmentVariable("PASS_SECRET") ?? "Zx81kQ-77pLm0aTbvC4eR9wUy"), // expect: AP3003
        };
        var message = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token") { Content = new FormUrlEncodedContent(parts) };
        message.Headers.Add("X-Device-Info", _options.Information);
        var response = await _client.SendAsync(message);
        response.EnsureSuccessStatusCode();
        var json = await response.Content.ReadFromJsonAsync<JsonDocument>();
        _token = json!.RootElement.GetProperty("access_token").GetString();
        return _token!;
    }

    public async Task<bool> QuickCheckAsync(string channel)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/" + channel + "/profiles");
        message.Headers.Add("X-Device-Info", _options.Information);
        message.Headers.Add("AP-Device-Identifier", "fingerprint " + _options.Identifier);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "k3J9-vQ2xL8mT5nW7pR1sYdC6hB0"); // expect: AP3004
        var response = await _client.SendAsync(message);
        return response.IsSuccessStatusCode;
    }
}
