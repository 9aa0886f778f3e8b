// title: Preauthorizations in the memory cache, the permit in the object of this playback
// kind: library
// needs: aspnet
// twin: 857-permits-in-the-memory-cache-and-media-tokens-in-a-static-dictionary.cs
// expect: none
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Memory;

namespace Cedar.Play;

public sealed class Playback(string resource)
{
    public string Resource { get; } = resource;

    public string? MediaToken { get; internal set; }
}

public sealed class Permits(HttpClient http, IMemoryCache cache, Func<CancellationToken, Task<string>> bearer, string deviceInfo, string fingerprint)
{
    public async Task<IReadOnlySet<string>> ShowableAsync(string mvpd, string[] resources, CancellationToken ct)
    {
        var key = (mvpd, string.Join('|', resources));
        return (await cache.GetOrCreateAsync(key, async entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5);
            var decisions = await DecideAsync("preauthorize", mvpd, resources, ct);
            return decisions.Where(d => d.GetProperty("authorized").GetBoolean()).Select(d => d.GetProperty("resource").GetString()!).ToHashSet();
        }))!;
    }

    public async Task<Playback?> StartAsync(string mvpd, string resource, CancellationToken ct)
    {
        var playback = new Playback(resource);
        var decisions = await DecideAsync("authorize", mvpd, [resource], ct);
        var decision = decisions.FirstOrDefault(d => d.GetProperty("resource").ValueEquals(resource));
        if (decision.ValueKind != JsonValueKind.Object || !decision.TryGetProperty("token", out var token))
        {
            return null;
        }

        playback.MediaToken = token.GetProperty("serializedToken").GetString();
        return playback;
    }

    private async Task<List<JsonElement>> DecideAsync(string operation, string mvpd, string[] resources, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/CEDAR/decisions/{operation}/{mvpd}");
        request.Headers.Authorization = new("Bearer", await bearer(ct));
        request.Headers.Add("X-Device-Info", deviceInfo);
        request.Headers.Add("AP-Device-Identifier", fingerprint);
        request.Content = JsonContent.Create(new { resources });
        using var response = await http.SendAsync(request, ct);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        return [.. json.GetProperty("decisions").EnumerateArray()];
    }
}
