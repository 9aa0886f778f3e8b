// title: Helper that sends requests until they are let through
// kind: library
// rule: AP4004
// why: a 429 is answered with the same request at once, in one method; the other waits a fifth of a second
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Fjordcast.Common;

public sealed class EagerPass
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri("https://sp.auth.adobe.com/api/v2/") };
    private int _busy;

    public EagerPass(string bearer, string deviceInfo, string fingerprint)
    {
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        _http.DefaultRequestHeaders.Add("X-Device-Info", deviceInfo);
        _http.DefaultRequestHeaders.Add("AP-Device-Identifier", fingerprint);
    }

    public int Busy => _busy;

    public async Task<string> ProfilesAsync(string channel, CancellationToken ct)
    {
        var attempts = 0;
        while (attempts++ < 5)
        {
            using var response = await _http.GetAsync($"{channel}/profiles", ct);
            if ((int)response.StatusCode == 429) // expect: AP4004#a
            {
                Interlocked.Increment(ref _busy);
                continue; // expect: AP4004#a
            }

            response.EnsureSuccessStatusCode();
            return await response.Content.ReadAsStringAsync(ct);
        }

        throw new HttpRequestException("The service is busy.");
    }

    public async Task<string> ProfileOfAsync(string channel, string mvpd, CancellationToken ct)
    {
        var path = $"{channel}/profiles/{Uri.EscapeDataString(mvpd)}";
        var response = await _http.GetAsync(path, ct);
        if (response.StatusCode is HttpStatusCode.TooManyRequests) // expect: AP4004#b
        {
            response.Dispose();
            await Task.Delay(TimeSpan.FromMilliseconds(200), ct); // expect: AP4004#b
            response = await _http.GetAsync(path, ct); // expect: AP4004#b
        }

        using (response)
        {
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadAsStringAsync(ct);
        }
    }
}
