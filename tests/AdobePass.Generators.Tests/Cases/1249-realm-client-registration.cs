// title: Onboarding of services at the identity server of a bank
// kind: library
// rule: none
// why: registration by RFC 7591 at another server, with other names for everything
// expect: none
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;

namespace Vault.Onboarding;

/// <summary>Like Dynamic Client Registration of Adobe Pass (auth.adobe.com), at the realm of the bank.</summary>
public sealed class RealmRegistration
{
    private readonly HttpClient _http;
    private Registered? _registered;

    public RealmRegistration(HttpClient http)
    {
        http.BaseAddress = new Uri("https://id.vault.example/realms/staff/");
        _http = http;
    }

    public async Task<string> CallAsync(string statement, string path)
    {
        _registered ??= await RegisterAsync(statement);
        var token = await TokenAsync(_registered);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://core.vault.example/api/v1/" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            _registered = await RegisterAsync(statement);
            return await CallAsync(statement, path);
        }

        return await response.Content.ReadAsStringAsync();
    }

    private async Task<Registered> RegisterAsync(string statement)
    {
        using var response = await _http.PostAsJsonAsync("clients-registrations/openid-connect", new
        {
            software_statement = statement,
            grant_types = new[] { "client_credentials" },
            redirect_uris = Array.Empty<string>(),
        });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Registered>())!;
    }

    private async Task<string> TokenAsync(Registered registered)
    {
        using var response = await _http.PostAsync("protocol/openid-connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = registered.Id,
            ["client_secret"] = registered.Secret,
            ["grant_type"] = "client_credentials",
        }));
        return (await response.Content.ReadFromJsonAsync<Granted>())!.Token;
    }

    private sealed record Registered([property: JsonPropertyName("client_id")] string Id, [property: JsonPropertyName("client_secret")] string Secret);

    private sealed record Granted([property: JsonPropertyName("access_token")] string Token);
}
