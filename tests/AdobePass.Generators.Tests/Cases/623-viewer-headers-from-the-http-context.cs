// title: viewer headers from the HTTP context
// kind: server
// expect: none
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHttpClient();
var app = builder.Build();
app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });
app.MapProvider();
app.Run();

internal static class Endpoints
{
    private const string Root = "https://sp.auth.adobe.com/api/v2";

    public static void MapProvider(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{channel}/providers", async (string channel, HttpContext context, IHttpClientFactory factory) =>
        {
            using var message = Create(HttpMethod.Get, $"{Root}/{channel}/configuration", context);
            return await SendAsync(factory, message);
        });
        routes.MapGet("/{channel}/profile/{mvpd}", async (string channel, string mvpd, HttpContext context, IHttpClientFactory factory) =>
        {
            using var message = Create(HttpMethod.Get, $"{Root}/{channel}/profiles/{mvpd}", context);
            return await SendAsync(factory, message);
        });
        routes.MapPost("/{channel}/playable/{mvpd}", async (string channel, string mvpd, string[] ids, HttpContext context, IHttpClientFactory factory) =>
        {
            using var message = Create(HttpMethod.Post, $"{Root}/{channel}/decisions/preauthorize/{mvpd}", context);
            message.Content = JsonContent.Create(new { resources = ids });
            return await SendAsync(factory, message);
        });
    }

    private static HttpRequestMessage Create(HttpMethod method, string url, HttpContext context)
    {
        var message = new HttpRequestMessage(method, url);
        message.Headers.Authorization = AuthenticationHeaderValue.Parse(context.Items["pass-token"] as string ?? "Bearer none");
        message.Headers.Add("AP-Device-Identifier", context.Request.Headers["AP-Device-Identifier"].ToString());
        message.Headers.Add("X-Device-Info", context.Request.Headers["X-Device-Info"].ToString());
        message.Headers.TryAddWithoutValidation("X-Forwarded-For", context.Connection.RemoteIpAddress?.ToString());
        return message;
    }

    private static async Task<IResult> SendAsync(IHttpClientFactory factory, HttpRequestMessage message)
    {
        using var response = await factory.CreateClient().SendAsync(message);
        return Results.Text(await response.Content.ReadAsStringAsync(), "application/json", statusCode: (int)response.StatusCode);
    }
}
