// title: registers again only when the pair was refused, expiry only renews
// kind: console
// expect: none
using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Boxworks.Careful;

internal enum Outcome { Ok, InvalidClient, Failed }

internal sealed class Careful(HttpClient http, string info)
{
    private string? _token;
    private DateTime _tokenEnds;

    public async Task<string> GetAsync()
    {
        if (!File.Exists("client.json"))
        {
            await RegisterAsync();
        }

        if (_token is null || DateTime.UtcNow >= _tokenEnds)
        {
            var outcome = await RenewAsync();
            if (outcome == Outcome.InvalidClient)
            {
                await RegisterAsync();
                outcome = await RenewAsync();
            }

            if (outcome != Outcome.Ok)
            {
                throw new InvalidOperationException(outcome.ToString());
            }
        }

        return _token!;
    }

    private async Task<Outcome> RenewAsync()
    {
        using var pair = JsonDocument.Parse(await File.ReadAllTextAsync("client.json"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
        request.Headers.Add("X-Device-Info", info);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = pair.RootElement.GetProperty("client_id").GetString()!,
            ["client_secret"] = pair.RootElement.GetProperty("client_secret").GetString()!,
        });
        using var response = await http.SendAsync(request);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized)
        {
            return json.GetProperty("error").ValueEquals("invalid_client") ? Outcome.InvalidClient : Outcome.Failed;
        }

        _token = json.GetProperty("access_token").GetString();
        _tokenEnds = DateTime.UtcNow.AddSeconds(json.GetProperty("expires_in").GetDouble() * 0.9);
        return Outcome.Ok;
    }

    private async Task RegisterAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register");
        request.Headers.Add("X-Device-Info", info);
        request.Content = JsonContent.Create(new { software_statement = await File.ReadAllTextAsync("statement") });
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        await File.WriteAllBytesAsync("client.json", await response.Content.ReadAsByteArrayAsync());
    }
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        using var http = new HttpClient();
        Console.WriteLine((await new Careful(http, args[0]).GetAsync()).Length);
    }
}
