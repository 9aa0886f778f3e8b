// title: limited attempts, and one authorization per playback
// kind: console
// expect: none
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading.Tasks;

namespace Pico.Play;

internal sealed class Player(HttpClient http, string token, string device, string info)
{
    public async Task RunAsync(string mvpd)
    {
        while (Console.ReadLine() is { Length: > 0 } resource)
        {
            Console.WriteLine(await PlayAsync(mvpd, resource));
        }
    }

    private async Task<string> PlayAsync(string mvpd, string resource)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/PICO/decisions/authorize/" + mvpd);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Add("AP-Device-Identifier", device);
            request.Headers.Add("X-Device-Info", info);
            request.Content = JsonContent.Create(new { resources = new[] { resource } });
            using var response = await http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            if (attempt == 3 || !text.Contains("\"action\":\"retry\""))
            {
                return text;
            }

            await Task.Delay(TimeSpan.FromSeconds(attempt * 2));
        }
    }
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        using var http = new HttpClient();
        await new Player(http, File.ReadAllText("token"), File.ReadAllText("device"), File.ReadAllText("info")).RunAsync(args[0]);
    }
}
