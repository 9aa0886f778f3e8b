// title: periodic timer with an end
// kind: console
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Grid.Login;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", args[0]);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(30));
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(5));
        using var spinner = new Timer(_ => Console.Write('.'), null, 0, 500);
        try
        {
            while (await ticks.WaitForNextTickAsync(limit.Token))
            {
                using var response = await http.GetAsync($"https://sp.auth.adobe.com/api/v2/GRID/profiles/code/{args[1]}", limit.Token);
                var text = await response.Content.ReadAsStringAsync(limit.Token);
                if (response.IsSuccessStatusCode && !text.Contains("\"profiles\":{}"))
                {
                    Console.WriteLine("signed in");
                    return 0;
                }
            }
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("The code has expired.");
        }

        return 1;
    }
}
