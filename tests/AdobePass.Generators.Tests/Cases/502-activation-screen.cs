// title: View model of an activation screen (WPF)
// kind: library
// rule: AP1001, AP1004
// why: each click registers the computer again and takes a token; pair and token live in locals only
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using System.Threading.Tasks;
using System.Windows.Input;

namespace Northlight.Desktop.ViewModels;

public sealed class ActivationViewModel : INotifyPropertyChanged
{
    private readonly HttpClient _http;
    private readonly IComputer _computer;
    private readonly string _statement;
    private string _code = "";
    private string _status = "Press Activate to get a code.";

    public ActivationViewModel(HttpClient http, IComputer computer, string statement)
    {
        _http = http;
        _computer = computer;
        _statement = statement;
        Activate = new ClickCommand(OnActivate);
    }

    public event PropertyChangedEventHandler? PropertyChanged;

    public ICommand Activate { get; }

    public string Code { get => _code; private set => Set(ref _code, value); }

    public string Status { get => _status; private set => Set(ref _status, value); }

    private async void OnActivate(object? parameter)
    {
        try
        {
            Status = "One moment…";
            var (id, secret) = await RegisterAsync(); // expect: AP1001#a
            Debug.WriteLine("client id " + id);
            var bearer = await LoginAsync(id, secret); // expect: AP1004#b

            using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/NORTH/sessions");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            request.Headers.Add("X-Device-Info", _computer.DeviceInfo);
            request.Headers.Add("AP-Device-Identifier", _computer.Fingerprint);
            request.Content = new FormUrlEncodedContent(new[] { new KeyValuePair<string, string>("domainName", "northlight.example") });
            using var response = await _http.SendAsync(request);
            var session = await response.Content.ReadFromJsonAsync<Session>();
            Code = session?.Code ?? "";
            Status = "Enter the code on northlight.example/activate";
        }
        catch (HttpRequestException)
        {
            Status = "We could not reach the service. Try again later.";
        }
    }

    private async Task<(string Id, string Secret)> RegisterAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register"); // expect: AP1001#a
        request.Headers.Add("X-Device-Info", _computer.DeviceInfo);
        request.Content = JsonContent.Create(new { software_statement = _statement });
        using var response = await _http.SendAsync(request); // expect: AP1001#a
        var body = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Dictionary<string, object>>();
        return (body!["client_id"].ToString()!, body["client_secret"].ToString()!);
    }

    private async Task<string> LoginAsync(string id, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token"); // expect: AP1004#b
        request.Headers.Add("X-Device-Info", _computer.DeviceInfo);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            { "grant_type", "client_credentials" },
            { "client_id", id },
            { "client_secret", secret },
        });
        using var response = await _http.SendAsync(request); // expect: AP1004#b
        var body = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Dictionary<string, object>>();
        return body!["access_token"].ToString()!;
    }

    private void Set(ref string field, string value, [CallerMemberName] string? name = null)
    {
        field = value;
        PropertyChanged?.Invoke(this, new PropertyChangedEventArgs(name));
    }
}

public sealed record Session([property: JsonPropertyName("code")] string? Code);

public interface IComputer
{
    string DeviceInfo { get; }

    string Fingerprint { get; }
}

public sealed class ClickCommand(Action<object?> run) : ICommand
{
    public event EventHandler? CanExecuteChanged { add { } remove { } }

    public bool CanExecute(object? parameter) => true;

    public void Execute(object? parameter) => run(parameter);
}
