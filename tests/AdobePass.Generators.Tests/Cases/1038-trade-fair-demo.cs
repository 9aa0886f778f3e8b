// title: Demonstration for a trade fair with two brands
// kind: console
// rule: AP3003
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;

namespace Fair;

internal sealed record PassApp
{
    public required string Brand { get; init; }

    public required string Id { get; init; }

    public required string Secret { get; init; }
}

internal static class Diagnostics
{
    private static readonly string Ticket = "n4Qz8vT1xKe7Lr2Wp9Yc5Bd3Mh6Js0Ua";

    public static async Task<int> ProvidersAsync(HttpClient http, string brand)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth-staging.adobe.com/api/v2/{brand}/configuration");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Ticket); // expect: AP3004
        using var response = await http.SendAsync(request);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStreamAsync());
        return json.RootElement.GetProperty("requestor").GetProperty("mvpds").GetArrayLength();
    }
}

internal static class Program
{
    private static readonly PassApp App = new()
    {
        Brand = "FAIR",
        Id = "6b1c9f52-0d3e-4a87-9e64-c5f8a2b17d30",
        Secret = "e2f7a9c4-81d6-4b03-b5e8-3d90c6a1f274", // expect: AP3003#a
    };

    private static async Task Main(string[] args)
    {
        using var http = new HttpClient();
        var information = await File.ReadAllTextAsync(args[0]);
        var identifier = await File.ReadAllTextAsync(args[1]);
        var bearer = await SignInAsync(http, App, information.Trim());

        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth-staging.adobe.com/api/v2/{App.Brand}/profiles");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.Add("X-Device-Info", information.Trim());
        request.Headers.Add("AP-Device-Identifier", identifier.Trim());
        using var response = await http.SendAsync(request);
        Console.WriteLine(await response.Content.ReadAsStringAsync());
        Console.WriteLine($"{await Diagnostics.ProvidersAsync(http, App.Brand)} providers");
    }

    private static async Task<string?> SignInAsync(HttpClient http, PassApp app, string information)
    {
        var fields = new (string Key, string Value)[]
        {
            ("grant_type", "client_credentials"),
            ("client_id", app.Id),
            ("client_secret", app.Secret), // expect: AP3003#a
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth-staging.adobe.com/o/client/token");
        request.Headers.Add("X-Device-Info", information);
        request.Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Key, f.Value)));
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await response.Content.ReadAsStreamAsync());
        return json.RootElement.GetProperty("access_token").GetString();
    }
}
