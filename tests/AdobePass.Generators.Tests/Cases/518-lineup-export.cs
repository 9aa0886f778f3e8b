// title: Console run that exports the MVPD list of each channel to a file
// kind: console
// rule: AP1004
// why: one run takes one token for all of its calls and ends
// expect: none
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

var clientId = Environment.GetEnvironmentVariable("PASS_CLIENT_ID") ?? throw new InvalidOperationException("PASS_CLIENT_ID is not set");
var clientSecret = Environment.GetEnvironmentVariable("PASS_CLIENT_SECRET") ?? throw new InvalidOperationException("PASS_CLIENT_SECRET is not set");
var target = args.Length > 0 ? args[0] : "lineup.csv";

using var http = new HttpClient { BaseAddress = new Uri("https://sp.auth.adobe.com") };
http.DefaultRequestHeaders.Add("X-Device-Info", DescribeHost());

using var answer = await http.PostAsync("/o/client/token", new FormUrlEncodedContent(new Dictionary<string, string>
{
    ["grant_type"] = "client_credentials",
    ["client_id"] = clientId,
    ["client_secret"] = clientSecret,
}));
answer.EnsureSuccessStatusCode();
var token = await answer.Content.ReadFromJsonAsync<JsonElement>();
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());

await using var csv = new StreamWriter(target, append: false, Encoding.UTF8);
foreach (var channel in File.ReadLines("channels.txt"))
{
    using var configuration = JsonDocument.Parse(await http.GetStringAsync($"/api/v2/{channel}/configuration"));
    foreach (var mvpd in configuration.RootElement.GetProperty("requestor").GetProperty("mvpds").EnumerateArray())
    {
        await csv.WriteLineAsync($"{channel};{mvpd.GetProperty("id").GetString()};{mvpd.GetProperty("displayName").GetString()}");
    }
}

Console.WriteLine($"{target} written");

static string DescribeHost()
{
    var description = new Dictionary<string, string>
    {
        ["model"] = Environment.MachineName,
        ["version"] = "1.0",
        ["osName"] = OperatingSystem.IsWindows() ? "Windows" : "Linux",
        ["osVersion"] = Environment.OSVersion.Version.ToString(),
        ["connectionType"] = "LAN",
    };
    return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(description));
}
