// title: keeps asking until the answer is yes
// kind: console
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading.Tasks;

namespace Pico.Play;

internal sealed class Gate
{
    private readonly HttpClient _http = new();

    public async Task<string> OpenAsync(string mvpd, string resource, string token, string device, string info)
    {
        var body = new { resources = new[] { resource } };
        while (true) // expect: AP4003#a
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/PICO/decisions/authorize/" + mvpd) // expect: AP4003#a
            {
                Content = JsonContent.Create(body),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Add("AP-Device-Identifier", device);
            request.Headers.Add("X-Device-Info", info);
            using var response = await _http.SendAsync(request); // expect: AP4003#a
            var text = await response.Content.ReadAsStringAsync();
            if (text.Contains("\"authorized\":true"))
            {
                return text;
            }

            await Task.Delay(TimeSpan.FromSeconds(3));
        }
    }
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        var files = new[] { "token", "device", "info" };
        var values = Array.ConvertAll(files, File.ReadAllText);
        Console.WriteLine(await new Gate().OpenAsync(args[0], args[1], values[0], values[1], values[2]));
    }
}
