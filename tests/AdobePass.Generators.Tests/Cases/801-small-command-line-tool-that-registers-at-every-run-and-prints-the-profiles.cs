// title: Small command line tool that registers at every run and prints the profiles
// kind: console
// why: a one-shot run may take one token, but the pair is lost with the process and the profiles of the next run are empty
// twin: 802-same-tool-the-answer-of-the-registration-stays-in-a-file-of-the-user.cs
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

if (args.Length < 2)
{
    Console.Error.WriteLine("usage: whoami <statement file> <service provider>");
    return 2;
}

using var http = new HttpClient { BaseAddress = new Uri("https://sp.auth.adobe.com/") };
http.DefaultRequestHeaders.Add("X-Device-Info", Environment.GetEnvironmentVariable("WHOAMI_DEVICE_INFO"));
http.DefaultRequestHeaders.Add("AP-Device-Identifier", Environment.GetEnvironmentVariable("WHOAMI_FINGERPRINT"));

var statement = File.ReadAllText(args[0]).Trim();
using var registration = await http.PostAsJsonAsync("o/client/register", new { software_statement = statement }); // expect: AP1001
registration.EnsureSuccessStatusCode();
var dcr = JsonNode.Parse(await registration.Content.ReadAsStringAsync())!;
Console.WriteLine($"client {dcr["client_id"]} has scopes {dcr["scopes"]?.ToJsonString()}");

using var answer = await http.PostAsync("o/client/token", new FormUrlEncodedContent(new Dictionary<string, string>
{
    ["grant_type"] = "client_credentials",
    ["client_id"] = (string)dcr["client_id"]!,
    ["client_secret"] = (string)dcr["client_secret"]!,
}));
answer.EnsureSuccessStatusCode();
var token = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)token["access_token"]!);

var profiles = JsonNode.Parse(await http.GetStringAsync($"api/v2/{args[1]}/profiles"))!["profiles"]!.AsObject();
foreach (var (mvpd, profile) in profiles)
{
    Console.WriteLine($"{mvpd,-20} {profile!["type"]} until {DateTimeOffset.FromUnixTimeMilliseconds((long)profile["notAfter"]!):u}");
}

return profiles.Count == 0 ? 1 : 0;
