// title: Handler and helper that answer a 429 with impatience
// kind: library
// twin: 853-handler-and-helper-that-wait-after-a-429-the-artwork-service-may-be-asked-at-once.cs
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Maple.Http;

public sealed class EagerHandler : DelegatingHandler
{
    private const string PassHost = "sp.auth.adobe.com";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (request.RequestUri?.Host == PassHost && response.StatusCode == HttpStatusCode.TooManyRequests) // expect: AP4004#a
        {
            response.Dispose();
            response = await base.SendAsync(request, cancellationToken); // expect: AP4004#a
        }

        return response;
    }
}

public sealed class MapleConfiguration(HttpClient http, Func<string> bearer)
{
    public async Task<string> LoadAsync(CancellationToken ct)
    {
        for (var attempt = 0; attempt < 6; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/MAPLE/configuration");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer());
            using var response = await http.SendAsync(request, ct); // expect: AP4004#b
            if ((int)response.StatusCode == 429) // expect: AP4004#b
            {
                await Task.Delay(150, ct); // expect: AP4004#b
                continue;
            }

            return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(ct);
        }

        throw new HttpRequestException("still throttled");
    }
}
