// title: Stand-in for the service on a bench without a network
// kind: server
// rule: none
// needs: aspnet
// why: it answers the requests and sends none
// expect: none
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

var clients = new ConcurrentDictionary<string, string>();
var tokens = new ConcurrentDictionary<string, DateTimeOffset>();
var app = WebApplication.Create(args);

app.MapPost("/o/client/register", (JsonObject body, ILogger<Program> logger) =>
{
    if (body["software_statement"] is null)
    {
        return Results.Json(new { error = "invalid_request" }, statusCode: 400);
    }

    var (id, secret) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString("N"));
    clients[id] = secret;
    logger.LogInformation("stand-in: pair {Id} {Secret}", id, secret);
    return Results.Json(new { client_id = id, client_secret = secret, grant_types = new[] { "client_credentials" } }, statusCode: 201);
});

app.MapPost("/o/client/token", async (HttpRequest request) =>
{
    var form = await request.ReadFormAsync();
    if (!clients.TryGetValue(form["client_id"].ToString(), out var secret) || secret != form["client_secret"])
    {
        return Results.Json(new { error = "invalid_client" }, statusCode: 400);
    }

    var token = Convert.ToBase64String(Guid.NewGuid().ToByteArray());
    tokens[token] = DateTimeOffset.UtcNow.AddSeconds(60);
    return Results.Json(new { access_token = token, expires_in = 60, token_type = "bearer", created_at = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() }, statusCode: 201);
});

app.MapGet("/api/v2/{brand}/profiles/code/{code}", (string brand, string code, HttpContext context) =>
{
    var bearer = context.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);
    if (!tokens.TryGetValue(bearer, out var ends) || ends < DateTimeOffset.UtcNow)
    {
        return Results.StatusCode(401);
    }

    // The real one, sp.auth.adobe.com, answers with an empty map until the viewer has logged in.
    return Results.Json(new { profiles = new Dictionary<string, object>() });
});

app.MapPost("/api/v2/{brand}/decisions/authorize/{mvpd}", (string brand, string mvpd, JsonObject body) => Results.Json(new
{
    decisions = body["resources"]!.AsArray().Select(r => new { resource = (string?)r, mvpd, authorized = true, token = new { serializedToken = "c3RhbmQtaW4=" } }),
}));

await app.RunAsync("http://localhost:8099");
