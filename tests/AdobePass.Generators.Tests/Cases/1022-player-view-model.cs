// title: View model of the player page with a play command
// kind: console
// rule: AP4007
using System;
using System.ComponentModel;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Tasks;
using System.Windows.Input;

namespace Heron.App;

public sealed class Command(Func<object?, Task> run) : ICommand
{
    public event EventHandler? CanExecuteChanged { add { } remove { } }

    public bool CanExecute(object? parameter) => true;

    public async void Execute(object? parameter) => await run(parameter);
}

public sealed record Account(string Brand, string Provider, string Bearer, string Identifier, string Information);

public sealed class PlayerViewModel : INotifyPropertyChanged
{
    private static readonly HttpClient Http = new() { BaseAddress = new Uri("https://sp.auth.adobe.com/") };
    private readonly Account _account;
    private string _banner = "";

    public PlayerViewModel(Account account)
    {
        _account = account;
        Play = new Command(asset => PlayAsync((string)asset!));
    }

    public event PropertyChangedEventHandler? PropertyChanged;

    public event Action<string>? Ready;

    public ICommand Play { get; }

    public string Banner
    {
        get => _banner;
        private set => Set(ref _banner, value);
    }

    private async Task PlayAsync(string asset)
    {
        using var request = Request(HttpMethod.Post, $"api/v2/{_account.Brand}/decisions/authorize/{_account.Provider}");
        request.Headers.Add("AP-Device-Identifier", _account.Identifier);
        request.Content = JsonContent.Create(new { resources = new[] { asset } });
        using var response = await Http.SendAsync(request);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        var decision = answer.GetProperty("decisions").EnumerateArray().FirstOrDefault(d => d.GetProperty("resource").ValueEquals(asset));
        var granted = decision.ValueKind is JsonValueKind.Object && decision.GetProperty("authorized").GetBoolean();
        if (granted)
        {
            Ready?.Invoke(decision.GetProperty("token").GetProperty("serializedToken").GetString()!);
            return;
        }

        Banner = "Please sign in with another account.";
        await SignOutAsync(); // expect: AP4007
    }

    private async Task SignOutAsync()
    {
        var back = Uri.EscapeDataString("heron://signed-out");
        using var request = Request(HttpMethod.Get, $"api/v2/{_account.Brand}/logout/{_account.Provider}?redirectUrl={back}"); // expect: AP2002#a
        using var response = await Http.SendAsync(request); // expect: AP2002#a
        response.EnsureSuccessStatusCode();
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Authorization", "Bearer " + _account.Bearer);
        request.Headers.Add("X-Device-Info", _account.Information);
        return request;
    }

    private void Set<T>(ref T field, T value, [CallerMemberName] string? name = null)
    {
        field = value;
        PropertyChanged?.Invoke(this, new PropertyChangedEventArgs(name));
    }
}
