// title: Service that marks the guide from a cache and authorizes each playback
// kind: server
// needs: aspnet
// rule: AP4007, AP4009, AP4012
// twin: 557-ticket-counter
// why: only the preauthorization is cached; a denied viewer is asked before anything is logged out
// expect: none
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Distributed;

namespace Tidewater.Backend.Playback;

public sealed record MediaToken([property: JsonPropertyName("serializedToken")] string Text);

public sealed record Decision(
    [property: JsonPropertyName("resource")] string Resource,
    [property: JsonPropertyName("authorized")] bool Authorized,
    [property: JsonPropertyName("token")] MediaToken? Token);

public sealed record DecisionAnswer([property: JsonPropertyName("decisions")] List<Decision> Decisions);

public sealed record Viewer(string Device, string DeviceInfo, string Address, string Bearer, string Mvpd);

public interface IAskViewer
{
    Task<bool> WantsAnotherAccountAsync(Viewer viewer, CancellationToken ct);
}

public sealed class TicketDesk(HttpClient http, IDistributedCache cache, IAskViewer ask)
{
    private const string Api = "https://sp.auth.adobe.com/api/v2/TIDE";

    public async Task<IReadOnlySet<string>> MarkAsync(Viewer viewer, IReadOnlyList<string> resources, CancellationToken ct)
    {
        var key = $"guide/{viewer.Device}";
        if (await cache.GetAsync(key, ct) is { } bytes)
        {
            return JsonSerializer.Deserialize<HashSet<string>>(bytes)!;
        }

        var answer = await AskAsync("preauthorize", viewer, resources, ct);
        var open = answer.Decisions.Where(d => d.Authorized).Select(d => d.Resource).ToHashSet();
        await cache.SetAsync(key, JsonSerializer.SerializeToUtf8Bytes(open), new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromMinutes(20) }, ct);
        return open;
    }

    public async Task<string?> SellAsync(Viewer viewer, string resource, CancellationToken ct)
    {
        var answer = await AskAsync("authorize", viewer, new[] { resource }, ct);
        var decision = answer.Decisions.FirstOrDefault(d => d.Resource == resource && d.Authorized)
            ?? answer.Decisions.Find(d => d.Resource == resource);
        if (decision is null)
        {
            return null;
        }

        if (!decision.Authorized)
        {
            if (await ask.WantsAnotherAccountAsync(viewer, ct))
            {
                await LeaveAsync(viewer, ct);
            }

            return null;
        }

        return decision.Token?.Text;
    }

    private async Task<DecisionAnswer> AskAsync(string verb, Viewer viewer, IReadOnlyList<string> resources, CancellationToken ct)
    {
        using var request = Prepare(HttpMethod.Post, $"{Api}/decisions/{verb}/{viewer.Mvpd}", viewer);
        request.Content = JsonContent.Create(new { resources });
        using var response = await http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<DecisionAnswer>(cancellationToken: ct))!;
    }

    private async Task LeaveAsync(Viewer viewer, CancellationToken ct)
    {
        using var request = Prepare(HttpMethod.Get, $"{Api}/logout/{viewer.Mvpd}?redirectUrl=https%3A%2F%2Ftidewater.example", viewer);
        using var response = await http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
    }

    private static HttpRequestMessage Prepare(HttpMethod method, string url, Viewer viewer)
    {
        var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", viewer.Bearer);
        request.Headers.Add("X-Device-Info", viewer.DeviceInfo);
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(viewer.Device)));
        request.Headers.Add("X-Forwarded-For", viewer.Address);
        return request;
    }
}
