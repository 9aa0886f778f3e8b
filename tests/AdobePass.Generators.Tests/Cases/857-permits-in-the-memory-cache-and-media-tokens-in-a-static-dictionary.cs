// title: Permits in the memory cache and media tokens in a static dictionary
// kind: library
// needs: aspnet
// twin: 858-preauthorizations-in-the-memory-cache-the-permit-in-the-object-of-this-playback.cs
using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Memory;

namespace Cedar.Play;

public sealed class Permits(HttpClient http, IMemoryCache cache, Func<CancellationToken, Task<string>> bearer, string deviceInfo, string fingerprint)
{
    private static readonly ConcurrentDictionary<string, string> MediaTokens = new(StringComparer.Ordinal);

    public async Task<bool> MayPlayAsync(string mvpd, string resource, CancellationToken ct)
    {
        if (cache.TryGetValue((mvpd, resource), out bool known))
        {
            return known;
        }

        var decision = await AuthorizeAsync(mvpd, resource, ct);
        var allowed = decision.GetProperty("authorized").GetBoolean();
        cache.Set((mvpd, resource), allowed, TimeSpan.FromHours(6)); // expect: AP4009
        return allowed;
    }

    public async Task<string?> MediaTokenAsync(string mvpd, string resource, CancellationToken ct)
    {
        if (MediaTokens.TryGetValue(resource, out var kept))
        {
            return kept;
        }

        var decision = await AuthorizeAsync(mvpd, resource, ct);
        if (!decision.TryGetProperty("token", out var token))
        {
            return null;
        }

        return MediaTokens[resource] = token.GetProperty("serializedToken").GetString()!; // expect: AP4009
    }

    private async Task<JsonElement> AuthorizeAsync(string mvpd, string resource, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/CEDAR/decisions/authorize/{mvpd}");
        request.Headers.Authorization = new("Bearer", await bearer(ct));
        request.Headers.Add("X-Device-Info", deviceInfo);
        request.Headers.Add("AP-Device-Identifier", fingerprint);
        request.Content = JsonContent.Create(new { resources = new[] { resource } });
        using var response = await http.SendAsync(request, ct);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        return json.GetProperty("decisions").EnumerateArray().First(decision => decision.GetProperty("resource").ValueEquals(resource));
    }
}
