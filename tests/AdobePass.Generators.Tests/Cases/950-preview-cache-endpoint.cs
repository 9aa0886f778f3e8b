// title: Endpoint that keeps providers and preauthorizations in the memory cache and decides each playback anew
// kind: server
// rule: AP4009
// twin: decision-cache-endpoint
// why: what is cached only decorates the page; the permit of a playback leaves with its own answer
// needs: aspnet
// expect: none
using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddMemoryCache();
builder.Services.AddHttpClient();
builder.Services.AddScoped<DecisionService>();
var app = builder.Build();
app.MapGet("/watch/{mvpd}/{asset}", (string mvpd, string asset, HttpContext ctx, [FromServices] DecisionService service) => service.WatchAsync(ctx, mvpd, asset));
app.MapGet("/marks/{mvpd}", (string mvpd, string[] asset, HttpContext ctx, [FromServices] DecisionService service) => service.MarksAsync(ctx, mvpd, asset));
app.Run();

public interface IViewerTokens
{
    Task<string> OfAsync(HttpContext viewer);
}

public sealed class DecisionService(IHttpClientFactory factory, IMemoryCache cache, IViewerTokens tokens)
{
    private const string Service = "https://sp.auth.adobe.com/api/v2/NIMBUS";

    public async Task<IResult> MarksAsync(HttpContext viewer, string mvpd, string[] assets)
    {
        var key = $"{viewer.Request.Headers["AP-Device-Identifier"]}|{mvpd}|{string.Join(',', assets)}";
        var decisions = await cache.GetOrCreateAsync(key, async entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(10);
            return await DecideAsync(viewer, $"preauthorize/{mvpd}", assets);
        });
        return Results.Json(decisions);
    }

    public async Task<IResult> WatchAsync(HttpContext viewer, string mvpd, string asset)
    {
        var decisions = await DecideAsync(viewer, $"authorize/{mvpd}", asset);
        var decision = decisions?.AsArray().FirstOrDefault(d => (string?)d?["resource"] == asset);
        if (decision is null)
        {
            return Results.NotFound();
        }

        var permitted = (bool?)decision["authorized"] ?? false;
        return permitted ? Results.Json(decision) : Results.Json(decision["error"], statusCode: 403);
    }

    private async Task<JsonNode?> DecideAsync(HttpContext viewer, string what, params string[] assets)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Service}/decisions/{what}");
        request.Content = JsonContent.Create(new { resources = assets });
        request.Headers.Add("Authorization", "Bearer " + await tokens.OfAsync(viewer));
        request.Headers.TryAddWithoutValidation("AP-Device-Identifier", viewer.Request.Headers["AP-Device-Identifier"].ToString());
        request.Headers.TryAddWithoutValidation("X-Device-Info", viewer.Request.Headers["X-Device-Info"].ToString());
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", viewer.Connection.RemoteIpAddress?.ToString());
        using var response = await factory.CreateClient().SendAsync(request, viewer.RequestAborted);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())?["decisions"];
    }
}
