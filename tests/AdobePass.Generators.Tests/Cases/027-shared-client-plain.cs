// title: typed client with the address only, and the viewer's headers on each request
// kind: server
// needs: aspnet
// expect: none
// rule: AP2008
// twin: 026-shared-client-defaults.cs
// why: the other named client talks to a service of the company, which gives the header names its own meaning
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddHttpClient<ProfileGateway>(client =>
{
    client.BaseAddress = new Uri("https://sp.auth.adobe.com/");
    client.Timeout = TimeSpan.FromSeconds(15);
    client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    client.DefaultRequestHeaders.UserAgent.ParseAdd("profile-gateway/3.1");
});

// The player analytics backend wants to know which of our servers talks to it.
builder.Services.AddHttpClient("metrics", client =>
{
    client.BaseAddress = new Uri("https://metrics.lumen.example/");
    client.DefaultRequestHeaders.Add("X-Device-Info", "profile-gateway");
    client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.40");
});

var app = builder.Build();
app.MapGet("/profiles/{channel}", async (string channel, HttpContext context, ProfileGateway gateway) =>
    Results.Text(await gateway.ReadAsync(channel, Viewer.From(context), context.RequestAborted), "application/json"));
app.Run();

internal sealed record Viewer(string Bearer, string Info, string Identifier, string Address)
{
    public static Viewer From(HttpContext context) => new(
        context.Request.Headers.Authorization.ToString(),
        context.Request.Headers["X-Lumen-Info"].ToString(),
        context.Request.Headers["X-Lumen-Identifier"].ToString(),
        context.Connection.RemoteIpAddress?.ToString() ?? throw new BadHttpRequestException("no address"));
}

internal sealed class ProfileGateway
{
    private readonly HttpClient _client;

    public ProfileGateway(HttpClient client) => _client = client;

    public async Task<string> ReadAsync(string channel, Viewer viewer, CancellationToken ct)
    {
        var (bearer, info, identifier, address) = viewer;
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v2/{channel}/profiles")
        {
            Headers =
            {
                { "X-Device-Info", info },
                { "AP-Device-Identifier", identifier },
                { "X-Forwarded-For", address },
            },
        };
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(bearer);
        using var response = await _client.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(ct);
    }
}
