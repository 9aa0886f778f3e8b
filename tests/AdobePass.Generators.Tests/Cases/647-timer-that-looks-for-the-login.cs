// title: timer that looks for the login
// kind: console
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Grid.Login;

internal sealed class LoginTimer : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly TaskCompletionSource<string> _done = new();
    private readonly Timer _timer;
    private readonly string _code;
    private readonly string _token;

    public LoginTimer(string code, string token)
    {
        _code = code;
        _token = token;
        _timer = new Timer(_ => _ = CheckAsync(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(1500)); // expect: AP4001#a
    }

    public Task<string> WaitAsync(TimeSpan limit) => _done.Task.WaitAsync(limit);

    private async Task CheckAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/GRID/profiles/code/" + _code); // expect: AP4001#a
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        using var response = await _http.SendAsync(request); // expect: AP4001#a
        if (!response.IsSuccessStatusCode)
        {
            return;
        }

        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        foreach (var profile in json.RootElement.GetProperty("profiles").EnumerateObject())
        {
            _timer.Change(Timeout.Infinite, Timeout.Infinite);
            _done.TrySetResult(profile.Name);
        }
    }

    public void Dispose() => _timer.Dispose();
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        using var login = new LoginTimer(args[0], await File.ReadAllTextAsync("token"));
        Console.WriteLine(await login.WaitAsync(TimeSpan.FromMinutes(30)));
    }
}
