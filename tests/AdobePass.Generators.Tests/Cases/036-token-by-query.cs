// title: token endpoints called with the secret in the query
// kind: server
// needs: aspnet
// rule: AP2010
// twin: 037-token-by-form.cs
// hard: yes
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHttpClient<BearerDesk>();
builder.Services.AddSingleton<BearerShelf>();
var app = builder.Build();
app.MapPost("/bearers", async (Asking asking, HttpContext context, BearerDesk desk) =>
    Results.Ok(await desk.GetAsync(asking, context.Connection.RemoteIpAddress!.ToString(), context.RequestAborted)));
app.MapPost("/bearers/monitor", async (Asking asking, BearerDesk desk) => Results.Ok(await desk.MonitorAsync(asking)));
app.Run();

internal sealed record Asking(string Id, string Secret, string Info);

internal sealed class BearerShelf
{
    public ConcurrentDictionary<string, (string Bearer, DateTimeOffset Ends)> Known { get; } = new();
}

internal sealed class BearerDesk(HttpClient http, BearerShelf shelf)
{
    public async Task<string> GetAsync(Asking asking, string address, CancellationToken ct)
    {
        if (shelf.Known.TryGetValue(asking.Id, out var known) && known.Ends > DateTimeOffset.UtcNow)
        {
            return known.Bearer;
        }

        // As in Adobe's OpenAPI file.
        var target = QueryHelpers.AddQueryString("https://sp.auth.adobe.com/o/client/token", new Dictionary<string, string?> // expect: AP2010
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = asking.Id,
            ["client_secret"] = asking.Secret,
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, target);
        request.Headers.Add("X-Device-Info", asking.Info);
        request.Headers.Add("X-Forwarded-For", address);
        using var response = await http.SendAsync(request, ct);
        return await KeepAsync(asking.Id, response);
    }

    public async Task<string> MonitorAsync(Asking asking)
    {
        var (id, secret, _) = asking;
        using var response = await http.PostAsync("https://sp.auth.adobe.com/o/client/token?grant_type=client_credentials&client_id=" + id + "&client_secret=" + secret, null); // expect: AP2001, AP2003, AP2010
        return await KeepAsync(id, response);
    }

    private async Task<string> KeepAsync(string id, HttpResponseMessage response)
    {
        using var json = JsonDocument.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        var bearer = json.RootElement.GetProperty("access_token").GetString()!;
        shelf.Known[id] = (bearer, DateTimeOffset.UtcNow.AddSeconds(json.RootElement.GetProperty("expires_in").GetInt64() - 60));
        return bearer;
    }
}
