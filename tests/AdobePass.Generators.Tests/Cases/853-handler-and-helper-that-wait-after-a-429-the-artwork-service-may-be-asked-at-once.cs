// title: Handler and helper that wait after a 429; the artwork service may be asked at once
// kind: library
// twin: 852-handler-and-helper-that-answer-a-429-with-impatience.cs
// expect: none
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Maple.Http;

public sealed class PatientHandler(TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            var pause = response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1 + Random.Shared.NextDouble());
            response.Dispose();
            await Task.Delay(pause, clock, cancellationToken);
            response = await base.SendAsync(request, cancellationToken);
        }

        return response;
    }
}

public sealed class MapleConfiguration(HttpClient http, Func<string> bearer)
{
    public async Task<string> LoadAsync(CancellationToken ct)
    {
        for (var attempt = 0; attempt < 4; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/MAPLE/configuration");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer());
            using var response = await http.SendAsync(request, ct);
            if ((int)response.StatusCode == 429)
            {
                await Task.Delay(1500, ct);
                continue;
            }

            return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(ct);
        }

        throw new HttpRequestException("still throttled");
    }

    public async Task<byte[]> LogoAsync(string mvpd, CancellationToken ct)
    {
        while (true)
        {
            using var response = await http.GetAsync($"https://logos.maple.example/{mvpd}.png", ct);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                continue;
            }

            return await response.Content.ReadAsByteArrayAsync(ct);
        }
    }
}
