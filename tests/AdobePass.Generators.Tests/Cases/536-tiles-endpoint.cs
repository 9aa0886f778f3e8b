// title: Endpoint that fills the tiles of a start page
// kind: server
// needs: aspnet
// rule: AP2009, AP4006
// why: all viewers are throttled as one address, and each tile fetches the same list of providers
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fjordcast.StartPage;

public sealed class Tile
{
    public string Provider { get; init; } = "";

    public string? Logo { get; set; }
}

public interface ITiles
{
    IReadOnlyList<Tile> ForViewer(string viewer);

    ValueTask<string> BearerAsync(string viewer, CancellationToken ct);
}

public static class TilesEndpoint
{
    // Address of our NAT gateway in eu-north.
    private const string Egress = "203.0.113.40";

    public static void MapTiles(this IEndpointRouteBuilder routes) => routes.MapGet("/tiles/{viewer}", FillAsync);

    private static async Task<IResult> FillAsync(string viewer, ITiles source, IHttpClientFactory clients, CancellationToken ct)
    {
        var http = clients.CreateClient();
        var bearer = await source.BearerAsync(viewer, ct);
        var tiles = source.ForViewer(viewer);
        foreach (var tile in tiles)
        {
            var providers = await ProvidersAsync(http, bearer, ct); // expect: AP4006#a
            tile.Logo = providers.FirstOrDefault(p => p.Id == tile.Provider).Logo;
        }

        return Results.Ok(tiles);
    }

    private static async Task<List<(string Id, string? Logo)>> ProvidersAsync(HttpClient http, string bearer, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/FJORD/configuration"); // expect: AP4006#a
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.Add("X-Forwarded-For", Egress); // expect: AP2009
        using var response = await http.SendAsync(request, ct); // expect: AP4006#a
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
        return body.GetProperty("requestor").GetProperty("mvpds").EnumerateArray()
            .Select(m => (m.GetProperty("id").GetString()!, m.TryGetProperty("logoUrl", out var logo) ? logo.GetString() : null))
            .ToList();
    }
}
