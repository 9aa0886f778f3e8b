// title: tool with the constant key of the company's image service; Adobe's values come from outside
// kind: console
// expect: none
// rule: AP3003
// twin: 046-support-tool.cs
// why: AP3003 and AP3004 are about what is sent to Adobe's hosts
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Sable.Support;

internal static class Program
{
    private const string Placeholder = "<client secret from the vault>";

    private static async Task Main(string[] args)
    {
        var bearer = await PassAsync(args[0]);
        Console.WriteLine(bearer.Length > 0 ? "pass: ok" : "pass: no token");
        Console.WriteLine(await PosterAsync(args[1]));
    }

    private static async Task<string> PassAsync(string file)
    {
        var secret = Environment.GetEnvironmentVariable("LAB_KEY") ?? Placeholder;
        if (secret == Placeholder)
        {
            Console.Error.WriteLine("LAB_KEY is not set.");
            return "";
        }

        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth-staging.adobe.com/o/client/token");
        request.Headers.Add("X-Device-Info", await File.ReadAllTextAsync("info.b64"));
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = Environment.GetEnvironmentVariable("LAB_CLIENT") ?? "",
            ["client_secret"] = secret,
        });
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        await File.WriteAllTextAsync(file, text);
        using var json = JsonDocument.Parse(text);
        return json.RootElement.TryGetProperty("access_token", out var token) ? token.GetString()! : "";
    }

    // The image service only accepts requests from our office network. The key is not a secret there.
    private static async Task<string> PosterAsync(string title)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "p0st3rs-8f61c2d07ab94e35");
        using var answer = await http.PostAsync("https://images.sable.example/oauth/session", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = "support-tool",
            ["client_secret"] = "5c1e7d92-aa04-4b6f-b3d8-7e90f2c61a58",
        }));
        answer.EnsureSuccessStatusCode();
        return await http.GetStringAsync("https://images.sable.example/posters?title=" + Uri.EscapeDataString(title));
    }
}
