// title: ticks in a field
// kind: console
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Grid.Login;

internal sealed class Ticker : IDisposable
{
    private readonly PeriodicTimer _timer = new(TimeSpan.FromMilliseconds(750)); // expect: AP4001#a
    private readonly HttpClient _http = new();

    public async Task<bool> RunAsync(string code, string token, CancellationToken cancellationToken)
    {
        while (await _timer.WaitForNextTickAsync(cancellationToken)) // expect: AP4001#a
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/GRID/profiles/code/{code}"); // expect: AP4001#a
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await _http.SendAsync(request, cancellationToken); // expect: AP4001#a
            if ((await response.Content.ReadAsStringAsync(cancellationToken)).Contains("\"attributes\""))
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose()
    {
        _timer.Dispose();
        _http.Dispose();
    }
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(25));
        using var ticker = new Ticker();
        Console.WriteLine(await ticker.RunAsync(args[0], args[1], limit.Token));
    }
}
