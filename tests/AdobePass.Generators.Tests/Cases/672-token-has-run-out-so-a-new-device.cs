// title: token has run out, so a new device
// kind: library
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Kanal.Renew;

public sealed class Renewal
{
    private readonly HttpClient _http;
    private readonly string _folder;
    private readonly string _info;
    private string? _accessToken;
    private DateTimeOffset _tokenExpires;

    public Renewal(HttpClient http, string folder, string info) => (_http, _folder, _info) = (http, folder, info);

    public async Task<string> GetAsync(string statement)
    {
        var file = Path.Combine(_folder, "client.json");
        if (!File.Exists(file))
        {
            await RegisterAsync(file, statement);
        }

        if (_accessToken is null)
        {
            await FetchAsync(file);
        }
        else if (_tokenExpires < DateTimeOffset.UtcNow)
        {
            await RegisterAsync(file, statement); // expect: AP1002
            await FetchAsync(file);
        }

        return _accessToken!;
    }

    private async Task RegisterAsync(string file, string statement)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register");
        request.Headers.Add("X-Device-Info", _info);
        request.Content = JsonContent.Create(new { software_statement = statement });
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        await using var target = File.Create(file);
        await response.Content.CopyToAsync(target);
    }

    private async Task FetchAsync(string file)
    {
        using var pair = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
        request.Headers.Add("X-Device-Info", _info);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = pair.RootElement.GetProperty("client_id").GetString()!,
            ["client_secret"] = pair.RootElement.GetProperty("client_secret").GetString()!,
        });
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        _accessToken = json.RootElement.GetProperty("access_token").GetString();
        _tokenExpires = DateTimeOffset.UtcNow.AddSeconds(json.RootElement.GetProperty("expires_in").GetInt32());
    }
}
