// title: Set-up script that obtains the pair of a kiosk once
// kind: console
// rule: AP1001
// why: the answer goes into a file before it is used, and what is printed is no secret
// expect: none
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Text.Json;

var folder = args.Length > 0 ? args[0] : Environment.CurrentDirectory;
var file = Path.Combine(folder, "pair.json");
using var http = new HttpClient { BaseAddress = new Uri("https://sp.auth.adobe.com") };
http.DefaultRequestHeaders.Add("X-Device-Info", Convert.ToBase64String(File.ReadAllBytes(Path.Combine(folder, "device.json"))));

if (!File.Exists(file))
{
    var statement = Environment.GetEnvironmentVariable("KIOSK_STATEMENT") ?? "<statement of the kiosk>";
    using var registered = await http.PostAsync("/o/client/register", new StringContent(JsonSerializer.Serialize(new { software_statement = statement }), Encoding.UTF8, "application/json"));
    var answer = await registered.Content.ReadAsStringAsync();
    if (!registered.IsSuccessStatusCode)
    {
        Console.Error.WriteLine($"registration refused: {registered.StatusCode} {answer}");
        return 1;
    }

    File.WriteAllText(file, answer);
}

using var pair = JsonDocument.Parse(File.ReadAllText(file));
var id = pair.RootElement.GetProperty("client_id").GetString()!;
var secret = pair.RootElement.GetProperty("client_secret").GetString()!;
Console.WriteLine($"client {id}, secret {Mask(secret)}");

using var given = await http.PostAsync("/o/client/token", new FormUrlEncodedContent(new Dictionary<string, string>
{
    ["client_id"] = id,
    ["client_secret"] = secret,
    ["grant_type"] = "client_credentials",
}));
if (!given.IsSuccessStatusCode)
{
    Console.Error.WriteLine("no token: " + await given.Content.ReadAsStringAsync());
    Console.Error.WriteLine($"POST {http.BaseAddress}o/client/token with client_id={id} client_secret=***");
    return 2;
}

using var token = JsonDocument.Parse(await given.Content.ReadAsStringAsync());
Console.WriteLine($"token of {token.RootElement.GetProperty("access_token").GetString()!.Length} characters for {token.RootElement.GetProperty("expires_in")} s");
return 0;

static string Mask(string value) => value.Length < 12 ? "***" : value[..3] + "***";
