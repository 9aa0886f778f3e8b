// title: Command line login with GitHub's device flow
// kind: console
// rule: none
// why: another device flow; the loop has no end and the endpoint decides the pace
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

var http = new HttpClient { BaseAddress = new Uri("https://github.com/") };
http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
const string client = "Iv1.b507a08c87ecfe98";

var session = await Post("login/device/code", new() { ["client_id"] = client, ["scope"] = "read:packages" });
var code = session.GetProperty("device_code").GetString()!;
Console.WriteLine($"Open {session.GetProperty("verification_uri").GetString()} and type {session.GetProperty("user_code").GetString()}");

string? access = null;
while (access is null)
{
    var answer = await Post("login/oauth/access_token", new()
    {
        ["client_id"] = client,
        ["device_code"] = code,
        ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code",
    });
    access = answer.TryGetProperty("access_token", out var value) ? value.GetString() : null;
    if (answer.TryGetProperty("error", out var error) && error.GetString() is "expired_token" or "access_denied")
    {
        Console.Error.WriteLine(error.GetString());
        return 2;
    }

    await Task.Delay(2000);
}

Console.WriteLine("export PACKAGES_TOKEN=" + access);
using var profile = new HttpRequestMessage(HttpMethod.Get, "https://api.github.com/user");
profile.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access);
profile.Headers.UserAgent.ParseAdd("adobe-pass-build-tools/1.0");
using var who = await http.SendAsync(profile);
Console.WriteLine((await who.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("login").GetString());
return 0;

async Task<JsonElement> Post(string path, Dictionary<string, string> form)
{
    using var response = await http.PostAsync(path, new FormUrlEncodedContent(form));
    return await response.Content.ReadFromJsonAsync<JsonElement>();
}
