// title: Backend for televisions starts sessions and lists providers from its own address
// kind: server
// needs: aspnet
// twin: 828-same-backend-an-extension-method-forwards-everything-about-the-viewer.cs
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

app.MapGet("/providers", async (HttpContext context, IHttpClientFactory factory, IBearers bearers, CancellationToken ct) =>
{
    using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/COVE/configuration"); // expect: AP2003#a
    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bearers.ForAsync(context, ct));
    request.Headers.Add("X-Device-Info", context.Request.Headers["X-Device-Info"].ToString());
    using var response = await factory.CreateClient().SendAsync(request, ct); // expect: AP2003#a
    return Results.Text(await response.Content.ReadAsStringAsync(ct), "application/json");
});

app.MapPost("/login/{mvpd}", StartAsync);
app.Run();

static async Task<IResult> StartAsync(string mvpd, HttpContext context, IHttpClientFactory factory, IBearers bearers, CancellationToken ct)
{
    using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/COVE/sessions"); // expect: AP2003#b
    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bearers.ForAsync(context, ct));
    request.Headers.Add("X-Device-Info", context.Request.Headers["X-Device-Info"].ToString());
    request.Headers.Add("AP-Device-Identifier", context.Request.Headers["AP-Device-Identifier"].ToString());
    request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
    {
        ["mvpd"] = mvpd,
        ["domainName"] = "cove.example",
        ["redirectUrl"] = "https://cove.example/done",
    });
    using var response = await factory.CreateClient().SendAsync(request, ct); // expect: AP2003#b
    return Results.Text(await response.Content.ReadAsStringAsync(ct), "application/json", statusCode: (int)response.StatusCode);
}

public interface IBearers
{
    Task<string> ForAsync(HttpContext viewer, CancellationToken ct);
}
