// title: login page asks every four seconds until the code ends or the viewer leaves
// kind: library
// expect: none
// rule: AP4001
// twin: 048-login-wait.cs
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Finch.Login;

public sealed class LoginPage
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(4);

    private readonly HttpClient _http;
    private readonly Func<Task<string>> _bearer;

    public LoginPage(HttpClient http, Func<Task<string>> bearer) => (_http, _bearer) = (http, bearer);

    public event EventHandler<string>? SignedIn;

    public async Task ShowAsync(string channel, string code, DateTimeOffset codeEnds, CancellationToken left)
    {
        using var timer = new PeriodicTimer(Pace);
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var countdown = Task.Run(async () =>
        {
            while (await second.WaitForNextTickAsync(left) && DateTimeOffset.UtcNow < codeEnds)
            {
                Console.Title = $"{codeEnds - DateTimeOffset.UtcNow:mm\\:ss}";
            }
        }, left);

        while (await timer.WaitForNextTickAsync(left))
        {
            if (DateTimeOffset.UtcNow >= codeEnds)
            {
                return;
            }

            foreach (var mvpd in (await LoadAsync()).Keys)
            {
                SignedIn?.Invoke(this, mvpd);
                return;
            }
        }

        await countdown;

        async Task<Dictionary<string, JsonElement>> LoadAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/profiles/code/{code}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _bearer());
            using var response = await _http.SendAsync(request, left);
            return (await response.Content.ReadFromJsonAsync<Answer>(cancellationToken: left))!.Profiles;
        }
    }

    private sealed record Answer([property: JsonPropertyName("profiles")] Dictionary<string, JsonElement> Profiles);
}
