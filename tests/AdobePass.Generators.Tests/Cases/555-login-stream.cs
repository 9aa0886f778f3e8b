// title: Stream of login states for a view model
// kind: library
// rule: AP4002
// why: neither the stream nor its reader ends when the code does
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Northlight.Desktop.Login;

public abstract record LoginState
{
    public sealed record Waiting(int Providers) : LoginState;

    public sealed record SignedIn(string Mvpd) : LoginState;
}

public sealed class LoginStream
{
    private readonly HttpClient _http;

    public LoginStream(HttpClient http, string bearer)
    {
        _http = http;
        _http.BaseAddress = new Uri("https://sp.auth.adobe.com/api/v2/NORTH/");
        _http.DefaultRequestHeaders.Add("Authorization", "Bearer " + bearer);
    }

    public async IAsyncEnumerable<LoginState> StatesAsync(string code)
    {
        while (true) // expect: AP4002#a
        {
            var body = await _http.GetFromJsonAsync<JsonElement>("profiles/code/" + code).ConfigureAwait(false); // expect: AP4002#a
            foreach (var profile in body.GetProperty("profiles").EnumerateObject())
            {
                yield return new LoginState.SignedIn(profile.Name);
                yield break;
            }

            yield return new LoginState.Waiting(0);
            await Task.Delay(TimeSpan.FromSeconds(5)).ConfigureAwait(false);
        }
    }
}

public sealed class LoginViewModel(LoginStream stream) : INotifyPropertyChanged
{
    public event PropertyChangedEventHandler? PropertyChanged;

    public string Headline { get; private set; } = "";

    public async Task ShowAsync(string code)
    {
        await foreach (var state in stream.StatesAsync(code))
        {
            Headline = state switch
            {
                LoginState.SignedIn { Mvpd: var mvpd } => $"Signed in with {mvpd}",
                _ => $"Enter {code} on northlight.example/activate",
            };
            PropertyChanged?.Invoke(this, new PropertyChangedEventArgs(nameof(Headline)));
        }
    }
}
