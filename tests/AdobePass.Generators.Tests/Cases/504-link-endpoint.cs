// title: Minimal API that links televisions
// kind: server
// needs: aspnet
// rule: AP1001
// why: the pairs of all devices are in a static dictionary only, so a restart signs every viewer out
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddMemoryCache();
builder.Services.AddHttpClient("pass", client => client.BaseAddress = new Uri("https://sp.auth.adobe.com"));
var app = builder.Build();
var statement = app.Configuration["AdobePass:SoftwareStatement"] ?? throw new InvalidOperationException("no software statement");

app.MapPost("/televisions/{id}/link", async (string id, LinkRequest link, HttpContext context, IHttpClientFactory clients, IMemoryCache cache, CancellationToken ct) =>
{
    var http = clients.CreateClient("pass");
    if (!DeviceBook.Pairs.TryGetValue(id, out var pair))
    {
        using var register = new HttpRequestMessage(HttpMethod.Post, "/o/client/register"); // expect: AP1001|AP1003#a
        Viewer.Stamp(register, link, context);
        register.Content = JsonContent.Create(new { software_statement = statement });
        using var registered = await http.SendAsync(register, ct); // expect: AP1001|AP1003#a
        registered.EnsureSuccessStatusCode();
        pair = (await registered.Content.ReadFromJsonAsync<Pair>(cancellationToken: ct))!;
        DeviceBook.Pairs[id] = pair; // expect: AP1001|AP1003#a
    }

    if (!cache.TryGetValue("bearer/" + id, out string? bearer))
    {
        using var exchange = new HttpRequestMessage(HttpMethod.Post, "/o/client/token");
        Viewer.Stamp(exchange, link, context);
        exchange.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = pair.Id,
            ["client_secret"] = pair.Secret,
        });
        using var exchanged = await http.SendAsync(exchange, ct);
        exchanged.EnsureSuccessStatusCode();
        var issued = (await exchanged.Content.ReadFromJsonAsync<Issued>(cancellationToken: ct))!;
        bearer = cache.Set("bearer/" + id, issued.Token, TimeSpan.FromSeconds(issued.Seconds - 30));
    }

    return Results.Ok(new { linked = true, ready = bearer is not null });
});

app.Run();

internal static class DeviceBook
{
    public static readonly ConcurrentDictionary<string, Pair> Pairs = new(StringComparer.Ordinal); // expect: AP1001|AP1003#a
}

internal static class Viewer
{
    public static void Stamp(HttpRequestMessage request, LinkRequest link, HttpContext context)
    {
        request.Headers.Add("X-Device-Info", link.DeviceInfo);
        request.Headers.Add("X-Forwarded-For", context.Connection.RemoteIpAddress?.ToString());
    }
}

internal sealed record LinkRequest(string DeviceInfo);

internal sealed record Pair([property: JsonPropertyName("client_id")] string Id, [property: JsonPropertyName("client_secret")] string Secret);

internal sealed record Issued([property: JsonPropertyName("access_token")] string Token, [property: JsonPropertyName("expires_in")] int Seconds);
