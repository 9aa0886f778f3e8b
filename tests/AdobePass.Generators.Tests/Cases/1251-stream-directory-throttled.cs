// title: Directory of live streams of a game site
// kind: library
// rule: none
// why: the throttling of another service; Adobe is only the name of a game category here
// expect: none
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;

namespace Couch.Directory;

public class StreamDirectory
{
    private static readonly Dictionary<string, string> Authorizations = new();
    private readonly HttpClient _http = new() { BaseAddress = new Uri("https://api.twitch.tv/helix/") };
    private readonly string _clientId;

    // TV channels come from Adobe Pass (https://sp.auth.adobe.com/api/v2) through another class.
    public StreamDirectory(string clientId, string token)
    {
        _clientId = clientId;
        _http.DefaultRequestHeaders.Add("Client-Id", clientId);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public async Task<int> CountAsync(string game)
    {
        while (true)
        {
            using var response = await _http.GetAsync("streams?first=100&game_id=" + game);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                continue;
            }

            response.EnsureSuccessStatusCode();
            using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            return json.RootElement.GetProperty("data").GetArrayLength();
        }
    }

    public async Task<string> AuthorizeAsync(string channel)
    {
        if (!Authorizations.TryGetValue(channel, out var answer))
        {
            using var response = await _http.PostAsync("https://couch.example/decisions/authorize/" + channel, null);
            answer = await response.Content.ReadAsStringAsync();
            Authorizations[channel] = answer;
        }

        return _clientId + ":" + answer;
    }
}
