// title: First try at linking a cheap streaming stick to a TV provider
// kind: console
// rule: AP1001
// why: the run prints the pair and forgets it; the next run is a new device. Both calls below /o/client need the device information
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

if (args.Length < 2)
{
    Console.Error.WriteLine("usage: stick <statement file> <serial>");
    return 1;
}

var http = new HttpClient { BaseAddress = new Uri("https://sp.auth-staging.adobe.com/") };
var statement = File.ReadAllText(args[0]).Trim();

// Step 1
var reg = await http.PostAsJsonAsync("o/client/register", new { software_statement = statement }); // expect: AP1001#a, AP2001#b
var regText = await reg.Content.ReadAsStringAsync(); // expect: AP1001#a
reg.EnsureSuccessStatusCode();
Console.WriteLine("registered: " + regText); // expect: AP1009
var pair = JsonNode.Parse(regText)!;

// Step 2
var tokenAnswer = await http.PostAsync("o/client/token", new FormUrlEncodedContent(new Dictionary<string, string> // expect: AP2001
{
    ["grant_type"] = "client_credentials",
    ["client_id"] = (string)pair["client_id"]!,
    ["client_secret"] = (string)pair["client_secret"]!,
}));
var bearer = (string)(await tokenAnswer.Content.ReadFromJsonAsync<JsonNode>())!["access_token"]!;

// Step 3
var info = "{\"model\":\"StickMini\",\"version\":\"2\",\"osName\":\"Android\",\"osVersion\":\"11\",\"connectionType\":\"WiFi\"}";
var ask = new HttpRequestMessage(HttpMethod.Get, "api/v2/FISHTV/profiles");
ask.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
ask.Headers.Add("X-Device-Info", Convert.ToBase64String(Encoding.UTF8.GetBytes(info)));
ask.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(args[1])));
var profiles = await http.SendAsync(ask);
Console.WriteLine((int)profiles.StatusCode);
Console.WriteLine(await profiles.Content.ReadAsStringAsync());
return 0;
