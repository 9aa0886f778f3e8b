// title: login page asks every second, for ever
// kind: library
// rule: AP4001
// twin: 049-login-wait-bounded.cs
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;

namespace Finch.Login;

public sealed class LoginPage
{
    private readonly HttpClient _http;
    private readonly Func<Task<string>> _bearer;

    public LoginPage(HttpClient http, Func<Task<string>> bearer) => (_http, _bearer) = (http, bearer);

    public event EventHandler<string>? SignedIn;

    public async Task ShowAsync(string channel, string code)
    {
        while (true) // expect: AP4001#a, AP4002#b
        {
            var profiles = await LoadAsync();
            foreach (var mvpd in profiles.Keys)
            {
                SignedIn?.Invoke(this, mvpd);
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1000));
        }

        async Task<Dictionary<string, JsonElement>> LoadAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/profiles/code/{code}"); // expect: AP4001#a, AP4002#b
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _bearer());
            using var response = await _http.SendAsync(request); // expect: AP4001#a, AP4002#b
            return (await response.Content.ReadFromJsonAsync<Answer>())!.Profiles;
        }
    }

    private sealed record Answer([property: JsonPropertyName("profiles")] Dictionary<string, JsonElement> Profiles);
}
