// title: Back end of a hotel TV system with a memory cache for its rooms
// kind: server
// rule: AP1003
// needs: aspnet
// why: the pair of each room ends with the process, and every guest has to sign in again after a deployment
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Memory;

namespace Innkeeper.Tv;

public sealed record RoomTv(string Serial, string DeviceInfo, IPAddress Address);

internal sealed record ClientPair(
    [property: JsonPropertyName("client_id")] string Id,
    [property: JsonPropertyName("client_secret")] string Secret);

internal sealed record Bearer(
    [property: JsonPropertyName("access_token")] string Text,
    [property: JsonPropertyName("expires_in")] int Seconds);

public sealed class RoomTokens(IHttpClientFactory clients, IMemoryCache cache, string statement)
{
    public async Task<string> GetAsync(RoomTv room, CancellationToken ct)
    {
        var bearer = await cache.GetOrCreateAsync("bearer:" + room.Serial, async entry =>
        {
            var fresh = await TokenAsync(await PairAsync(room, ct), room, ct);
            entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(fresh.Seconds * 0.9);
            return fresh;
        });
        return bearer!.Text;
    }

    private async Task<ClientPair> PairAsync(RoomTv room, CancellationToken ct)
    {
        if (cache.TryGetValue("pair:" + room.Serial, out ClientPair? known) && known is not null)
        {
            return known;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register")
        {
            Content = JsonContent.Create(new { software_statement = statement }),
        };
        var pair = await SendAsync<ClientPair>(request, room, ct); // expect: AP1003#a
        cache.Set("pair:" + room.Serial, pair, TimeSpan.FromDays(30)); // expect: AP1003#a
        return pair;
    }

    private Task<Bearer> TokenAsync(ClientPair pair, RoomTv room, CancellationToken ct) => SendAsync<Bearer>(
        new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = pair.Id,
                ["client_secret"] = pair.Secret,
            }),
        },
        room,
        ct);

    private async Task<T> SendAsync<T>(HttpRequestMessage request, RoomTv room, CancellationToken ct)
    {
        request.Headers.Add("X-Device-Info", room.DeviceInfo);
        request.Headers.Add("X-Forwarded-For", room.Address.ToString());
        using var response = await clients.CreateClient("adobe").SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<T>(ct))!;
    }
}
