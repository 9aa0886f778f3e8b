// title: sign-in page model sets the device information and forgets the identifier
// kind: library
// rule: AP2002
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;
using System.Windows.Input;

namespace Tidal.App.SignIn;

public interface IBrowser
{
    Task OpenAsync(Uri address);
}

public sealed class SignInPageModel : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly IBrowser _browser;
    private readonly string _channel;

    public SignInPageModel(IBrowser browser, string channel, string bearer, string deviceInfo)
    {
        _browser = browser;
        _channel = channel;
        _http.BaseAddress = new Uri("https://sp.auth.adobe.com");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        _http.DefaultRequestHeaders.Add("X-Device-Info", deviceInfo);
        SignOut = new AsyncCommand(SignOutAsync);
    }

    public ICommand SignOut { get; }

    public string? Mvpd { get; private set; }

    public string Code { get; private set; } = "";

    public async Task BeginAsync(string mvpd)
    {
        Mvpd = mvpd;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["mvpd"] = mvpd,
            ["domainName"] = "tidal.example",
            ["redirectUrl"] = "https://tidal.example/signed-in",
        });
        using var response = await _http.PostAsync($"/api/v2/{_channel}/sessions", form); // expect: AP2002
        var session = await response.Content.ReadFromJsonAsync<Session>();
        Code = session?.Code ?? "";
        if (session is { ActionName: "authenticate", Url: { } url })
        {
            await _browser.OpenAsync(new Uri(_http.BaseAddress!, url));
        }
    }

    // The phone typed the code; the session already knows the streaming device.
    public async Task ResumeAsync(string code, string mvpd)
    {
        using var form = new FormUrlEncodedContent(new[] { KeyValuePair.Create("mvpd", mvpd) });
        using var response = await _http.PostAsync($"/api/v2/{_channel}/sessions/{code}", form);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    private async Task SignOutAsync()
    {
        if (Mvpd is null)
        {
            return;
        }

        var back = Uri.EscapeDataString("https://tidal.example/bye");
        var json = await _http.GetStringAsync($"/api/v2/{_channel}/logout/{Mvpd}?redirectUrl={back}"); // expect: AP2002
        Mvpd = json.Contains("\"interactive\"", StringComparison.Ordinal) ? Mvpd : null;
    }

    private sealed record Session(
        [property: JsonPropertyName("actionName")] string ActionName,
        [property: JsonPropertyName("url")] string? Url,
        [property: JsonPropertyName("code")] string? Code);

    private sealed class AsyncCommand(Func<Task> run) : ICommand
    {
        public event EventHandler? CanExecuteChanged;

        public bool CanExecute(object? parameter) => CanExecuteChanged is null || true;

        public async void Execute(object? parameter) => await run();
    }
}
