// title: secret with a fallback
// kind: console
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace Boxworks.Token;

internal sealed class Settings
{
    public string ClientId { get; init; } = Environment.GetEnvironmentVariable("PASS_CLIENT") ?? "b7c1";

    public string Key => Environment.GetEnvironmentVariable("PASS_KEY") ?? "9f2c71e4-b0d8-4a6e-93c5-7de1480ab23f"; // expect: AP3003#a
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        var settings = new Settings();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
        request.Headers.Add("X-Device-Info", await File.ReadAllTextAsync(args[0]));
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = settings.ClientId,
            ["client_secret"] = settings.Key, // expect: AP3003#a
        });
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        await File.WriteAllTextAsync(args[1], json.RootElement.GetProperty("access_token").GetString());
    }
}
