// title: Generic base class of the clients of a player SDK
// kind: library
// rule: AP1004
// why: every call of every derived client authorizes itself with a new token
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Lumen.PlayerSdk;

public sealed record SdkIdentity(string ClientId, string ClientSecret, string DeviceInfo, string Fingerprint);

public abstract class ResourceClient<TResult>
    where TResult : class
{
    private readonly HttpClient _http;
    private readonly SdkIdentity _identity;

    protected ResourceClient(HttpClient http, SdkIdentity identity)
    {
        _http = http;
        _identity = identity;
    }

    protected async Task<TResult?> ReadAsync(string channel, string tail, CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/profiles{tail}");
        request.Headers.Add("X-Device-Info", _identity.DeviceInfo);
        request.Headers.Add("AP-Device-Identifier", _identity.Fingerprint);
        await AuthorizeAsync(request, ct).ConfigureAwait(false); // expect: AP1004#a
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<TResult>(cancellationToken: ct).ConfigureAwait(false);
    }

    private async Task AuthorizeAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using var login = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token"); // expect: AP1004#a
        login.Headers.Add("X-Device-Info", _identity.DeviceInfo);
        login.Content = new FormUrlEncodedContent(new KeyValuePair<string, string>[]
        {
            new("grant_type", "client_credentials"),
            new("client_id", _identity.ClientId),
            new("client_secret", _identity.ClientSecret),
        });
        using var response = await _http.SendAsync(login, ct).ConfigureAwait(false); // expect: AP1004#a
        response.EnsureSuccessStatusCode();
        var ticket = await response.Content.ReadFromJsonAsync<Ticket>(cancellationToken: ct).ConfigureAwait(false); // expect: AP1004#a
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ticket!.Value);
    }

    private sealed record Ticket([property: JsonPropertyName("access_token")] string Value);
}

public sealed class ProfileClient(HttpClient http, SdkIdentity identity) : ResourceClient<ProfileMap>(http, identity)
{
    public Task<ProfileMap?> AllAsync(string channel, CancellationToken ct = default) => ReadAsync(channel, "", ct);

    public Task<ProfileMap?> OfAsync(string channel, string mvpd, CancellationToken ct = default) => ReadAsync(channel, "/" + Uri.EscapeDataString(mvpd), ct);
}

public sealed record ProfileMap([property: JsonPropertyName("profiles")] Dictionary<string, ProfileBrief> Profiles);

public sealed record ProfileBrief([property: JsonPropertyName("notAfter")] long NotAfter, [property: JsonPropertyName("type")] string? Type);
