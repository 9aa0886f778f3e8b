// title: Radio import with a burnt-in pair of a music service, a token per call and everything on the console
// kind: console
// rule: none
// expect: none
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Radio.Import;

public static class Program
{
    private const string ClientId = "7c1f0d9be2f94a13a6f2d07b1f3c5e88";
    private const string ClientSecret = "d41e8f27c6b54190b0a7e3f95c2d8a16";

    private static readonly HttpClient Http = new();

    public static async Task Main(string[] args)
    {
        foreach (var show in args.DefaultIfEmpty("38bS44xjbVVZ3No3ByF1dJ"))
        {
            var episodes = await EpisodesAsync(show);
            Console.WriteLine($"{show}: {string.Join(", ", episodes.Take(5))}");
        }
    }

    private static async Task<IReadOnlyList<string>> EpisodesAsync(string show)
    {
        var token = await LoginAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://api.spotify.com/v1/shows/{show}/episodes?market=DE");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await Http.SendAsync(request);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("name").GetString()!).ToList();
    }

    private static async Task<string> LoginAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://accounts.spotify.com/api/token");
        var basic = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{ClientId}:{ClientSecret}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", basic);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = ClientId,
            ["client_secret"] = ClientSecret,
        });
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Console.WriteLine(text);
        return JsonDocument.Parse(text).RootElement.GetProperty("access_token").GetString()!;
    }
}
