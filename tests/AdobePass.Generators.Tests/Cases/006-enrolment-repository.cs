// title: server keeps the pairs of all boxes in its database, with a dictionary in front
// kind: server
// needs: aspnet
// expect: none
// rule: AP1001
// twin: 005-enrolment-dictionary.cs
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHttpClient();
BoxModule.Add(builder.Services);
var app = builder.Build();

app.MapPost("/boxes/{serial}/bearer", async (string serial, HttpContext context, BoxEnrolment enrolment) =>
{
    var box = new Box(serial, context.Request.Headers["X-Box-Info"].ToString(), context.Connection.RemoteIpAddress!.ToString());
    return Results.Ok(new { bearer = await enrolment.BearerAsync(box, context.RequestAborted) });
});
app.Run();

internal static partial class BoxModule
{
    public static void Add(IServiceCollection services) => services.AddSingleton<BoxEnrolment>();
}

internal sealed record Box(string Serial, string Info, string Address);

internal sealed record ClientPair(string Id, string Secret);

internal interface IBoxRepository
{
    Task<ClientPair?> FindPairAsync(string serial, CancellationToken ct);

    void AddPair(string serial, ClientPair pair);

    Task SaveChangesAsync(CancellationToken ct);
}

internal sealed class BoxEnrolment
{
    // Only spares the database a read; the row is the truth.
    private static readonly ConcurrentDictionary<string, ClientPair> Pairs = new();

    private readonly ConcurrentDictionary<string, (string Value, DateTimeOffset Ends)> _bearers = new();
    private readonly IHttpClientFactory _clients;
    private readonly IBoxRepository _boxes;
    private readonly string _statement;

    public BoxEnrolment(IHttpClientFactory clients, IBoxRepository boxes, IConfiguration configuration)
    {
        (_clients, _boxes) = (clients, boxes);
        _statement = configuration["Pass:Statement"] ?? throw new InvalidOperationException("Pass:Statement is missing.");
    }

    public async Task<string> BearerAsync(Box box, CancellationToken ct)
    {
        if (_bearers.TryGetValue(box.Serial, out var known) && known.Ends > DateTimeOffset.UtcNow)
        {
            return known.Value;
        }

        var http = _clients.CreateClient();
        if (!Pairs.TryGetValue(box.Serial, out var pair))
        {
            pair = await _boxes.FindPairAsync(box.Serial, ct) ?? await EnrolAsync(http, box, ct);
            Pairs[box.Serial] = pair;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
        Describe(request, box);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = pair.Id,
            ["client_secret"] = pair.Secret,
        });
        using var response = await http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(ct))!;
        var bearer = (string)answer["access_token"]!;
        _bearers[box.Serial] = (bearer, DateTimeOffset.UtcNow.AddSeconds((long)answer["expires_in"]! - 60));
        return bearer;
    }

    private async Task<ClientPair> EnrolAsync(HttpClient http, Box box, CancellationToken ct)
    {
        using var registration = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register");
        Describe(registration, box);
        registration.Content = JsonContent.Create(new { software_statement = _statement });
        using var registered = await http.SendAsync(registration, ct);
        registered.EnsureSuccessStatusCode();
        var json = JsonNode.Parse(await registered.Content.ReadAsStringAsync(ct))!;
        var pair = new ClientPair((string)json["client_id"]!, (string)json["client_secret"]!);
        _boxes.AddPair(box.Serial, pair);
        await _boxes.SaveChangesAsync(ct);
        return pair;
    }

    private static void Describe(HttpRequestMessage request, Box box)
    {
        request.Headers.Add("X-Device-Info", box.Info);
        request.Headers.Add("X-Forwarded-For", box.Address);
    }
}
