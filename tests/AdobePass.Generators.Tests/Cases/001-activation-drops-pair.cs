// title: activation screen keeps the access token and forgets the client pair
// kind: library
// rule: AP1001
// twin: 002-activation-keeps-pair.cs
// why: keeping the token and dropping the pair is wrong; the next start registers again and the viewer is signed out
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Northlight.Tv.Activation;

public interface ISecureStorage
{
    Task<string?> GetAsync(string key);

    Task SetAsync(string key, string value);
}

/// <summary>What the platform head collects at start-up.</summary>
public sealed record DeviceFacts(string SoftwareStatement, string InfoHeader);

public sealed class ActivationViewModel : INotifyPropertyChanged
{
    private const string Root = "https://sp.auth.adobe.com";

    private readonly HttpClient _http;
    private readonly ISecureStorage _storage;
    private readonly DeviceFacts _facts;
    private string _status = string.Empty;

    public ActivationViewModel(HttpClient http, ISecureStorage storage, DeviceFacts facts) =>
        (_http, _storage, _facts) = (http, storage, facts);

    public event PropertyChangedEventHandler? PropertyChanged;

    public string Status
    {
        get => _status;
        private set
        {
            _status = value;
            PropertyChanged?.Invoke(this, new PropertyChangedEventArgs(nameof(Status)));
        }
    }

    // Called by the shell when the splash screen is up.
    public async Task OnAppearingAsync(CancellationToken ct)
    {
        Status = "Connecting…";
        var (id, key) = await EnrolAsync(ct); // expect: AP1001#a
        var grant = await RequestGrantAsync(id, key, ct);

        // The pages read both values from here.
        await _storage.SetAsync("grant", grant.Value);
        await _storage.SetAsync("grant.ends", DateTimeOffset.UtcNow.AddSeconds(grant.Seconds - 120).ToString("O", CultureInfo.InvariantCulture));
        Status = "Ready";
    }

    private async Task<(string Id, string Key)> EnrolAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Root + "/o/client/register") // expect: AP1001#a
        {
            Content = JsonContent.Create(new { software_statement = _facts.SoftwareStatement }),
        };
        request.Headers.Add("X-Device-Info", _facts.InfoHeader);
        using var response = await _http.SendAsync(request, ct); // expect: AP1001#a
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<Enrolment>(cancellationToken: ct);
        return (answer!.Id, answer.Key);
    }

    private async Task<Grant> RequestGrantAsync(string id, string key, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Root + "/o/client/token");
        request.Headers.Add("X-Device-Info", _facts.InfoHeader);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = id,
            ["client_secret"] = key,
        });
        using var response = await _http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Grant>(cancellationToken: ct))!;
    }

    private sealed record Enrolment(
        [property: JsonPropertyName("client_id")] string Id,
        [property: JsonPropertyName("client_secret")] string Key);

    private sealed record Grant(
        [property: JsonPropertyName("access_token")] string Value,
        [property: JsonPropertyName("expires_in")] long Seconds);
}
