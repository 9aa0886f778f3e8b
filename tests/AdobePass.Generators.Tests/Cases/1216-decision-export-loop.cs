// title: Export of decisions for the billing team, one line a device
// kind: console
// rule: AP1004
// why: a token in each turn for the same pair, and the address of the request carries the secret
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

const string Host = "https://sp.auth.adobe.com";
string id = Environment.GetEnvironmentVariable("PASS_ID")!, secret = Environment.GetEnvironmentVariable("PASS_SECRET")!;
string info = File.ReadAllText("device-info.b64").Trim();

using var http = new HttpClient();
http.DefaultRequestHeaders.Add("X-Device-Info", info);
using var output = new StreamWriter("decisions.csv");

var lines = File.ReadAllLines(args[0]);
for (var i = 0; i < lines.Length; i++)
{
    var (serial, mvpd) = (lines[i].Split(';')[0], lines[i].Split(';')[1]);

    var tokenUrl = Host + "/o/client/token?grant_type=client_credentials&client_id=" + id + "&client_secret=" + secret; // expect: AP2010
    var granted = await http.PostAsync(tokenUrl, null); // expect: AP1004
    var bearer = JsonNode.Parse(await granted.Content.ReadAsStringAsync())!["access_token"]!.GetValue<string>();

    var ask = new HttpRequestMessage(HttpMethod.Post, $"{Host}/api/v2/LARCH/decisions/preauthorize/{mvpd}")
    {
        Content = JsonContent.Create(new { resources = new[] { "LARCH-LIVE", "LARCH-VOD" } }),
    };
    ask.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(serial)));
    ask.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
    using var answer = await http.SendAsync(ask);
    var decisions = JsonNode.Parse(await answer.Content.ReadAsStringAsync())?["decisions"]?.AsArray();
    foreach (var decision in decisions ?? new JsonArray())
    {
        output.WriteLine($"{serial};{decision!["resource"]};{decision["authorized"]}");
    }
}
