// title: one token for each row of a file
// kind: console
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

var http = new HttpClient { BaseAddress = new Uri("https://sp.auth.adobe.com") };
http.DefaultRequestHeaders.Add("X-Device-Info", await File.ReadAllTextAsync("info"));
var pair = await File.ReadAllLinesAsync("pair");

async Task<AuthenticationHeaderValue> SignInAsync()
{
    var form = new FormUrlEncodedContent(new Dictionary<string, string>
    {
        ["grant_type"] = "client_credentials", ["client_id"] = pair[0], ["client_secret"] = pair[1],
    });
    var response = await http.PostAsync("/o/client/token", form); // expect: AP1004#a
    var json = await response.Content.ReadFromJsonAsync<JsonElement>(); // expect: AP1004#a
    return new AuthenticationHeaderValue("Bearer", json.GetProperty("access_token").GetString()); // expect: AP1004#a
}

foreach (var line in await File.ReadAllLinesAsync(args[0]))
{
    using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v2/CHAN1/profiles/" + line);
    request.Headers.Authorization = await SignInAsync(); // expect: AP1004#a
    request.Headers.Add("AP-Device-Identifier", pair[2]);
    using var response = await http.SendAsync(request);
    Console.WriteLine($"{line};{(int)response.StatusCode}");
}
