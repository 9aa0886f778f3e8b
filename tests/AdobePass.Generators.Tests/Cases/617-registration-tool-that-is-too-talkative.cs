// title: registration tool that is too talkative
// kind: console
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;

var http = new HttpClient();
var device = await File.ReadAllTextAsync("device-info.b64");
using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri("https://sp.auth-staging.adobe.com"), "/o/client/register"));
request.Headers.Add("X-Device-Info", device.Trim());
request.Content = JsonContent.Create(new { software_statement = Environment.GetEnvironmentVariable("PASS_STATEMENT"), redirect_uri = "app://tv.example" });
using var response = await http.SendAsync(request);
if (!response.IsSuccessStatusCode)
{
    Console.Error.WriteLine("refused: " + await response.Content.ReadAsStringAsync());
    return 1;
}

var client = (await response.Content.ReadFromJsonAsync<RegisteredClient>())!;
await File.WriteAllLinesAsync("client.txt", [client.Id, client.Secret]);
Console.WriteLine($"stored {client}"); // expect: AP1009
return 0;

internal sealed record RegisteredClient(
    [property: JsonPropertyName("client_id")] string Id,
    [property: JsonPropertyName("client_secret")] string Secret);
