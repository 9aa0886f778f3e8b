// title: Clients of a playback gateway, one by name and one shared
// kind: server
// rule: AP2008
// needs: aspnet
// why: both headers describe the same device for all viewers
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
var settings = builder.Configuration.GetSection("Pass");

builder.Services.AddHttpClient("pass", (provider, client) =>
{
    client.BaseAddress = new Uri("https://sp.auth.adobe.com");
    client.Timeout = TimeSpan.FromSeconds(8);
    client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    client.DefaultRequestHeaders.Add("X-Device-Info", provider.GetRequiredService<IConfiguration>()["Pass:Information"]); // expect: AP2008
});

var app = builder.Build();

app.MapGet("/providers/{brand}", async (string brand, HttpContext context, IHttpClientFactory clients, CancellationToken ct) =>
{
    using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v2/{brand}/configuration");
    request.Headers.Authorization = AuthenticationHeaderValue.Parse(context.Request.Headers.Authorization.ToString());
    request.Headers.Add("X-Forwarded-For", context.Connection.RemoteIpAddress!.ToString());
    using var response = await clients.CreateClient("pass").SendAsync(request, ct);
    return Results.Text(await response.Content.ReadAsStringAsync(ct), "application/json");
});

app.MapPost("/play/{brand}/{provider}/{asset}", (string brand, string provider, string asset, HttpContext context, CancellationToken ct) =>
    Playback.AuthorizeAsync(brand, provider, asset, context, ct));

Playback.Configure(settings["Identifier"]!);
app.Run();

internal static class Playback
{
    private static readonly HttpClient Shared = new() { BaseAddress = new Uri("https://sp.auth.adobe.com") };

    public static void Configure(string identifier) => Shared.DefaultRequestHeaders.Add("AP-Device-Identifier", identifier); // expect: AP2008

    public static async Task<IResult> AuthorizeAsync(string brand, string provider, string asset, HttpContext context, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v2/{brand}/decisions/authorize/{provider}")
        {
            Content = JsonContent.Create(new { resources = new[] { asset } }),
        };
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(context.Request.Headers.Authorization.ToString());
        request.Headers.Add("X-Device-Info", context.Request.Headers["X-Device-Info"].ToString());
        request.Headers.Add("X-Forwarded-For", context.Connection.RemoteIpAddress!.ToString());
        using var response = await Shared.SendAsync(request, ct);
        return Results.Text(await response.Content.ReadAsStringAsync(ct), "application/json", statusCode: (int)response.StatusCode);
    }
}
