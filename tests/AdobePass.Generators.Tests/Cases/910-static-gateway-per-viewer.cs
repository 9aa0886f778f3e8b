// title: Static gateway that copies device and address of the viewer to each request
// kind: server
// rule: AP2008
// twin: static-gateway-defaults
// needs: aspnet
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

var app = WebApplication.CreateBuilder(args).Build();

app.UseForwardedHeaders();

app.MapGet("/tve/{brand}/profiles", async (string brand, HttpContext ctx, [FromServices] PassTokenSource tokens) =>
    Results.Text(await PassGateway.ReadAsync($"https://sp.auth.adobe.com/api/v2/{brand}/profiles", await tokens.GetAsync(ctx), ctx), "application/json"));

app.MapGet("/tve/{brand}/providers", async (string brand, HttpContext ctx, [FromServices] PassTokenSource tokens) =>
    Results.Text(await PassGateway.ReadAsync($"https://sp.auth.adobe.com/api/v2/{brand}/configuration", await tokens.GetAsync(ctx), ctx), "application/json"));

app.Run();

public abstract class PassTokenSource
{
    public abstract Task<string> GetAsync(HttpContext context);
}

internal static class PassGateway
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseCookies = false, PooledConnectionLifetime = TimeSpan.FromSeconds(30) });

    static PassGateway()
    {
        Client.DefaultRequestHeaders.UserAgent.ParseAdd("tve-gateway/7.0");
        Client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    public static async Task<string> ReadAsync(string url, string token, HttpContext viewer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var name in new[] { "X-Device-Info", "AP-Device-Identifier" })
        {
            request.Headers.TryAddWithoutValidation(name, viewer.Request.Headers[name].ToString());
        }

        request.Headers.TryAddWithoutValidation("X-Forwarded-For", viewer.Connection.RemoteIpAddress!.MapToIPv4().ToString());
        using var response = await Client.SendAsync(request, viewer.RequestAborted);
        return await response.Content.ReadAsStringAsync(viewer.RequestAborted);
    }
}
