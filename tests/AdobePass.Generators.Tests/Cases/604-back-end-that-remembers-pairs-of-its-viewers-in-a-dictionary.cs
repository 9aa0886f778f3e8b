// title: back end that remembers pairs of its viewers in a dictionary
// kind: server
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Riverside.Backend;

public class ClientPair
{
    [JsonPropertyName("client_id")]
    public string Id { get; set; } = "";

    [JsonPropertyName("client_secret")]
    public string Secret { get; set; } = "";
}

public class Registrar
{
    private readonly ConcurrentDictionary<string, ClientPair> _pairs = new(); // expect: AP1003#a
    private readonly ConcurrentDictionary<string, string> _tokens = new();
    private readonly HttpClient _http = new();

    private async Task<ClientPair> PairAsync(string device, string info, string ip)
    {
        if (_pairs.TryGetValue(device, out var pair))
        {
            return pair;
        }

        var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register"); // expect: AP1003#a
        request.Headers.Add("X-Device-Info", info);
        request.Headers.Add("X-Forwarded-For", ip);
        request.Content = JsonContent.Create(new { software_statement = System.Environment.GetEnvironmentVariable("PASS_STATEMENT") });
        var response = await _http.SendAsync(request); // expect: AP1003#a
        pair = await response.Content.ReadFromJsonAsync<ClientPair>(); // expect: AP1003#a
        _pairs[device] = pair!; // expect: AP1003#a
        return pair!;
    }

    public async Task<int> CountResourcesAsync(string device, string info, string ip)
    {
        if (!_tokens.TryGetValue(device, out var token))
        {
            var pair = await PairAsync(device, info, ip);
            var grant = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
            grant.Headers.Add("X-Device-Info", info);
            grant.Headers.Add("X-Forwarded-For", ip);
            grant.Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials", ["client_id"] = pair.Id, ["client_secret"] = pair.Secret,
            });
            var answer = await _http.SendAsync(grant);
            var json = await answer.Content.ReadFromJsonAsync<Dictionary<string, System.Text.Json.JsonElement>>();
            token = json!["access_token"].GetString()!;
            _tokens[device] = token;
        }

        return token.Length;
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton<Registrar>();
        var app = builder.Build();
        app.MapGet("/check/{device}", async (string device, HttpContext context, Registrar registrar) =>
            await registrar.CountResourcesAsync(device, context.Request.Headers["X-Device-Info"].ToString(), context.Request.Headers["X-Forwarded-For"].ToString()));
        app.Run();
    }
}
