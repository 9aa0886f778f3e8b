// title: View model of the account page of a mobile app
// kind: console
// rule: AP1002
// why: a refused token calls for another token; the new identifier at each start makes a new device of the phone
using System;
using System.ComponentModel;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using System.Collections.Generic;

namespace Lumen.Mobile.ViewModels;

public interface IPreferences
{
    string? Get(string key);

    void Set(string key, string? value);
}

public sealed class AccountViewModel : INotifyPropertyChanged
{
    private const string Service = "https://sp.auth.adobe.com";
    private readonly HttpClient _http = new();
    private readonly IPreferences _preferences;
    private readonly Lazy<string> _installation = new(() => Guid.NewGuid().ToString("N")); // expect: AP2006#a
    private string? _token;

    public AccountViewModel(IPreferences preferences, string deviceInfo)
    {
        _preferences = preferences;
        _http.DefaultRequestHeaders.Add("X-Device-Info", deviceInfo);
        _http.DefaultRequestHeaders.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(_installation.Value))); // expect: AP2006#a
    }

    public event PropertyChangedEventHandler? PropertyChanged;

    public string Status { get; private set; } = "";

    public async Task RefreshAsync()
    {
        _token ??= await NewTokenAsync();
        var answer = await ProfilesAsync();
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            await RegisterAsync(); // expect: AP1002
            _token = await NewTokenAsync();
            answer = await ProfilesAsync();
        }

        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync());
        Status = body?["profiles"] is JsonObject { Count: > 0 } ? "Signed in" : "Not signed in";
        PropertyChanged?.Invoke(this, new PropertyChangedEventArgs(nameof(Status)));
    }

    private Task<HttpResponseMessage> ProfilesAsync()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"{Service}/api/v2/LUMEN/profiles");
        request.Headers.Authorization = new("Bearer", _token);
        return _http.SendAsync(request);
    }

    private async Task RegisterAsync()
    {
        var answer = await _http.PostAsJsonAsync(Service + "/o/client/register", new { software_statement = _preferences.Get("statement") });
        var pair = JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
        _preferences.Set("client_id", (string?)pair["client_id"]);
        _preferences.Set("client_secret", (string?)pair["client_secret"]);
    }

    private async Task<string> NewTokenAsync()
    {
        if (_preferences.Get("client_id") is null)
        {
            await RegisterAsync();
        }

        var answer = await _http.PostAsync(Service + "/o/client/token", new FormUrlEncodedContent(new Dictionary<string, string?>
        {
            ["client_id"] = _preferences.Get("client_id"),
            ["client_secret"] = _preferences.Get("client_secret"),
            ["grant_type"] = "client_credentials",
        }));
        return (string)JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["access_token"]!;
    }
}
