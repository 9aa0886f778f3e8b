// title: Serverless function that marks the shelves of a catalogue
// kind: server
// rule: AP4009
// needs: aspnet
// why: a preauthorization may be kept; the permit for playback is asked for elsewhere
// expect: none
using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace Harbor.Shelves;

public interface IBearerSource
{
    Task<string> GetAsync(string box, CancellationToken cancellationToken);
}

public sealed class ShelfFunction(IHttpClientFactory clients, IDistributedCache cache, IBearerSource bearers, ILogger<ShelfFunction> logger)
{
    private const string Base = "https://sp.auth.adobe.com/api/v2/HARBOR/decisions/";

    public async Task<string[]> RunAsync(HttpRequest req, string mvpd, string[] shelf, CancellationToken ct)
    {
        var box = req.Headers["x-box-id"].ToString();
        var key = "shelf:" + box + ":" + string.Join(',', shelf);
        if (await cache.GetStringAsync(key, ct) is { } kept)
        {
            return kept.Split(',', StringSplitOptions.RemoveEmptyEntries);
        }

        using var message = new HttpRequestMessage(HttpMethod.Post, Base + "preauthorize/" + mvpd);
        message.Content = JsonContent.Create(new { resources = shelf });
        message.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(box)));
        message.Headers.Add("X-Device-Info", req.Headers["x-box-info"].ToString());
        message.Headers.Add("X-Forwarded-For", req.HttpContext.Connection.RemoteIpAddress?.ToString());
        message.Headers.Authorization = new("Bearer", await bearers.GetAsync(box, ct));
        using var response = await clients.CreateClient().SendAsync(message, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        if (!response.IsSuccessStatusCode)
        {
            logger.LogWarning("preauthorization of {Count} items: {Status} {Text}", shelf.Length, response.StatusCode, text);
            return [];
        }

        using var json = JsonDocument.Parse(text);
        var permitted = json.RootElement.GetProperty("decisions").EnumerateArray()
            .Where(d => d.GetProperty("authorized").GetBoolean())
            .Select(d => d.GetProperty("resource").GetString()!)
            .ToArray();
        await cache.SetStringAsync(key, string.Join(',', permitted), new DistributedCacheEntryOptions
        {
            AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(10),
        }, ct);
        return permitted;
    }
}
