// title: Sign-in of a command line tool at a code host
// kind: console
// rule: none
// why: the device flow of a code host; its interval and its errors are its own
// expect: none
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

// The TV login of the same tool lives in another repository (Adobe Pass, sp.auth.adobe.com).
const string ClientId = "Iv1.5c8f0e21b7d34a69";

using var http = new HttpClient { BaseAddress = new Uri("https://github.com") };
http.DefaultRequestHeaders.Add("Accept", "application/json");

var started = await http.PostAsync("/login/device/code", new FormUrlEncodedContent(new Dictionary<string, string>
{
    ["client_id"] = ClientId,
    ["scope"] = "read:user",
}));
var session = await started.Content.ReadFromJsonAsync<JsonNode>();
Console.WriteLine("Enter {0} at {1}", session!["user_code"], session["verification_uri"]);

string? token = null;
while (token is null)
{
    await Task.Delay(1000);
    var answer = await http.PostAsync("/login/oauth/access_token", new FormUrlEncodedContent(new Dictionary<string, string>
    {
        ["client_id"] = ClientId,
        ["device_code"] = session["device_code"]!.ToString(),
        ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code",
    }));
    var text = await answer.Content.ReadAsStringAsync();
    Console.Error.WriteLine(text);
    token = JsonNode.Parse(text)?["access_token"]?.ToString();
}

var target = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".tool-token");
File.WriteAllText(target, token);
Console.WriteLine("saved " + token.Length + " characters");
