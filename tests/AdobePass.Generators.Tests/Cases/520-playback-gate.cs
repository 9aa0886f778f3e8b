// title: Gate in front of the playback of a television app's back end
// kind: server
// needs: aspnet
// rule: AP1004
// why: the token is written to the cache, but nothing ever reads it from there
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace Tidewater.Backend;

public sealed class PlayContext
{
    public required string DeviceId { get; init; }

    public required string DeviceInfo { get; init; }

    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    public required string ViewerAddress { get; init; }
}

public sealed class PlaybackGate
{
    private readonly HttpClient _http;
    private readonly IDistributedCache _cache;
    private readonly ILogger _logger;

    public PlaybackGate(HttpClient http, IDistributedCache cache, ILogger<PlaybackGate> logger)
    {
        _http = http;
        _http.BaseAddress = new Uri("https://sp.auth.adobe.com/");
        _cache = cache;
        _logger = logger;
    }

    public async Task<bool> MayPlayAsync(PlayContext play, string mvpd, string resource, CancellationToken ct)
    {
        var bearer = await LogInAsync(play, ct); // expect: AP1004#a
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v2/TIDE/decisions/authorize/{mvpd}");
        request.Headers.Add("Authorization", "Bearer " + bearer);
        request.Headers.Add("X-Device-Info", play.DeviceInfo);
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(play.DeviceId)));
        request.Headers.Add("X-Forwarded-For", play.ViewerAddress);
        request.Content = JsonContent.Create(new { resources = new[] { resource } });
        using var response = await _http.SendAsync(request, ct);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
        foreach (var decision in body.GetProperty("decisions").EnumerateArray())
        {
            if (decision.GetProperty("resource").GetString() == resource && decision.GetProperty("authorized").GetBoolean())
            {
                return true;
            }
        }

        _logger.LogInformation("{Device} may not play {Resource}", play.DeviceId, resource);
        return false;
    }

    private async Task<string> LogInAsync(PlayContext play, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "o/client/token"); // expect: AP1004#a
        request.Headers.Add("X-Device-Info", play.DeviceInfo);
        request.Headers.Add("X-Forwarded-For", play.ViewerAddress);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = play.ClientId,
            ["client_secret"] = play.ClientSecret,
        });
        using var response = await _http.SendAsync(request, ct); // expect: AP1004#a
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
        var bearer = body.GetProperty("access_token").GetString()!;
        var lifetime = TimeSpan.FromSeconds(body.GetProperty("expires_in").GetInt64());
        await _cache.SetStringAsync("bearer:" + play.DeviceId, bearer, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = lifetime }, ct); // expect: AP1004#a
        return bearer;
    }
}
