// title: watcher that waits in a private method and gives up after a number of attempts
// kind: library
// expect: none
// rule: AP4001
// twin: 050-watcher-stream.cs
// why: a wait in a private method is a wait
using System;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Gannet.Login;

/// <summary>The client has the bearer of the device in its default headers.</summary>
public sealed class LoginWatcher(HttpClient http, string channel, Random random)
{
    private const int HalfAnHour = 30 * 60 / 5;

    public async Task<string?> FirstProfileAsync(string code)
    {
        var left = HalfAnHour;
        while (true)
        {
            if (await ReadAsync(code) is { } mvpd)
            {
                return mvpd;
            }

            if (--left == 0)
            {
                return null;
            }

            await BreatheAsync();
        }
    }

    public async Task<string?> UntilLeftAsync(string code, CancellationToken left)
    {
        string? mvpd;
        do
        {
            await BreatheAsync();
            mvpd = await ReadAsync(code);
        }
        while (mvpd is null && !left.IsCancellationRequested);

        return mvpd;
    }

    private async Task<string?> ReadAsync(string code)
    {
        using var response = await http.GetAsync($"https://sp.auth.adobe.com/api/v2/{channel}/profiles/code/{code}");
        if (!response.IsSuccessStatusCode)
        {
            return null;
        }

        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        foreach (var profile in json.RootElement.GetProperty("profiles").EnumerateObject())
        {
            return profile.Name;
        }

        return null;
    }

    private Task BreatheAsync() => Task.Delay(TimeSpan.FromSeconds(5) + TimeSpan.FromMilliseconds(random.Next(0, 800)));
}
