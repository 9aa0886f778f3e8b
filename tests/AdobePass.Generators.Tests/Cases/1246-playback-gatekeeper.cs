// title: Gatekeeper in front of the packager of a news channel
// kind: server
// rule: AP4009
// needs: aspnet
// why: the decision is asked for until it comes, a 429 leads straight to the next try, the media token is kept for the next viewer action, and a denial ends the login of the viewer; the decision says nothing about the device
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Distributed;

namespace Herald.Packager;

public sealed record Watcher(string Mvpd, string Bearer, string Identifier, string DeviceInfo, string Address);

public sealed class Gatekeeper(HttpClient http, IDistributedCache cache)
{
    private const string Api = "https://sp.auth.adobe.com/api/v2/HERALD";

    public async Task<string?> OpenAsync(Watcher watcher, string resource, CancellationToken ct)
    {
        var key = $"permit:{watcher.Identifier}:{resource}";
        if (await cache.GetStringAsync(key, ct) is { Length: > 0 } kept)
        {
            return kept;
        }

        JsonNode? decision;
        while (true) // expect: AP4003
        {
            using var ask = new HttpRequestMessage(HttpMethod.Post, $"{Api}/decisions/authorize/{watcher.Mvpd}") // expect: AP2001#a
            {
                Content = JsonContent.Create(new { resources = new[] { resource } }),
            };
            ask.Headers.Authorization = new AuthenticationHeaderValue("Bearer", watcher.Bearer);
            ask.Headers.Add("AP-Device-Identifier", watcher.Identifier);
            ask.Headers.Add("X-Forwarded-For", watcher.Address);
            using var answer = await http.SendAsync(ask, ct); // expect: AP2001#a
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) // expect: AP4004
            {
                continue;
            }

            if (answer.IsSuccessStatusCode)
            {
                var body = await answer.Content.ReadFromJsonAsync<JsonNode>(ct);
                decision = body!["decisions"]![0]; // allow: AP4012
                break;
            }

            await Task.Delay(2500, ct);
        }

        if (!decision!["authorized"]!.GetValue<bool>())
        {
            using var bye = new HttpRequestMessage(HttpMethod.Get, $"{Api}/logout/{watcher.Mvpd}?redirectUrl=https%3A%2F%2Fherald.example"); // expect: AP4007#b
            bye.Headers.Authorization = new AuthenticationHeaderValue("Bearer", watcher.Bearer);
            bye.Headers.Add("AP-Device-Identifier", watcher.Identifier);
            bye.Headers.Add("X-Device-Info", watcher.DeviceInfo);
            bye.Headers.Add("X-Forwarded-For", watcher.Address);
            await http.SendAsync(bye, ct); // expect: AP4007#b
            return null;
        }

        var permit = decision["token"]!["serializedToken"]!.GetValue<string>();
        await cache.SetStringAsync(key, permit, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(4) }, ct); // expect: AP4009
        return permit;
    }
}
