// title: provider lists of several channels, refreshed now and then
// kind: console
// expect: none
using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Flow.Tiles;

internal static class Program
{
    private static readonly HttpClient Http = new();
    private static readonly ConcurrentDictionary<string, string> Lists = new();

    private static async Task Main(string[] channels)
    {
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await File.ReadAllTextAsync("token"));
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) => { e.Cancel = true; stop.Cancel(); };
        while (!stop.IsCancellationRequested)
        {
            foreach (var channel in channels.Distinct())
            {
                Lists[channel] = await Http.GetStringAsync($"https://sp.auth.adobe.com/api/v2/{channel}/configuration", stop.Token);
            }

            Console.WriteLine(string.Join(", ", Lists.Select(list => $"{list.Key}: {list.Value.Length}")));
            await Task.Delay(TimeSpan.FromMinutes(5), stop.Token);
        }
    }
}
