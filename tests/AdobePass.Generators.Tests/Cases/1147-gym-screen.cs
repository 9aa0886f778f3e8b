// title: Program of the screens in a gym
// kind: console
// rule: AP4003
// why: a token and the list of providers every ten seconds; ten attempts for one channel; a denial ends the login
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Gym.Screen;

internal static class Program
{
    private const string Brand = "https://sp.auth.adobe.com/api/v2/GYM/";
    private static readonly string[] Lines = File.ReadAllLines("gym.cfg");
    private static readonly HttpClient Http = new();

    private static async Task Main()
    {
        Http.DefaultRequestHeaders.Add("X-Device-Info", Lines[0]);
        Http.DefaultRequestHeaders.Add("AP-Device-Identifier", "fingerprint 7b1c5f0e-33aa-4d0e-9b52-0c4c1f6f2d10"); // expect: AP2005
        while (true)
        {
            Http.DefaultRequestHeaders.Remove("Authorization");
            Http.DefaultRequestHeaders.Add("Authorization", "Bearer " + await TokenAsync()); // expect: AP1004#t
            var names = JsonNode.Parse(await Http.GetStringAsync(Brand + "configuration"))!["requestor"]!["mvpds"]!.AsArray().Select(m => (string?)m!["displayName"]); // expect: AP4006
            Console.WriteLine(string.Join(", ", names));
            Console.WriteLine(await WatchAsync(Lines[3], Lines[4]) ? "on air" : "dark"); // expect: AP4003#d
            await Task.Delay(10_000);
        }
    }

    private static async Task<string> TokenAsync()
    {
        var answer = await Http.PostAsync("https://sp.auth.adobe.com/o/client/token", new FormUrlEncodedContent(new Dictionary<string, string> // expect: AP1004#t
        {
            { "grant_type", "client_credentials" }, { "client_id", Lines[1] }, { "client_secret", Lines[2] },
        }));
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["access_token"]!;
    }

    private static async Task<bool> WatchAsync(string mvpd, string channel)
    {
        JsonNode? decision = null;
        for (var attempt = 1; attempt <= 10; attempt++) // expect: AP4003#d
        {
            var body = new StringContent("{\"resources\":[\"" + channel + "\"]}", Encoding.UTF8, "application/json");
            var answer = await Http.PostAsync(Brand + "decisions/authorize/" + mvpd, body);
            decision = JsonNode.Parse(await answer.Content.ReadAsStringAsync())?["decisions"]?.AsArray().FirstOrDefault(d => (string?)d!["resource"] == channel);
            if (decision is not null)
            {
                break;
            }

            await Task.Delay(2000);
        }

        var authorized = (bool?)decision?["authorized"] ?? false;
        if (!authorized)
        {
            await Http.GetAsync(Brand + "logout/" + mvpd + "?redirectUrl=gym%3A%2F%2Fhome"); // expect: AP4007
        }

        return authorized;
    }
}
