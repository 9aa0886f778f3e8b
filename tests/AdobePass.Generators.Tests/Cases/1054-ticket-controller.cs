// title: Controller that hands out playback tickets from a hybrid cache
// kind: server
// rule: AP4009
// needs: aspnet
// why: the ticket of one playback is given to the next; each miss fetches a token; the address is the gateway's own
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

[ApiController, Route("tickets")]
public sealed class TicketController(IHttpClientFactory clients, HybridCache cache, IPairs pairs) : ControllerBase
{
    private const string Gateway = "203.0.113.40";

    [HttpGet("{provider}/{asset}")]
    public async Task<ActionResult<string>> Get(string provider, string asset, [FromHeader(Name = "AP-Device-Identifier")] string device, [FromHeader(Name = "X-Device-Info")] string information, CancellationToken ct)
    {
        var ticket = await cache.GetOrCreateAsync( // expect: AP4009
            $"{device}/{provider}/{asset}",
            async token => await AuthorizeAsync(provider, asset, device, information, token),
            cancellationToken: ct);
        return ticket is null ? Forbid() : ticket;
    }

    private async Task<string?> AuthorizeAsync(string provider, string asset, string device, string information, CancellationToken ct)
    {
        using var request = Message($"/api/v2/AVOCET/decisions/authorize/{provider}", information, JsonContent.Create(new { resources = new[] { asset } }));
        request.Headers.Add("AP-Device-Identifier", device);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await BearerAsync(device, information, ct));
        using var response = await clients.CreateClient().SendAsync(request, ct);
        var decisions = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Decisions>(ct);
        return decisions?.Rows.FirstOrDefault(r => r.Resource == asset && r.Authorized)?.Token?.Value;
    }

    private async Task<string> BearerAsync(string device, string information, CancellationToken ct)
    {
        var pair = await pairs.OfAsync(device, ct);
        using var request = Message("/o/client/token", information, new FormUrlEncodedContent(new Dictionary<string, string> // expect: AP1004#a
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = pair.Id,
            ["client_secret"] = pair.Secret,
        }));
        using var response = await clients.CreateClient().SendAsync(request, ct); // expect: AP1004#a
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Granted>(ct))!.Value;
    }

    private static HttpRequestMessage Message(string path, string information, HttpContent content) => new(HttpMethod.Post, new Uri("https://sp.auth.adobe.com" + path))
    {
        Content = content,
        Headers =
        {
            { "X-Device-Info", information },
            { "X-Forwarded-For", Gateway }, // expect: AP2009
        },
    };

    private sealed record Media([property: JsonPropertyName("serializedToken")] string Value);

    private sealed record Row(
        [property: JsonPropertyName("resource")] string Resource,
        [property: JsonPropertyName("authorized")] bool Authorized,
        [property: JsonPropertyName("token")] Media? Token);

    private sealed record Decisions([property: JsonPropertyName("decisions")] IReadOnlyList<Row> Rows);

    private sealed record Granted([property: JsonPropertyName("access_token")] string Value);
}
