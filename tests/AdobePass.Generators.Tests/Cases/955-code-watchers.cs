// title: Two watchers of a code, one on a timer of two and a half seconds, one that goes on until a profile appears
// kind: library
// rule: AP4002
// why: the second watcher counts its rounds for a progress bar, nothing tests the count
// hard: yes
using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using System.Timers;

namespace Watch;

public delegate Task<HttpRequestMessage> Sign(HttpRequestMessage message);

public abstract class CodeReader
{
    private readonly HttpClient _http;
    private readonly Sign _sign;
    private readonly string _url;

    protected CodeReader(HttpClient http, Sign sign, string brand, string code)
    {
        _http = http;
        _sign = sign;
        _url = $"https://sp.auth.adobe.com/api/v2/{brand}/profiles/code/{code}";
    }

    protected async Task<string?> MvpdAsync()
    {
        using var message = await _sign(new HttpRequestMessage(HttpMethod.Get, _url));
        using var response = await _http.SendAsync(message);
        if (!response.IsSuccessStatusCode)
        {
            return null;
        }

        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("profiles").EnumerateObject().Select(p => p.Name).FirstOrDefault();
    }
}

public sealed class TickingWatcher : CodeReader, IDisposable
{
    private readonly Timer _timer = new(2500) { AutoReset = true }; // expect: AP4001#a
    private readonly Action<string?> _done;

    public TickingWatcher(HttpClient http, Sign sign, string brand, string code, Action<string?> done) : base(http, sign, brand, code)
    {
        _done = done;
        _timer.Elapsed += OnTick; // expect: AP4001#a
        _timer.Start();
    }

    private async void OnTick(object? sender, ElapsedEventArgs e) // expect: AP4001#a
    {
        if (await MvpdAsync() is { } mvpd)
        {
            _timer.Stop();
            _done(mvpd);
        }
    }

    // The owner calls this when the code lapses or the page is left.
    public void Cancel()
    {
        _timer.Stop();
        _done(null);
    }

    public void Dispose() => _timer.Dispose();
}

public sealed class PatientWatcher(HttpClient http, Sign sign, string brand, string code, IProgress<int> rounds) : CodeReader(http, sign, brand, code)
{
    public async Task<string> WaitAsync()
    {
        string? mvpd;
        var round = 0;
        do // expect: AP4002
        {
            await PauseAsync(3);
            mvpd = await MvpdAsync();
            rounds.Report(++round);
        }
        while (mvpd == null);

        return mvpd;

        static Task PauseAsync(int seconds) => Task.Delay(TimeSpan.FromSeconds(seconds));
    }
}
