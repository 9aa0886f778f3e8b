// title: Same backend, an extension method forwards everything about the viewer
// kind: server
// needs: aspnet
// twin: 827-backend-for-televisions-starts-sessions-and-lists-providers-from-its-own-address.cs
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHttpClient();
var app = builder.Build();
app.UseForwardedHeaders();

app.MapGet("/providers", async (HttpContext context, IHttpClientFactory factory, IBearers bearers, CancellationToken ct) =>
{
    using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/COVE/configuration").For(context);
    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bearers.ForAsync(context, ct));
    using var response = await factory.CreateClient().SendAsync(request, ct);
    return Results.Text(await response.Content.ReadAsStringAsync(ct), "application/json");
});

app.MapPost("/login/{mvpd}", StartAsync);
app.Run();

static async Task<IResult> StartAsync(string mvpd, HttpContext context, IHttpClientFactory factory, IBearers bearers, CancellationToken ct)
{
    using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/COVE/sessions").For(context);
    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bearers.ForAsync(context, ct));
    request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
    {
        ["mvpd"] = mvpd,
        ["domainName"] = "cove.example",
        ["redirectUrl"] = "https://cove.example/done",
    });
    using var response = await factory.CreateClient().SendAsync(request, ct);
    return Results.Text(await response.Content.ReadAsStringAsync(ct), "application/json", statusCode: (int)response.StatusCode);
}

public interface IBearers
{
    Task<string> ForAsync(HttpContext viewer, CancellationToken ct);
}

internal static class ViewerHeaders
{
    internal static HttpRequestMessage For(this HttpRequestMessage request, HttpContext viewer)
    {
        foreach (var name in new[] { "X-Device-Info", "AP-Device-Identifier" })
        {
            request.Headers.TryAddWithoutValidation(name, viewer.Request.Headers[name].ToString());
        }

        request.Headers.TryAddWithoutValidation("X-Forwarded-For", viewer.Connection.RemoteIpAddress?.ToString());
        return request;
    }
}
