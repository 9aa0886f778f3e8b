// title: Import of editorial playlists with Spotify's client credentials
// kind: console
// rule: none
// why: another provider; a token per call and literal credentials are that provider's business
// expect: none
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Music;

// Used by the same editors who configure auth.adobe.com in the TV application.
internal static class Program
{
    private static readonly HttpClient Http = new();

    private static async Task Main(string[] args)
    {
        foreach (var id in args)
        {
            var playlist = await GetAsync($"https://api.spotify.com/v1/playlists/{id}");
            var names = from item in playlist.GetProperty("tracks").GetProperty("items").EnumerateArray()
                        select item.GetProperty("track").GetProperty("name").GetString();
            Console.WriteLine(string.Join(Environment.NewLine, names));
        }
    }

    private static async Task<JsonElement> GetAsync(string url)
    {
        var token = await TokenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<string> TokenAsync()
    {
        using var response = await Http.PostAsync("https://accounts.spotify.com/api/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "5fe01282e44241328a84e7c5cc169165",
            ["client_secret"] = "c1d7e80f9ab34256b1aa2e7d09f3c648",
        }));
        var text = await response.Content.ReadAsStringAsync();
        Console.Error.WriteLine(text);
        return JsonDocument.Parse(text).RootElement.GetProperty("access_token").GetString()!;
    }
}
