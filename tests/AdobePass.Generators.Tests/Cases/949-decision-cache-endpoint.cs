// title: Endpoint that keeps whole decisions in the memory cache and logs the viewer out after a denial
// kind: server
// rule: AP4009
// needs: aspnet
// hard: yes
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
app.Run();

public interface IViewerTokens
{
    Task<string> OfAsync(HttpContext viewer);
}

public sealed class DecisionService(IHttpClientFactory factory, IMemoryCache cache, IViewerTokens tokens)
{
    private const string Service = "https://sp.auth.adobe.com/api/v2/NIMBUS";

    public async Task<IResult> WatchAsync(HttpContext viewer, string mvpd, string asset)
    {
        var key = $"{viewer.Request.Headers["AP-Device-Identifier"]}|{mvpd}|{asset}";
        var decision = await cache.GetOrCreateAsync(key, async entry => // expect: AP4009
        {
            entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(2);
            return await DecideAsync(viewer, mvpd, asset);
        });

        var permitted = (bool?)decision?["authorized"] ?? false;
        if (!permitted)
        {
            await LeaveAsync(viewer, mvpd); // expect: AP4007
            return Results.StatusCode(403);
        }

        return Results.Json(decision);
    }

    private async Task<JsonNode?> DecideAsync(HttpContext viewer, string mvpd, string asset)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Service}/decisions/authorize/{mvpd}");
        request.Content = JsonContent.Create(new { resources = new[] { asset } });
        using var response = await SendAsync(request, viewer);
        response.EnsureSuccessStatusCode();
        var root = JsonNode.Parse(await response.Content.ReadAsStringAsync());
        return root?["decisions"]?.AsArray().FirstOrDefault(d => (string?)d?["resource"] == asset)?.DeepClone();
    }

    private async Task LeaveAsync(HttpContext viewer, string mvpd)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Service}/logout/{mvpd}?redirectUrl=https%3A%2F%2Fnimbus.example%2Fbye");
        using var response = await SendAsync(request, viewer);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpContext viewer)
    {
        request.Headers.Add("Authorization", "Bearer " + await tokens.OfAsync(viewer));
        request.Headers.TryAddWithoutValidation("AP-Device-Identifier", viewer.Request.Headers["AP-Device-Identifier"].ToString());
        request.Headers.TryAddWithoutValidation("X-Device-Info", viewer.Request.Headers["X-Device-Info"].ToString());
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", viewer.Connection.RemoteIpAddress?.ToString());
        return await factory.CreateClient().SendAsync(request, viewer.RequestAborted);
    }
}
