// title: hand-written policy with a back-off in another class
// kind: library
// expect: none
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Kanal.Policy;

public sealed class Backoff(TimeProvider clock)
{
    private static readonly TimeSpan[] Steps = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8)];

    public bool Allows(int attempt) => attempt < Steps.Length;

    public Task PauseAsync(int attempt, CancellationToken cancellationToken) => Task.Delay(Steps[attempt], clock, cancellationToken);
}

public sealed class PolicyClient(HttpClient http, Backoff backoff)
{
    public async Task<T> RunAsync<T>(Func<HttpRequestMessage> create, Func<HttpResponseMessage, Task<T>> read, CancellationToken cancellationToken)
    {
        var attempt = 0;
        while (true)
        {
            using var request = create();
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.TooManyRequests && backoff.Allows(attempt))
            {
                await backoff.PauseAsync(attempt++, cancellationToken);
                continue;
            }

            response.EnsureSuccessStatusCode();
            return await read(response);
        }
    }

    public Task<string> ConfigurationAsync(string channel, string token, CancellationToken cancellationToken) => RunAsync(
        () => new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/configuration")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        },
        response => response.Content.ReadAsStringAsync(cancellationToken),
        cancellationToken);
}
