// title: Login of a kiosk in a lobby, with an end
// kind: console
// rule: AP4001, AP4002
// twin: 550-lobby-kiosk
// why: five seconds between two questions, longer after a 429; a stopwatch ends the loop with the code
// expect: none
using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;

namespace Kestrel.Lobby;

internal static class Kiosk
{
    private static async Task<int> Main(string[] args)
    {
        var (code, minutes) = (args[0], args.Length > 1 && int.TryParse(args[1], out var m) ? m : 30);
        using var http = new HttpClient { BaseAddress = new Uri("https://sp.auth.adobe.com") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await File.ReadAllTextAsync("/run/kestrel/bearer"));
        Console.WriteLine("Visit kestrel.example/activate and enter " + code);

        var open = await WatchAsync(http, code, TimeSpan.FromMinutes(minutes));
        Console.WriteLine(open ? "Welcome." : "The code is too old. Press a key for a new one.");
        return open ? 0 : 1;
    }

    private static async Task<bool> WatchAsync(HttpClient http, string code, TimeSpan life)
    {
        var age = Stopwatch.StartNew();
        while (true)
        {
            using var response = await http.GetAsync("/api/v2/KESTREL/profiles/code/" + code);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(10));
            }
            else if (response.IsSuccessStatusCode)
            {
                using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
                if (answer.RootElement.GetProperty("profiles").EnumerateObject().MoveNext())
                {
                    return true;
                }
            }

            if (age.Elapsed > life)
            {
                return false;
            }

            await Task.Delay(5000);
        }
    }
}
