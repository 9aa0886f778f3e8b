// title: Service that registers itself at a Keycloak realm and asks for a token per call
// kind: server
// rule: none
// needs: aspnet
// why: RFC 7591 at a realm of our own; the realm deletes clients of old pods every night
// expect: none
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Configuration;

namespace Birch.Internal;

public sealed record RealmClient(
    [property: JsonPropertyName("client_id")] string Id,
    [property: JsonPropertyName("client_secret")] string Secret);

public sealed record RealmToken(
    [property: JsonPropertyName("access_token")] string Value,
    [property: JsonPropertyName("expires_in")] int Seconds);

public sealed class CatalogService(HttpClient http, IConfiguration configuration)
{
    private RealmClient? _client;

    public async Task<string> TitlesAsync(string shelf, CancellationToken ct)
    {
        _client ??= await RegisterAsync(ct);
        var response = await CallAsync(shelf, ct);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            _client = await RegisterAsync(ct);
            response = await CallAsync(shelf, ct);
        }

        return await response.Content.ReadAsStringAsync(ct);
    }

    private async Task<HttpResponseMessage> CallAsync(string shelf, CancellationToken ct)
    {
        using var granted = await http.PostAsync("https://id.birch.example/realms/tv/protocol/openid-connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = _client!.Id,
            ["client_secret"] = _client.Secret,
        }), ct);
        var token = await granted.Content.ReadFromJsonAsync<RealmToken>(ct);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://catalog.birch.example/api/v2/{shelf}/configuration");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token!.Value);
        return await http.SendAsync(request, ct);
    }

    private async Task<RealmClient> RegisterAsync(CancellationToken ct)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "https://id.birch.example/realms/tv/clients-registrations/openid-connect");
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", configuration["Realm:InitialAccessToken"]);
        message.Content = JsonContent.Create(new { client_name = Environment.MachineName, software_statement = configuration["Realm:Statement"] });
        using var response = await http.SendAsync(message, ct);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<RealmClient>(ct))!;
    }
}
