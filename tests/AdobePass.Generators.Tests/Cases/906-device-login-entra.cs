// title: Device login of another identity service, one question a second
// kind: console
// rule: none
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

const string Authority = "https://login.microsoftonline.com/organizations/oauth2/v2.0";
const string ClientId = "0d4f3c52-3b39-4d0e-9f0a-6f2c6f1d7a11";

using var http = new HttpClient();

var device = await PostAsync("/devicecode", ("client_id", ClientId), ("scope", "offline_access user.read"));
var code = device.GetProperty("device_code").GetString()!;
Console.WriteLine(device.GetProperty("message").GetString());

JsonElement token;
while (true)
{
    token = await PostAsync("/token",
        ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
        ("client_id", ClientId),
        ("device_code", code));

    if (token.TryGetProperty("access_token", out _))
    {
        break;
    }

    var state = token.GetProperty("error").GetString();
    if (state is not ("authorization_pending" or "slow_down"))
    {
        Console.Error.WriteLine("login ended: " + state);
        return 1;
    }

    await Task.Delay(1000);
}

using var me = new HttpRequestMessage(HttpMethod.Get, "https://graph.microsoft.com/v1.0/me");
me.Headers.Add("Authorization", "Bearer " + token.GetProperty("access_token").GetString());
using var profile = await http.SendAsync(me);
Console.WriteLine(await profile.Content.ReadAsStringAsync());
return 0;

async Task<JsonElement> PostAsync(string path, params (string Name, string Value)[] fields)
{
    var form = new List<KeyValuePair<string, string>>();
    foreach (var (name, value) in fields)
    {
        form.Add(new(name, value));
    }

    using var response = await http.PostAsync(Authority + path, new FormUrlEncodedContent(form));
    using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
    return json.RootElement.Clone();
}
