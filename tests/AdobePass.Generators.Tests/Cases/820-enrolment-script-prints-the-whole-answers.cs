// title: Enrolment script prints the whole answers
// kind: console
// why: the pair is stored and one token is enough, but the answers end in the terminal log and the trace
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Text.Json;

namespace Enrol;

internal static class Program
{
    private static readonly HttpClient Http = new();

    private static int Main(string[] args)
    {
        var store = args[0];
        var info = args[1];
        if (!File.Exists(store))
        {
            var text = Post("https://sp.auth.adobe.com/o/client/register", info,
                new StringContent(JsonSerializer.Serialize(new { software_statement = Console.In.ReadToEnd().Trim() }), Encoding.UTF8, "application/json"));
            Console.WriteLine("registered:");
            Console.WriteLine(text); // expect: AP1009
            File.WriteAllText(store, text);
        }

        using var pair = JsonDocument.Parse(File.ReadAllText(store));
        var answer = Post("https://sp.auth.adobe.com/o/client/token", info, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = pair.RootElement.GetProperty("client_id").GetString()!,
            ["client_secret"] = pair.RootElement.GetProperty("client_secret").GetString()!,
        }));
        using var token = JsonDocument.Parse(answer);
        var bearer = token.RootElement.GetProperty("access_token").GetString();
        Trace.WriteLine("bearer " + bearer); // expect: AP1009
        Console.WriteLine("valid for {0} s", token.RootElement.GetProperty("expires_in"));

        using var ask = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/ENROL/configuration");
        ask.Headers.Add("Authorization", "Bearer " + bearer);
        using var configuration = Http.Send(ask);
        Console.WriteLine((int)configuration.StatusCode);
        return configuration.IsSuccessStatusCode ? 0 : 1;
    }

    private static string Post(string url, string info, HttpContent content)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        message.Headers.Add("X-Device-Info", info);
        using var response = Http.Send(message);
        response.EnsureSuccessStatusCode();
        using var reader = new StreamReader(response.Content.ReadAsStream());
        return reader.ReadToEnd();
    }
}
