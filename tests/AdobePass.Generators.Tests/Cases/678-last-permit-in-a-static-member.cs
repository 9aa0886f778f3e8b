// title: last permit in a static member
// kind: console
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Pico.Play;

internal static class Permits
{
    public static JsonElement? Last { get; private set; }

    public static async Task<bool> EnsureAsync(HttpClient http, string mvpd, string resource)
    {
        if (Last is { } known && known.GetRawText().Contains(resource))
        {
            return true;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/PICO/decisions/authorize/{mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await File.ReadAllTextAsync("token"));
        request.Headers.Add("AP-Device-Identifier", await File.ReadAllTextAsync("device"));
        request.Headers.Add("X-Device-Info", await File.ReadAllTextAsync("info"));
        request.Content = JsonContent.Create(new { resources = new[] { resource } });
        using var response = await http.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            return false;
        }

        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        Last = json; // expect: AP4009
        return json.GetRawText().Contains("\"authorized\":true");
    }
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        using var http = new HttpClient();
        while (Console.ReadLine() is { Length: > 0 } resource)
        {
            Console.WriteLine(await Permits.EnsureAsync(http, args[0], resource) ? "play" : "no");
        }
    }
}
