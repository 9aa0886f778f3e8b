// title: Second-screen login of a television application
// kind: library
// rule: AP4001
// why: asks every two seconds, through a method that waits and one that asks
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Lumen.Television.Login;

public sealed class LoginCompletedEventArgs(string mvpd) : EventArgs
{
    public string Mvpd { get; } = mvpd;
}

public sealed class SecondScreenLogin(HttpClient http, TimeProvider clock)
{
    public event EventHandler<LoginCompletedEventArgs>? Completed;

    public event EventHandler? Expired;

    public async Task WaitForViewerAsync(string code, DateTimeOffset codeEnds, string bearer, CancellationToken ct)
    {
        JsonElement profiles;
        do
        {
            await BreatheAsync(ct); // expect: AP4001#a
            profiles = await AskAsync(code, bearer, ct); // expect: AP4001#a
            if (clock.GetUtcNow() >= codeEnds)
            {
                Expired?.Invoke(this, EventArgs.Empty);
                return;
            }
        }
        while (IsEmpty(profiles));

        foreach (var profile in profiles.EnumerateObject())
        {
            Completed?.Invoke(this, new LoginCompletedEventArgs(profile.Name));
        }
    }

    private static bool IsEmpty(JsonElement profiles) => !profiles.EnumerateObject().MoveNext();

    private Task BreatheAsync(CancellationToken ct) => Task.Delay(TimeSpan.FromSeconds(2), clock, ct); // expect: AP4001#a

    private async Task<JsonElement> AskAsync(string code, string bearer, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/LUMEN/profiles/code/{code}"); // expect: AP4001#a
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var response = await http.SendAsync(request, ct); // expect: AP4001#a
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
        return body.GetProperty("profiles");
    }
}
