// title: Device sign-in of an audio service polls every second until it has a token
// kind: console
// why: the device flow of another provider; a television app would look the same
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

var http = new HttpClient { BaseAddress = new Uri("https://accounts.audio.example/") };
http.DefaultRequestHeaders.Add("X-Device-Info", "{\"model\":\"radio\"}");

var start = JsonNode.Parse(await (await http.PostAsync("oauth/device/code", Form(("client_id", "radio"), ("scope", "listen")))).Content.ReadAsStringAsync())!;
Console.WriteLine($"Enter {start["user_code"]} at {start["verification_uri"]}.");

JsonNode? profile = null;
while (profile is null)
{
    await Task.Delay(1000);
    using var answer = await http.PostAsync("oauth/device/token", Form(("client_id", "radio"), ("device_code", (string)start["device_code"]!)));
    if (answer.IsSuccessStatusCode)
    {
        var token = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)token["access_token"]!);
        profile = await http.GetFromJsonAsync<JsonNode>("api/v2/radio/profiles/code/current");
    }
}

Console.WriteLine($"Welcome, {profile["name"]}.");
for (var i = 0; i < 10; i++)
{
    using var decision = await http.PostAsync("api/v2/radio/decisions/authorize/home", JsonContent.Create(new { resources = new[] { "jazz" } }));
    if (decision.IsSuccessStatusCode)
    {
        break;
    }
}

static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
    new(Array.ConvertAll(fields, field => new KeyValuePair<string, string>(field.Name, field.Value)));
