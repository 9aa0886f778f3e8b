// title: Controller that marks shelves from a hybrid cache and authorizes each playback
// kind: server
// rule: AP4009
// twin: ticket-controller
// needs: aspnet
// why: what is cached is the preauthorization and the access token
// hard: yes
// expect: none
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Caching.Hybrid;

namespace Avocet.Tickets;

public sealed record Pair(string Id, string Secret);

public interface IPairs
{
    Task<Pair> OfAsync(string device, CancellationToken ct);
}

public sealed record Row(
    [property: JsonPropertyName("resource")] string Resource,
    [property: JsonPropertyName("authorized")] bool Authorized,
    [property: JsonPropertyName("token")] Media? Token);

public sealed record Media([property: JsonPropertyName("serializedToken")] string Value);

[ApiController, Route("tickets")]
public sealed class TicketController(IHttpClientFactory clients, HybridCache cache, IPairs pairs) : ControllerBase
{
    [HttpGet("{provider}/{asset}")]
    public async Task<ActionResult<string>> Get(string provider, string asset, CancellationToken ct)
    {
        var decisions = await AskAsync("authorize", provider, asset, ct);
        return decisions.FirstOrDefault(r => r.Resource == asset) is { Authorized: true, Token.Value: var ticket } ? ticket : Forbid();
    }

    [HttpGet("{provider}/{asset}/open")]
    public async Task<ActionResult<bool>> Open(string provider, string asset, CancellationToken ct)
    {
        var decisions = await cache.GetOrCreateAsync(
            $"{Header("AP-Device-Identifier")}/{provider}/{asset}",
            async token => await AskAsync("preauthorize", provider, asset, token),
            cancellationToken: ct);
        return decisions.Exists(r => r.Resource == asset && r.Authorized);
    }

    private async Task<List<Row>> AskAsync(string question, string provider, string asset, CancellationToken ct)
    {
        using var request = Message($"/api/v2/AVOCET/decisions/{question}/{provider}", JsonContent.Create(new { resources = new[] { asset } }));
        request.Headers.Add("AP-Device-Identifier", Header("AP-Device-Identifier"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await BearerAsync(ct));
        using var response = await clients.CreateClient().SendAsync(request, ct);
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Decisions>(ct))!.Rows;
    }

    private async ValueTask<string> BearerAsync(CancellationToken ct)
    {
        var device = Header("AP-Device-Identifier");
        return await cache.GetOrCreateAsync("bearer/" + device, async token =>
        {
            var pair = await pairs.OfAsync(device, token);
            using var request = Message("/o/client/token", new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = pair.Id,
                ["client_secret"] = pair.Secret,
            }));
            using var response = await clients.CreateClient().SendAsync(request, token);
            return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Granted>(token))!.Value;
        }, new HybridCacheEntryOptions { Expiration = TimeSpan.FromHours(1) }, cancellationToken: ct);
    }

    private string Header(string name) => Request.Headers[name].ToString();

    private HttpRequestMessage Message(string path, HttpContent content) => new(HttpMethod.Post, new Uri("https://sp.auth.adobe.com" + path))
    {
        Content = content,
        Headers =
        {
            { "X-Device-Info", Header("X-Device-Info") },
            { "X-Forwarded-For", HttpContext.Connection.RemoteIpAddress!.ToString() },
        },
    };

    private sealed record Decisions([property: JsonPropertyName("decisions")] List<Row> Rows);

    private sealed record Granted([property: JsonPropertyName("access_token")] string Value);
}
