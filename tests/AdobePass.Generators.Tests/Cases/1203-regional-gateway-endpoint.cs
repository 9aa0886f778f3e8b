// title: Gateway of a regional broadcaster, one endpoint for the profile
// kind: server
// rule: AP1004
// needs: aspnet
// why: each page view registers, takes a token and throws both away; Adobe sees the address of the gateway only
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Fjord.Gateway;

public static class Program
{
    private static readonly HttpClient Adobe = new() { BaseAddress = new Uri("https://sp.auth.adobe.com") };

    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        app.MapGet("/tv/profile", async (HttpRequest incoming, IConfiguration settings) =>
        {
            var info = incoming.Headers["X-Fjord-Device"].ToString();
            var serial = incoming.Headers["X-Fjord-Serial"].ToString();
            return Results.Text(await ReadProfilesAsync(settings["Pass:Statement"]!, info, serial), "application/json");
        });
        app.Run();
    }

    private static async Task<string> ReadProfilesAsync(string statement, string info, string serial)
    {
        var pair = await CallAsync(new HttpRequestMessage(HttpMethod.Post, "/o/client/register") // expect: AP1001, AP2003#a
        {
            Content = JsonContent.Create(new { software_statement = statement }),
        }, info);
        var token = await CallAsync(new HttpRequestMessage(HttpMethod.Post, "/o/client/token") // expect: AP1004, AP2003#b
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                { "grant_type", "client_credentials" },
                { "client_id", pair.GetProperty("client_id").GetString()! },
                { "client_secret", pair.GetProperty("client_secret").GetString()! },
            }),
        }, info);

        using var ask = new HttpRequestMessage(HttpMethod.Get, "/api/v2/FJORD/profiles"); // expect: AP2003#c
        ask.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        ask.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(serial)));
        var answer = await CallAsync(ask, info); // expect: AP2003#c
        return answer.GetRawText();
    }

    private static async Task<JsonElement> CallAsync(HttpRequestMessage message, string info)
    {
        message.Headers.Add("X-Device-Info", info);
        using var response = await Adobe.SendAsync(message); // expect: AP2003#a, AP2003#b, AP2003#c
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
