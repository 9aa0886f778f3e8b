// title: message handler that respects the throttle
// kind: library
// expect: none
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Kanal.Retry;

public sealed class ThrottleHandler : DelegatingHandler
{
    public static readonly Uri Root = new("https://sp.auth.adobe.com/api/v2/");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        for (var attempt = 1; response.StatusCode is HttpStatusCode.TooManyRequests && attempt <= 3; attempt++)
        {
            var wait = Wait(response.Headers.RetryAfter, attempt);
            response.Dispose();
            await Task.Delay(wait, cancellationToken);
            response = await base.SendAsync(request, cancellationToken);
        }

        return response;
    }

    private static TimeSpan Wait(RetryConditionHeaderValue? after, int attempt)
    {
        var wait = after switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - DateTimeOffset.UtcNow,
            _ => TimeSpan.FromSeconds(1 << attempt),
        };
        return (wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait) + TimeSpan.FromMilliseconds(Random.Shared.Next(400));
    }
}
