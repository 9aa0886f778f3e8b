// title: Authorization server of a smart home vendor
// kind: server
// rule: none
// needs: aspnet
// why: it issues pairs and tokens and calls no other service; the dictionary is the demo store of the vendor
// expect: none
using System;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Hearth.Auth;

public sealed record ClientEntry(string ClientId, string ClientSecret, string SoftwareId);

public static class HearthServer
{
    private static readonly ConcurrentDictionary<string, ClientEntry> Clients = new();

    // Same shape as the registration of Adobe Pass (auth.adobe.com), so that our TV team feels at home.
    public static void MapHearth(this WebApplication app)
    {
        app.MapPost("/connect/register", (RegisterBody body) =>
        {
            var entry = new ClientEntry(Guid.NewGuid().ToString(), Convert.ToHexString(RandomNumberGenerator.GetBytes(24)), body.SoftwareId);
            Clients[entry.ClientId] = entry;
            app.Logger.LogInformation("registered {ClientId} for {SoftwareId}", entry.ClientId, body.SoftwareId);
            return Results.Json(new { client_id = entry.ClientId, client_secret = entry.ClientSecret }, statusCode: 201);
        });

        app.MapPost("/connect/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            if (!Clients.TryGetValue(form["client_id"].ToString(), out var entry) || entry.ClientSecret != form["client_secret"])
            {
                return Results.Json(new { error = "invalid_client" }, statusCode: 400);
            }

            return Results.Json(new { access_token = Convert.ToHexString(RandomNumberGenerator.GetBytes(32)), expires_in = 3600, token_type = "bearer" });
        });
    }

    public static async Task Main(string[] args)
    {
        var app = WebApplication.Create(args);
        app.MapHearth();
        app.MapGet("/api/v2/{home}/profiles/code/{code}", (string home, string code) => Results.Json(new { profiles = new { } }));
        await app.RunAsync();
    }
}

public sealed record RegisterBody(string SoftwareId);
