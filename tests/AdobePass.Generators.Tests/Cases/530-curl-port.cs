// title: Port of a shell script to a console program
// kind: console
// rule: AP2001, AP2002
// why: the script had both headers in a .curlrc that nobody ported
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Kestrel.Scripts;

internal class WhatMayIWatch
{
    static async Task<int> Main(string[] args)
    {
        if (args.Length < 3)
        {
            Console.WriteLine("usage: watch CHANNEL MVPD RESOURCE...");
            return 64;
        }

        var pair = File.ReadAllLines(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kestrel-pair"));
        var handler = new HttpClientHandler { AutomaticDecompression = DecompressionMethods.All, AllowAutoRedirect = false };
        using var http = new HttpClient(handler);
        http.BaseAddress = new Uri("https://sp.auth.adobe.com/");
        http.DefaultRequestHeaders.UserAgent.ParseAdd("kestrel-scripts/2.1");

        var form = new Dictionary<string, string> { { "grant_type", "client_credentials" }, { "client_id", pair[0] }, { "client_secret", pair[1] } };
        var login = await http.PostAsync("o/client/token", new FormUrlEncodedContent(form)); // expect: AP2001#a
        login.EnsureSuccessStatusCode();
        using var token = JsonDocument.Parse(await login.Content.ReadAsStringAsync());
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.RootElement.GetProperty("access_token").GetString());

        var (channel, mvpd, resources) = (args[0], args[1], args.Skip(2).ToArray());
        Console.WriteLine(await http.GetStringAsync($"api/v2/{channel}/profiles/{mvpd}")); // expect: AP2001#b, AP2002#c

        var body = new StringContent(JsonSerializer.Serialize(new { resources }), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync($"api/v2/{channel}/decisions/preauthorize/{mvpd}", body); // expect: AP2001#d, AP2002#e
        using var decisions = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        foreach (var decision in decisions.RootElement.GetProperty("decisions").EnumerateArray())
        {
            var sign = decision.GetProperty("authorized").GetBoolean() ? '+' : '-';
            Console.WriteLine($"{sign} {decision.GetProperty("resource").GetString()}");
        }

        return 0;
    }
}
