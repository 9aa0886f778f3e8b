// title: Service that sells tickets for playback from a cache
// kind: server
// needs: aspnet
// rule: AP4009, AP4012
// why: a media token is for one playback and some minutes; the first decision may belong to another resource
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Memory;

namespace Tidewater.Backend.Playback;

public sealed record MediaToken([property: JsonPropertyName("serializedToken")] string Text, [property: JsonPropertyName("notAfter")] long NotAfter);

public sealed record Decision(
    [property: JsonPropertyName("resource")] string Resource,
    [property: JsonPropertyName("authorized")] bool Authorized,
    [property: JsonPropertyName("token")] MediaToken? Token);

public sealed record DecisionAnswer([property: JsonPropertyName("decisions")] List<Decision> Decisions);

public sealed record Viewer(string Device, string DeviceInfo, string Address, string Bearer, string Mvpd);

public sealed class TicketCounter(HttpClient http, IMemoryCache cache)
{
    public async Task<string?> SellAsync(Viewer viewer, string resource, CancellationToken ct)
    {
        var answer = await cache.GetOrCreateAsync($"play/{viewer.Device}/{resource}", entry => // expect: AP4009#a
        {
            entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(6);
            return AuthorizeAsync(viewer, resource, ct); // expect: AP4009#a
        });

        var decision = answer!.Decisions[0]; // expect: AP4012
        return decision is { Authorized: true, Token: { } token } ? token.Text : null;
    }

    private async Task<DecisionAnswer> AuthorizeAsync(Viewer viewer, string resource, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/TIDE/decisions/authorize/{viewer.Mvpd}"); // expect: AP4009#a
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", viewer.Bearer);
        request.Headers.Add("X-Device-Info", viewer.DeviceInfo);
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(viewer.Device)));
        request.Headers.Add("X-Forwarded-For", viewer.Address);
        request.Content = JsonContent.Create(new { resources = new[] { resource } });
        using var response = await http.SendAsync(request, ct); // expect: AP4009#a
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<DecisionAnswer>(cancellationToken: ct))!;
    }
}
