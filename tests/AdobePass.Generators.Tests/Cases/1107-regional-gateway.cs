// title: Gateway of a regional broadcaster with one named client
// kind: server
// rule: AP2008
// needs: aspnet
// why: one description and one address for all the viewers behind the gateway
using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
var pass = builder.Configuration.GetSection("Pass");

builder.Services.AddHttpClient("pass", client =>
{
    client.BaseAddress = new Uri(pass["Address"] ?? "https://sp.auth.adobe.com/api/v2/");
    client.Timeout = TimeSpan.FromSeconds(10);
    client.DefaultRequestHeaders.Add("X-Device-Info", pass["DeviceInfo"]); // expect: AP2008
    client.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.20"); // expect: AP2009
});

var app = builder.Build();

app.MapGet("/tv/{brand}/profiles", async (string brand, HttpContext context, IHttpClientFactory factory, CancellationToken ct) =>
{
    var device = context.Request.Headers["Box-Serial"].FirstOrDefault();
    if (string.IsNullOrEmpty(device))
    {
        return Results.BadRequest("Box-Serial is missing");
    }

    using var request = new HttpRequestMessage(HttpMethod.Get, $"{brand}/profiles");
    request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(device)));
    request.Headers.TryAddWithoutValidation("Authorization", context.Request.Headers.Authorization.ToString());
    using var response = await factory.CreateClient("pass").SendAsync(request, ct);
    return Results.Text(await response.Content.ReadAsStringAsync(ct), "application/json", statusCode: (int)response.StatusCode);
});

app.MapGet("/tv/{brand}/providers", async (string brand, HttpContext context, IHttpClientFactory factory, CancellationToken ct) =>
{
    using var request = new HttpRequestMessage(HttpMethod.Get, $"{brand}/configuration");
    request.Headers.TryAddWithoutValidation("Authorization", context.Request.Headers.Authorization.ToString());
    using var response = await factory.CreateClient("pass").SendAsync(request, ct);
    return Results.Text(await response.Content.ReadAsStringAsync(ct), "application/json", statusCode: (int)response.StatusCode);
});

app.Run();
