// title: permits and media tokens are kept for the next playback
// kind: library
// needs: aspnet
// rule: AP4009
// twin: 061-preflight-cache.cs
// hard: yes
// why: text, JSON or media token of an authorization in a cache or a static member is wrong
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;

namespace Teal.Permits;

public sealed record Who(string Channel, string Mvpd, string Bearer, string Fingerprint, string Info);

public sealed class PermitService
{
    private readonly HttpClient _http;
    private readonly IMemoryCache _memory;
    private readonly IDistributedCache _shared;

    public PermitService(HttpClient http, IMemoryCache memory, IDistributedCache shared) => (_http, _memory, _shared) = (http, memory, shared);

    public static JsonNode? LastPermit { get; private set; }

    public Task<JsonNode?> PermitAsync(Who who, string resource, CancellationToken ct) =>
        _memory.GetOrCreateAsync($"permit/{who.Mvpd}/{resource}", entry => // expect: AP4009
        {
            entry.SlidingExpiration = TimeSpan.FromHours(6);
            return AuthorizeAsync(who, resource, ct);
        });

    public async Task<string?> MediaTokenAsync(Who who, string resource, CancellationToken ct)
    {
        var key = $"media/{who.Fingerprint}/{resource}";
        var known = await _shared.GetStringAsync(key, ct);
        if (known is not null)
        {
            return known;
        }

        var decision = await AuthorizeAsync(who, resource, ct);
        var media = (string?)decision?["token"]?["serializedToken"];
        if (media is not null)
        {
            await _shared.SetStringAsync(key, media, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromDays(1) }, ct); // expect: AP4009
        }

        return media;
    }

    public async Task<bool> ReplayAsync(Who who, string resource, CancellationToken ct)
    {
        LastPermit ??= await AuthorizeAsync(who, resource, ct); // expect: AP4009
        return (bool?)LastPermit?["authorized"] == true;
    }

    private async Task<JsonNode?> AuthorizeAsync(Who who, string resource, CancellationToken ct)
    {
        var (channel, mvpd, bearer, fingerprint, info) = who;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/{channel}/decisions/authorize/{mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.Add("AP-Device-Identifier", fingerprint);
        request.Headers.Add("X-Device-Info", info);
        request.Content = JsonContent.Create(new { resources = new[] { resource } });
        using var response = await _http.SendAsync(request, ct);
        var json = JsonNode.Parse(await response.Content.ReadAsStringAsync(ct));
        foreach (var decision in json!["decisions"]!.AsArray())
        {
            if ((string?)decision!["resource"] == resource)
            {
                return decision;
            }
        }

        return null;
    }
}
