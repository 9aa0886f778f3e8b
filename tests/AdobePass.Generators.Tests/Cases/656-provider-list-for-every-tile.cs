// title: provider list for every tile
// kind: console
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;

namespace Flow.Tiles;

internal sealed record Tile(string Title, string Mvpd);

internal static class Program
{
    private static readonly HttpClient Http = new();

    private static async Task<JsonElement> ConfigurationAsync(string channel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/configuration");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await File.ReadAllTextAsync("token"));
        using var response = await Http.SendAsync(request);
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
    }

    private static async Task Main()
    {
        var tiles = new List<Tile> { new("Sports", "MvpdAlpha"), new("News", "MvpdBeta"), new("Kids", "MvpdAlpha") };
        foreach (var tile in tiles) // expect: AP4006#a
        {
            var configuration = await ConfigurationAsync("FLOW"); // expect: AP4006#a
            var name = tile.Mvpd;
            foreach (var mvpd in configuration.GetProperty("requestor").GetProperty("mvpds").EnumerateArray())
            {
                if (mvpd.GetProperty("id").GetString() == tile.Mvpd)
                {
                    name = mvpd.GetProperty("displayName").GetString();
                }
            }

            Console.WriteLine($"{tile.Title}: {name}");
        }
    }
}
