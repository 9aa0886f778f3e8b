// title: Test bench that waits for the tester to finish the login
// kind: console
// rule: AP4002
// why: no wait at all and no end; the tester may be at lunch
using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;

var channel = args[0];
var code = args[1];
using var http = new HttpClient();
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText("bearer.txt").Trim());

Console.WriteLine("Open https://bench.example/activate and type " + code);
JsonElement profile;
for (; ; ) // expect: AP4002, AP4001#a
{
    var text = await http.GetStringAsync(new Uri($"https://sp.auth-staging.adobe.com/api/v2/{channel}/profiles/code/{code}")); // expect: AP4001#a
    using var document = JsonDocument.Parse(text);
    var first = document.RootElement.GetProperty("profiles").EnumerateObject().FirstOrDefault();
    if (first.Value.ValueKind == JsonValueKind.Object)
    {
        profile = first.Value.Clone();
        Console.WriteLine("signed in with " + first.Name);
        break;
    }
}

foreach (var attribute in profile.GetProperty("attributes").EnumerateObject())
{
    Console.WriteLine("  " + attribute.Name);
}
