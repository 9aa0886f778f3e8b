// title: token endpoint called with a form; only masked addresses are written to the log
// kind: server
// needs: aspnet
// expect: none
// rule: AP2010
// twin: 036-token-by-query.cs
// why: client_secret=*** is not a secret
using System;
using System.Collections.Concurrent;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHttpClient<BearerDesk>();
builder.Services.AddSingleton<BearerShelf>();
var app = builder.Build();
app.MapPost("/bearers", async (Asking asking, HttpContext context, BearerDesk desk) =>
    Results.Ok(await desk.GetAsync(asking, context.Connection.RemoteIpAddress!.ToString(), context.RequestAborted)));
app.Run();

internal sealed record Asking(string Id, string Secret, string Info);

internal sealed class BearerShelf
{
    public ConcurrentDictionary<string, (string Bearer, DateTimeOffset Ends)> Known { get; } = new();
}

internal sealed class BearerDesk(HttpClient http, BearerShelf shelf, ILogger<BearerDesk> log)
{
    public async Task<string> GetAsync(Asking asking, string address, CancellationToken ct)
    {
        if (shelf.Known.TryGetValue(asking.Id, out var known) && known.Ends > DateTimeOffset.UtcNow)
        {
            return known.Bearer;
        }

        log.LogInformation($"POST https://sp.auth.adobe.com/o/client/token?client_id={asking.Id}&client_secret=***");
        var body = new StringBuilder("grant_type=client_credentials")
            .Append("&client_id=").Append(Uri.EscapeDataString(asking.Id))
            .Append("&client_secret=").Append(Uri.EscapeDataString(asking.Secret));
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token")
        {
            Content = new StringContent(body.ToString(), Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        request.Headers.Add("X-Device-Info", asking.Info);
        request.Headers.Add("X-Forwarded-For", address);
        using var response = await http.SendAsync(request, ct);
        using var json = JsonDocument.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(ct));
        var bearer = json.RootElement.GetProperty("access_token").GetString()!;
        shelf.Known[asking.Id] = (bearer, DateTimeOffset.UtcNow.AddSeconds(json.RootElement.GetProperty("expires_in").GetInt64() - 60));
        return bearer;
    }
}
