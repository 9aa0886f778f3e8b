// title: reads one profile in a small loop, waits in the middle
// kind: console
// expect: none
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Flow.Watch;

internal static class Program
{
    private const int Interval = 5_000;
    private static readonly HttpClient Http = new();

    private static async Task Main(string[] args)
    {
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText("token"));
        var tries = 0;
        string? text = null;
        while (text is null)
        {
            if (++tries > 300)
            {
                Console.WriteLine("Nobody signed in.");
                return;
            }

            Thread.Sleep(Interval);
            using var response = await Http.GetAsync("https://sp.auth.adobe.com/api/v2/FLOW/profiles/code/" + args[0]);
            text = response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : null;
            await Task.Delay(100);
        }

        Console.WriteLine(text);
    }
}
