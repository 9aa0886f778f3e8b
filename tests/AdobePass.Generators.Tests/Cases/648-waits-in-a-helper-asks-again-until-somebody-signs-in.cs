// title: waits in a helper, asks again until somebody signs in
// kind: console
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;

namespace Grid.Login;

internal sealed class CodeWatcher
{
    private readonly HttpClient _http;
    private readonly string _channel;

    public CodeWatcher(HttpClient http, string channel)
    {
        _http = http;
        _channel = channel;
    }

    public async Task<string> WatchAsync(string code, string token)
    {
        string? mvpd;
        do // expect: AP4001#a, AP4002#b
        {
            await PauseAsync(); // expect: AP4001#a
            mvpd = await AskAsync(code, token); // expect: AP4001#a, AP4002#b
        }
        while (mvpd is null); // expect: AP4002#b

        return mvpd;
    }

    private static Task PauseAsync() => Task.Delay(TimeSpan.FromSeconds(2)); // expect: AP4001#a

    private async Task<string?> AskAsync(string code, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{_channel}/profiles/code/{code}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        if (json.RootElement.TryGetProperty("profiles", out var profiles))
        {
            foreach (var profile in profiles.EnumerateObject())
            {
                return profile.Name;
            }
        }

        return null;
    }
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        using var http = new HttpClient();
        Console.WriteLine("Welcome, customer of " + await new CodeWatcher(http, "GRID").WatchAsync(args[0], args[1]));
    }
}
