// title: Remote procedure service that marks what a viewer may watch, with the peer's address
// kind: server
// rule: AP2003
// twin: badge-service
// needs: aspnet
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

namespace Larch.Badges;

public sealed class CallContext
{
    public required string DeviceIdentifier { get; init; }

    public required string DeviceInformation { get; init; }

    public required string Peer { get; init; }

    public CancellationToken CancellationToken { get; init; }
}

public sealed record BadgeRequest(string Brand, string Provider, IReadOnlyList<string> Assets);

public sealed record BadgeReply(IReadOnlyDictionary<string, bool> Open);

public abstract class BadgesBase
{
    public abstract Task<BadgeReply> Mark(BadgeRequest request, CallContext context);

    public abstract Task<bool> SignedIn(BadgeRequest request, CallContext context);
}

public interface ITokens
{
    ValueTask<string> ForAsync(string identifier, CancellationToken ct);
}

public sealed class BadgesService(HttpClient http, ITokens tokens) : BadgesBase
{
    // Address of the data center towards the internet; the catalogue is only open to it.
    private static readonly string Egress = "198.51.100.20";

    public override async Task<BadgeReply> Mark(BadgeRequest request, CallContext context)
    {
        var open = new Dictionary<string, bool>();
        foreach (var page in request.Assets.Chunk(5))
        {
            var message = await StartAsync(HttpMethod.Post, $"{request.Brand}/decisions/preauthorize/{request.Provider}", context);
            message.Content = JsonContent.Create(new { resources = page });
            using var response = await http.SendAsync(message, context.CancellationToken);
            var body = await response.Content.ReadFromJsonAsync<Decisions>(context.CancellationToken);
            foreach (var row in body!.Rows)
            {
                open[row.Resource] = row.Authorized;
            }
        }

        return new BadgeReply(open);
    }

    public override async Task<bool> SignedIn(BadgeRequest request, CallContext context)
    {
        using var known = new HttpRequestMessage(HttpMethod.Get, "https://catalogue.larch.example/api/v2/" + request.Brand + "/configuration").With("X-Forwarded-For", Egress);
        using var brand = await http.SendAsync(known, context.CancellationToken);
        if (!brand.IsSuccessStatusCode)
        {
            return false;
        }

        var message = await StartAsync(HttpMethod.Get, $"{request.Brand}/profiles/{request.Provider}", context);
        using var response = await http.SendAsync(message, context.CancellationToken);
        return response.IsSuccessStatusCode && (await response.Content.ReadAsStringAsync(context.CancellationToken)).Contains("notAfter", StringComparison.Ordinal);
    }

    private async Task<HttpRequestMessage> StartAsync(HttpMethod method, string path, CallContext context)
    {
        var bearer = await tokens.ForAsync(context.DeviceIdentifier, context.CancellationToken);
        return new HttpRequestMessage(method, "https://sp.auth.adobe.com/api/v2/" + path)
        {
            Headers =
            {
                Authorization = new AuthenticationHeaderValue("Bearer", bearer),
                Accept = { new MediaTypeWithQualityHeaderValue("application/json") },
            },
        }.With("AP-Device-Identifier", context.DeviceIdentifier).With("X-Device-Info", context.DeviceInformation).With("X-Forwarded-For", context.Peer);
    }

    private sealed record Decision(
        [property: JsonPropertyName("resource")] string Resource,
        [property: JsonPropertyName("authorized")] bool Authorized);

    private sealed record Decisions([property: JsonPropertyName("decisions")] IReadOnlyList<Decision> Rows);
}

internal static class Fluent
{
    public static HttpRequestMessage With(this HttpRequestMessage message, string name, string value)
    {
        message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }
}
