// title: Second-screen login of a television application, on a timer
// kind: library
// rule: AP4001, AP4002
// twin: 548-second-screen
// why: four seconds between two questions; ends with the profile, the code, or the viewer who leaves the page
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Lumen.Television.Login;

public enum LoginOutcome { SignedIn, CodeExpired }

public sealed class SecondScreenLogin
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(4);

    private readonly HttpClient _http;
    private readonly TimeProvider _clock;

    public SecondScreenLogin(HttpClient http, TimeProvider clock)
    {
        _http = http;
        _clock = clock;
    }

    public async Task<(LoginOutcome Outcome, string? Mvpd)> WaitForViewerAsync(string code, DateTimeOffset codeEnds, string bearer, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Between, _clock);
        while (await timer.WaitForNextTickAsync(ct))
        {
            if (await AskAsync(code, bearer, ct) is { } mvpd)
            {
                return (LoginOutcome.SignedIn, mvpd);
            }

            // Half a second for the animation; it does not make the questions more frequent.
            await Task.Delay(TimeSpan.FromMilliseconds(500), _clock, ct);
            if (_clock.GetUtcNow() >= codeEnds)
            {
                break;
            }
        }

        return (LoginOutcome.CodeExpired, null);
    }

    private async Task<string?> AskAsync(string code, string bearer, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/LUMEN/profiles/code/{code}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var response = await _http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
        foreach (var profile in body.GetProperty("profiles").EnumerateObject())
        {
            return profile.Name;
        }

        return null;
    }
}
