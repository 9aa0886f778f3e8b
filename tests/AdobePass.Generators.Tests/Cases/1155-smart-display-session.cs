// title: Session of a smart display that keeps its token in a file
// kind: console
// rule: AP1001
// hard: yes
// why: the token is kept and the pair is dropped, so that the end of each token makes another client of the display; the wait for the login has no end
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Display.Tv;

public sealed record KeptToken(string Token, DateTimeOffset TokenEnds);

public sealed class DisplaySession
{
    private readonly string _file;
    private readonly Func<Task<string>> _statement;
    private readonly HttpClient _http = new() { BaseAddress = new Uri("https://sp.auth.adobe.com") };

    public DisplaySession(string file, string info, Func<Task<string>> statement)
    {
        (_file, _statement) = (file, statement);
        _http.DefaultRequestHeaders.Add("X-Device-Info", info);
    }

    public async Task<string> WaitForProviderAsync(string brand, string code)
    {
        string? provider = null;
        while (provider == null) // expect: AP4002
        {
            await Task.Delay(3000);
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v2/{brand}/profiles/code/{code}");
            request.Headers.Add("Authorization", "Bearer " + await TokenAsync());
            using var response = await _http.SendAsync(request);
            var body = await response.Content.ReadFromJsonAsync<JsonElement>();
            provider = body.GetProperty("profiles").EnumerateObject().Select(p => p.Name).FirstOrDefault();
        }

        return provider;
    }

    public async Task<string> TokenAsync()
    {
        if (File.Exists(_file))
        {
            var kept = JsonSerializer.Deserialize<KeptToken>(await File.ReadAllTextAsync(_file))!;
            if (kept.TokenEnds > DateTimeOffset.UtcNow)
            {
                return kept.Token;
            }
        }

        var client = await PostAsync("/o/client/register", JsonContent.Create(new { software_statement = await _statement() })); // expect: AP1001#x, AP1002
        var token = await PostAsync("/o/client/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client.GetProperty("client_id").GetString()!,
            ["client_secret"] = client.GetProperty("client_secret").GetString()!,
        }));
        var fresh = new KeptToken(token.GetProperty("access_token").GetString()!, DateTimeOffset.UtcNow.AddSeconds(token.GetProperty("expires_in").GetInt64()));
        await File.WriteAllTextAsync(_file, JsonSerializer.Serialize(fresh));
        return fresh.Token;
    }

    private async Task<JsonElement> PostAsync(string path, HttpContent content)
    {
        using var response = await _http.PostAsync(path, content); // expect: AP1001#x
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
