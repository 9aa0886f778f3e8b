// title: stream of login states with an end
// kind: library
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Kanal.Login;

public static class LoginStates
{
    public static async IAsyncEnumerable<bool> WatchAsync(
        this HttpClient http,
        string channel,
        string code,
        Func<string> bearer,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(3));
        do
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/profiles/code/{code}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer());
            using var response = await http.SendAsync(request, cancellationToken);
            var done = (await response.Content.ReadAsStringAsync(cancellationToken)).Contains("\"attributes\"");
            yield return done;
            if (done)
            {
                yield break;
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }
}
