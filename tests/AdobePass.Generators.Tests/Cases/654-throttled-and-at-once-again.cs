// title: throttled and at once again
// kind: library
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Kanal.Retry;

public sealed class Providers(HttpClient http, Func<Task<string>> bearer)
{
    public async Task<string> GetAsync(string channel, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/configuration");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bearer());
            using var response = await http.SendAsync(request, cancellationToken);
            switch (response.StatusCode)
            {
                case HttpStatusCode.OK:
                    return await response.Content.ReadAsStringAsync(cancellationToken);
                case HttpStatusCode.TooManyRequests: // expect: AP4004#a
                    await Task.Delay(200, cancellationToken); // expect: AP4004#a
                    continue; // expect: AP4004#a
                default:
                    throw new HttpRequestException("configuration", null, response.StatusCode);
            }
        }

        throw new TimeoutException();
    }
}
