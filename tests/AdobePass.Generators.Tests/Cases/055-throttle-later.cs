// title: throttled requests are repeated after the time that the service asks for
// kind: library
// expect: none
// rule: AP4004
// twin: 054-throttle-now.cs
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Juniper.Pass;

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
            if ((int)response.StatusCode == 429)
            {
                await CoolDownAsync(response, ct);
                continue;
            }

            return await response.Content.ReadAsStringAsync(ct);
        }

        return null;
    }

    public async Task<string> ProfilesAsync(string channel, CancellationToken ct)
    {
        var response = await _http.GetAsync($"/api/v2/{channel}/profiles", ct);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            response.Dispose();
            await Task.Delay(TimeSpan.FromMilliseconds(1200 + Random.Shared.Next(400)), ct);
            response = await _http.GetAsync($"/api/v2/{channel}/profiles", ct);
        }

        using (response)
        {
            return await response.Content.ReadAsStringAsync(ct);
        }
    }

    // Tells the viewer instead of asking again.
    public async Task<string> SignOutAsync(string channel, string mvpd, string back, CancellationToken ct)
    {
        using var response = await _http.GetAsync($"/api/v2/{channel}/logout/{mvpd}?redirectUrl={Uri.EscapeDataString(back)}", ct);
        if (response.StatusCode is HttpStatusCode.TooManyRequests)
        {
            return "Please try again in a moment.";
        }

        return await response.Content.ReadAsStringAsync(ct);
    }

    private static Task CoolDownAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var asked = response.Headers.RetryAfter?.Delta ?? TimeSpan.Zero;
        var least = TimeSpan.FromSeconds(1.5);
        return Task.Delay(asked > least ? asked : least, ct);
    }
}
