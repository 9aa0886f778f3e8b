// title: Terminal client that signs in at a code host with a device code
// kind: console
// rule: none
// why: another provider, which names its own interval
// expect: none
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

var app = Environment.GetEnvironmentVariable("CLI_CLIENT") ?? "Iv1.7c2f90aa41d3be65";
using var http = new HttpClient();
http.DefaultRequestHeaders.Add("Accept", "application/json");
http.DefaultRequestHeaders.UserAgent.ParseAdd("reel-cli/0.9");

var start = await PostAsync("https://github.com/login/device/code", ("client_id", app), ("scope", "read:packages"));
Console.WriteLine($"Open {start.GetProperty("verification_uri")} and enter {start.GetProperty("user_code")}");

string? token = null;
while (token is null)
{
    Thread.Sleep(1000);
    var state = await PostAsync(
        "https://github.com/login/oauth/access_token?client_id=" + app + "&client_secret=" + Environment.GetEnvironmentVariable("CLI_SECRET"),
        ("device_code", start.GetProperty("device_code").GetString()!),
        ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"));
    if (state.TryGetProperty("access_token", out var value))
    {
        token = value.GetString();
    }
    else
    {
        Console.WriteLine("waiting: " + state);
    }
}

await File.WriteAllTextAsync(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".reel-token"), token);

// The packages contain the players with the sp.auth.adobe.com integration.
http.DefaultRequestHeaders.Authorization = new("Bearer", token);
using var packages = await http.GetAsync("https://api.github.com/orgs/reel-tv/packages?package_type=nuget");
if (packages.StatusCode == System.Net.HttpStatusCode.Unauthorized)
{
    Console.WriteLine("Token " + token + " is refused.");
}

Console.WriteLine(await packages.Content.ReadAsStringAsync());

async Task<JsonElement> PostAsync(string address, params (string Name, string Value)[] fields)
{
    var form = new Dictionary<string, string>();
    foreach (var (name, value) in fields)
    {
        form.Add(name, value);
    }

    using var response = await http.PostAsync(address, new FormUrlEncodedContent(form));
    return await response.Content.ReadFromJsonAsync<JsonElement>();
}
