// title: Login of a viewing diary with Trakt's device code on a timer
// kind: console
// rule: none
// twin: second-screen-timer
// why: another provider with its own interval
// expect: none
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;
using System.Timers;

namespace Gannet.Diary;

internal sealed class DiaryLogin : IDisposable
{
    private const string Api = "https://api.trakt.tv/oauth";
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly Timer _timer = new(1000);
    private readonly string _id;
    private readonly string _secret;
    private string _code = "";

    public DiaryLogin(string id, string secret)
    {
        (_id, _secret) = (id, secret);
        _timer.Elapsed += Ask;
    }

    public event EventHandler<bool>? Finished;

    public async Task<string> StartAsync()
    {
        using var response = await _http.PostAsJsonAsync(Api + "/device/code", new { client_id = _id });
        var session = await response.Content.ReadFromJsonAsync<JsonElement>();
        _code = session.GetProperty("device_code").GetString()!;
        _timer.Start();
        return session.GetProperty("user_code").GetString()!;
    }

    private async void Ask(object? sender, ElapsedEventArgs e)
    {
        using var response = await _http.PostAsJsonAsync(Api + "/device/token", new { code = _code, client_id = _id, client_secret = _secret });
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                // Profiles of the viewer, as opposed to the profiles of auth.adobe.com.
                await _http.GetAsync($"https://diary.gannet.example/api/v2/GANNET/profiles/code/{_code}");
                Finish(true);
                break;
            case HttpStatusCode.TooManyRequests:
                Ask(sender, e);
                break;
            case HttpStatusCode.Gone or HttpStatusCode.NotFound:
                Finish(false);
                break;
        }
    }

    private void Finish(bool found)
    {
        _timer.Stop();
        Finished?.Invoke(this, found);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _http.Dispose();
    }

    private static async Task Main(string[] args)
    {
        using var login = new DiaryLogin(args[0], args[1]);
        var done = new TaskCompletionSource<bool>();
        login.Finished += (_, found) => done.TrySetResult(found);
        Console.WriteLine("trakt.tv/activate: " + await login.StartAsync());
        Console.WriteLine(await done.Task ? "welcome" : "the code has lapsed");
    }
}
