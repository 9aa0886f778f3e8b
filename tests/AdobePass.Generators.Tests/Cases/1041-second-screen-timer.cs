// title: Second screen login of a set-top application on a timer
// kind: console
// rule: AP4001
// why: the timer fires every second; the session is requested without the information about the box
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Gannet.Stb;

internal sealed class SecondScreenLogin : IDisposable
{
    private const string Api = "https://sp.auth.adobe.com/api/v2";
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly string _bearer;
    private readonly string _identifier;
    private Timer? _timer;
    private DateTime _lapses;

    public SecondScreenLogin(string bearer, string identifier) => (_bearer, _identifier) = (bearer, identifier);

    public event EventHandler<bool>? Finished;

    public async Task<string> StartAsync(string brand)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, Api + "/" + brand + "/sessions"); // expect: AP2001#b
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
        message.Headers.Add("AP-Device-Identifier", _identifier);
        message.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["domainName"] = "gannet.example", ["redirectUrl"] = "https://gannet.example/done" });
        using var response = await _http.SendAsync(message); // expect: AP2001#b
        using var session = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var code = session.RootElement.GetProperty("code").GetString()!;
        _lapses = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(session.RootElement.GetProperty("notAfter").GetString()!)).UtcDateTime;
        _timer = new Timer(Ask, (brand, code), 0, 1000); // expect: AP4001#a
        return code;
    }

    private async void Ask(object? state) // expect: AP4001#a
    {
        var (brand, code) = ((string, string))state!;
        if (DateTime.UtcNow > _lapses)
        {
            Finish(false);
            return;
        }

        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, $"{Api}/{brand}/profiles/code/{code}");
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
            using var response = await _http.SendAsync(message);
            if (response.IsSuccessStatusCode && (await response.Content.ReadAsStringAsync()).Contains("\"attributes\""))
            {
                Finish(true);
            }
        }
        catch (HttpRequestException)
        {
            // next tick
        }
    }

    private void Finish(bool found)
    {
        _timer?.Change(Timeout.Infinite, Timeout.Infinite);
        Finished?.Invoke(this, found);
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _http.Dispose();
    }

    private static async Task Main(string[] args)
    {
        using var login = new SecondScreenLogin(args[0], args[1]);
        var done = new TaskCompletionSource<bool>();
        login.Finished += (_, found) => done.TrySetResult(found);
        Console.WriteLine("gannet.example/tv: " + await login.StartAsync("GANNET"));
        Console.WriteLine(await done.Task ? "welcome" : "the code has lapsed");
    }
}
