// title: four readers that take the decision at one position, and a sign-out in an else branch
// kind: console
// rule: AP4012
// twin: 059-denied-message.cs
// hard: yes
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Threading.Tasks;

namespace Ibis.Checks;

internal sealed record Item(
    [property: JsonPropertyName("resource")] string Resource,
    [property: JsonPropertyName("authorized")] bool Authorized);

internal sealed record Answer([property: JsonPropertyName("decisions")] List<Item> Decisions);

internal static class Program
{
    private static readonly HttpClient Http = new() { BaseAddress = new Uri("https://sp.auth-staging.adobe.com/api/v2/") };

    private static async Task Main(string[] args)
    {
        Http.DefaultRequestHeaders.Add("Authorization", "Bearer " + await File.ReadAllTextAsync("bearer.txt"));
        Http.DefaultRequestHeaders.Add("AP-Device-Identifier", await File.ReadAllTextAsync("device.txt"));
        Http.DefaultRequestHeaders.Add("X-Device-Info", await File.ReadAllTextAsync("info.b64"));

        var text = await AskAsync("authorize", args[0], args[1]);
        Console.WriteLine($"{FromNode(text)} {FromElement(text)} {FromRecord(text)} {FromDeconstruction(text)}");

        if (JsonSerializer.Deserialize<Answer>(text)!.Decisions.FirstOrDefault(item => item.Resource == args[1]) is { Authorized: true })
        {
            Console.WriteLine("plays");
        }
        else
        {
            Console.WriteLine(await Http.GetStringAsync($"CHAN1/logout/{args[0]}?redirectUrl=app%3A%2F%2Fibis")); // expect: AP4007
        }
    }

    private static async Task<string> AskAsync(string kind, string mvpd, string resource)
    {
        using var response = await Http.PostAsJsonAsync($"CHAN1/decisions/{kind}/{mvpd}", new { resources = new[] { resource } });
        return await response.Content.ReadAsStringAsync();
    }

    private static bool FromNode(string text) => (bool)JsonNode.Parse(text)!["decisions"]![0]!["authorized"]!; // expect: AP4012

    private static bool FromElement(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.GetProperty("decisions").EnumerateArray().First().GetProperty("authorized").GetBoolean(); // expect: AP4012
    }

    private static bool FromRecord(string text)
    {
        var answer = JsonSerializer.Deserialize<Answer>(text);
        return answer!.Decisions.Single().Authorized; // expect: AP4012
    }

    private static string FromDeconstruction(string text)
    {
        var (resource, authorized) = JsonSerializer.Deserialize<Answer>(text)!.Decisions[^1]; // expect: AP4012
        return authorized ? resource : "-";
    }
}
