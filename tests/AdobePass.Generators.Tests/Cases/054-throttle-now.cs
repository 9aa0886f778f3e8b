// title: throttled requests are repeated at once or after a blink
// kind: library
// rule: AP4004
// twin: 055-throttle-later.cs
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Juniper.Pass;

/// <summary>Base address and device headers are set by <see cref="Create"/>.</summary>
public sealed class PassCalls
{
    private readonly HttpClient _http;

    private PassCalls(HttpClient http) => _http = http;

    public static PassCalls Create(string bearer, string fingerprint, string info)
    {
        var http = new HttpClient { BaseAddress = new Uri("https://sp.auth.adobe.com") };
        http.DefaultRequestHeaders.Add("Authorization", "Bearer " + bearer);
        http.DefaultRequestHeaders.Add("AP-Device-Identifier", fingerprint);
        http.DefaultRequestHeaders.Add("X-Device-Info", info);
        return new PassCalls(http);
    }

    public async Task<string?> ShelfAsync(string channel, string mvpd, string[] resources, CancellationToken ct)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var response = await _http.PostAsJsonAsync($"/api/v2/{channel}/decisions/preauthorize/{mvpd}", new { resources }, ct);
            if ((int)response.StatusCode == 429) // expect: AP4004
            {
                continue;
            }

            return await response.Content.ReadAsStringAsync(ct);
        }

        return null;
    }

    public async Task<string> SessionAsync(string channel, Dictionary<string, string> fields, CancellationToken ct)
    {
        using var response = await _http.PostAsync($"/api/v2/{channel}/sessions", new FormUrlEncodedContent(fields), ct);
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                return await response.Content.ReadAsStringAsync(ct);
            default:
                throw new HttpRequestException($"no session: {response.StatusCode}", null, response.StatusCode);
        }
    }

    public async Task<string> ProfilesAsync(string channel, CancellationToken ct)
    {
        var response = await _http.GetAsync($"/api/v2/{channel}/profiles", ct);
        if (response.StatusCode == HttpStatusCode.TooManyRequests) // expect: AP4004
        {
            // One more try, the throttle is per second.
            response.Dispose();
            await Task.Delay(200, ct);
            response = await _http.GetAsync($"/api/v2/{channel}/profiles", ct);
        }

        using (response)
        {
            return await response.Content.ReadAsStringAsync(ct);
        }
    }
}
