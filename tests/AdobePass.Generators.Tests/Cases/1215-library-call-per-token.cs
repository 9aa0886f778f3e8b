// title: Wrapper with one method for each operation, token included
// kind: library
// rule: AP1004
// why: every method asks for a token of its own; the logout lacks the identifier of the device
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Marigold.Pass;

public interface ICredentialVault
{
    (string Id, string Secret) Open();
}

public sealed class PassOperations : IDisposable
{
    private static readonly Uri Base = new("https://sp.auth.adobe.com/");
    private readonly HttpClient _http = new() { BaseAddress = Base, Timeout = TimeSpan.FromSeconds(15) };
    private readonly ICredentialVault _vault;
    private readonly string _info;
    private readonly string _identifier;

    public PassOperations(ICredentialVault vault, string info, string identifier)
    {
        _vault = vault;
        _info = info;
        _identifier = identifier;
    }

    public async Task<JsonElement> ProfilesAsync(string channel, CancellationToken ct = default)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, $"api/v2/{channel}/profiles");
        message.Headers.Add("AP-Device-Identifier", _identifier);
        return await WithTokenAsync(message, ct);
    }

    public async Task<JsonElement> LogoutAsync(string channel, string mvpd, string back, CancellationToken ct = default)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, $"api/v2/{channel}/logout/{mvpd}?redirectUrl={Uri.EscapeDataString(back)}"); // expect: AP2002#b
        return await WithTokenAsync(message, ct); // expect: AP2002#b
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> WithTokenAsync(HttpRequestMessage message, CancellationToken ct)
    {
        message.Headers.Add("X-Device-Info", _info);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(ct)); // expect: AP1004#a
        using var response = await _http.SendAsync(message, ct);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }

    private async Task<string> TokenAsync(CancellationToken ct)
    {
        var (id, secret) = _vault.Open();
        using var message = new HttpRequestMessage(HttpMethod.Post, "o/client/token");
        message.Headers.Add("X-Device-Info", _info);
        message.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = id,
            ["client_secret"] = secret,
        });
        using var response = await _http.SendAsync(message, ct); // expect: AP1004#a
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        return json.GetProperty("access_token").GetString()!;
    }
}
