// title: fast loop for the download, slow loop for the login
// kind: console
// expect: none
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;

namespace Grid.Login;

internal sealed class Startup(HttpClient http, string bearer)
{
    private volatile int _percent;

    public async Task ShowProgressAsync()
    {
        while (_percent < 100)
        {
            Console.WriteLine(_percent);
            await Task.Delay(250);
        }
    }

    public async Task<bool> SignInAsync(string code, DateTimeOffset notAfter)
    {
        for (var turn = 1; DateTimeOffset.UtcNow < notAfter; turn++)
        {
            await Task.Delay(500);
            _percent = Math.Min(100, turn);
            if (turn % 8 != 0)
            {
                continue;
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/GRID/profiles/code/" + code);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            using var response = await http.SendAsync(request);
            if (response.IsSuccessStatusCode && (await response.Content.ReadAsStringAsync()).Contains("attributes"))
            {
                _percent = 100;
                return true;
            }
        }

        _percent = 100;
        return false;
    }
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        using var http = new HttpClient();
        var startup = new Startup(http, File.ReadAllText("token"));
        var shown = startup.ShowProgressAsync();
        Console.WriteLine(await startup.SignInAsync(args[0], DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(args[1]))));
        await shown;
    }
}
