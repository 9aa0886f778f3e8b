// title: Same source, the memory cache stands in front of the distributed cache
// kind: server
// needs: aspnet
// twin: 805-server-keeps-the-pair-of-each-box-in-the-memory-cache-only.cs
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Configuration;

namespace Lumen.Edge;

public sealed record Viewer(string Fingerprint, string DeviceInfo, string Address);

internal sealed record Pair(string Id, string Secret);

public sealed class BearerSource(IHttpClientFactory factory, IMemoryCache cache, IDistributedCache fleet, IConfiguration configuration)
{
    public async Task<string> ForAsync(Viewer viewer, CancellationToken ct)
    {
        if (cache.TryGetValue("bearer/" + viewer.Fingerprint, out string? known))
        {
            return known!;
        }

        var pair = await cache.GetOrCreateAsync("pair/" + viewer.Fingerprint, async entry =>
        {
            entry.SlidingExpiration = TimeSpan.FromHours(1);
            if (await fleet.GetAsync("pair/" + viewer.Fingerprint, ct) is { } bytes)
            {
                return JsonSerializer.Deserialize<Pair>(bytes);
            }

            var created = await PostAsync("register", JsonContent.Create(new { software_statement = configuration["Pass:Statement"] }), viewer, ct);
            var fresh = new Pair(created.GetProperty("client_id").GetString()!, created.GetProperty("client_secret").GetString()!);
            await fleet.SetAsync("pair/" + viewer.Fingerprint, JsonSerializer.SerializeToUtf8Bytes(fresh), ct);
            return fresh;
        });

        var json = await PostAsync("token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            { "grant_type", "client_credentials" },
            { "client_id", pair!.Id },
            { "client_secret", pair.Secret },
        }), viewer, ct);
        var bearer = json.GetProperty("access_token").GetString()!;
        cache.Set("bearer/" + viewer.Fingerprint, bearer, TimeSpan.FromSeconds(json.GetProperty("expires_in").GetInt64() - 90));
        return bearer;
    }

    private async Task<JsonElement> PostAsync(string what, HttpContent content, Viewer viewer, CancellationToken ct)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/o/client/{what}");
        message.Content = content;
        message.Headers.TryAddWithoutValidation("X-Device-Info", viewer.DeviceInfo);
        message.Headers.TryAddWithoutValidation("X-Forwarded-For", viewer.Address);
        using var response = await factory.CreateClient().SendAsync(message, ct);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }
}
