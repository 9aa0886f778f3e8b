// title: Hotel TV app that looks for the login with a timer
// kind: console
// rule: AP4001
// why: the timer fires every two seconds
using System;
using System.Net.Http;
using System.Text.Json;
using System.Threading;

namespace Palm.HotelTv;

public sealed class LoginWatcher : IDisposable
{
    private static readonly HttpClient Http = new() { BaseAddress = new Uri("https://sp.auth.adobe.com/api/v2/PALM/") };
    private readonly Timer _timer;
    private readonly string _bearer;
    private readonly string _code;
    private readonly long _codeEnds;
    private int _busy;

    public LoginWatcher(string code, long notAfter, string bearer)
    {
        (_code, _codeEnds, _bearer) = (code, notAfter, bearer);
        _timer = new Timer(OnTick, null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)); // expect: AP4001
    }

    public event EventHandler<string>? Found;

    public event EventHandler? Expired;

    public void Dispose() => _timer.Dispose();

    private async void OnTick(object? state)
    {
        if (Interlocked.Exchange(ref _busy, 1) == 1)
        {
            return;
        }

        try
        {
            if (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() > _codeEnds)
            {
                _timer.Dispose();
                Expired?.Invoke(this, EventArgs.Empty);
                return;
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, "profiles/code/" + _code);
            request.Headers.Authorization = new("Bearer", _bearer);
            using var response = await Http.SendAsync(request);
            if (!response.IsSuccessStatusCode)
            {
                return;
            }

            using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            foreach (var profile in json.RootElement.GetProperty("profiles").EnumerateObject())
            {
                _timer.Dispose();
                Found?.Invoke(this, profile.Name);
                break;
            }
        }
        catch (HttpRequestException)
        {
            // The next tick tries again.
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }
}
