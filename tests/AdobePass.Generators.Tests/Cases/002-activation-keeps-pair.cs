// title: activation screen keeps the client pair through an extension of the secure storage
// kind: library
// expect: none
// rule: AP1001
// twin: 001-activation-drops-pair.cs
using System;
using System.Collections.Generic;
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

internal static class SecureStorageExtensions
{
    public static async Task<(string Id, string Key)?> LoadPairAsync(this ISecureStorage storage) =>
        (await storage.GetAsync("pair.id"), await storage.GetAsync("pair.key")) is ({ } id, { } key) ? (id, key) : null;

    public static async Task KeepPairAsync(this ISecureStorage storage, (string Id, string Key) pair)
    {
        await storage.SetAsync("pair.id", pair.Id);
        await storage.SetAsync("pair.key", pair.Key);
    }
}

public sealed record DeviceFacts(string SoftwareStatement, string InfoHeader);

public sealed class ActivationViewModel
{
    private const string Root = "https://sp.auth.adobe.com";

    private readonly HttpClient _http;
    private readonly ISecureStorage _storage;
    private readonly DeviceFacts _facts;

    public ActivationViewModel(HttpClient http, ISecureStorage storage, DeviceFacts facts) =>
        (_http, _storage, _facts) = (http, storage, facts);

    public async Task OnAppearingAsync(CancellationToken ct)
    {
        if (await _storage.LoadPairAsync() is not { } pair)
        {
            pair = await EnrolAsync(ct);
            await _storage.KeepPairAsync(pair);
        }

        var ends = await _storage.GetAsync("grant.ends");
        if (ends is null || DateTimeOffset.Parse(ends, CultureInfo.InvariantCulture) <= DateTimeOffset.UtcNow)
        {
            var grant = await RequestGrantAsync(pair.Id, pair.Key, ct);
            await _storage.SetAsync("grant", grant.Value);
            await _storage.SetAsync("grant.ends", DateTimeOffset.UtcNow.AddSeconds(grant.Seconds - 120).ToString("O", CultureInfo.InvariantCulture));
        }
    }

    private async Task<(string Id, string Key)> EnrolAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Root + "/o/client/register")
        {
            Content = JsonContent.Create(new { software_statement = _facts.SoftwareStatement }),
        };
        request.Headers.Add("X-Device-Info", _facts.InfoHeader);
        using var response = await _http.SendAsync(request, ct);
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
