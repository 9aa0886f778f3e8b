// title: Small authorization server of a lab with register and token endpoints
// kind: server
// needs: aspnet
// why: it issues credentials itself, nothing here calls Adobe Pass
// expect: none
using System;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddMemoryCache();
var app = builder.Build();

app.MapPost("/o/client/register", (RegistrationRequest request, ILogger<Lab> log) =>
{
    if (request.SoftwareStatement.Split('.').Length != 3)
    {
        return Results.BadRequest(new { error = "invalid_software_statement" });
    }

    var client = new IssuedClient(Guid.NewGuid().ToString(), Convert.ToHexString(RandomNumberGenerator.GetBytes(20)));
    Lab.Clients[client.ClientId] = client;
    log.LogInformation("issued {Client}", client.ClientId);
    return Results.Json(client, statusCode: 201);
});

app.MapPost("/o/client/token", async (HttpRequest request, IMemoryCache tokens) =>
{
    var form = await request.ReadFormAsync();
    if (!Lab.Clients.TryGetValue(form["client_id"].ToString(), out var client) || client.ClientSecret != form["client_secret"])
    {
        return Results.BadRequest(new { error = "invalid_client" });
    }

    var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    tokens.Set(token, client.ClientId, TimeSpan.FromHours(1));
    return Results.Json(new { access_token = token, token_type = "bearer", expires_in = 3600 }, statusCode: 201);
});

app.MapGet("/api/v2/{channel}/configuration", (string channel, HttpRequest request, IMemoryCache tokens) =>
    tokens.TryGetValue(request.Headers.Authorization.ToString().Replace("Bearer ", ""), out string? _)
        ? Results.Json(new { requestor = new { id = channel, mvpds = Array.Empty<object>() } })
        : Results.Unauthorized());

app.Run();

internal sealed class Lab
{
    internal static readonly ConcurrentDictionary<string, IssuedClient> Clients = new();
}

internal sealed record RegistrationRequest([property: JsonPropertyName("software_statement")] string SoftwareStatement);

internal sealed record IssuedClient(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("client_secret")] string ClientSecret);
