// title: registration is sent as a form and the token requests as JSON and as plain text
// kind: library
// rule: AP2011
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Osprey.Onboarding;

public sealed record Credentials(
    [property: JsonPropertyName("client_id")] string Id,
    [property: JsonPropertyName("client_secret")] string Secret);

public sealed record Token(
    [property: JsonPropertyName("access_token")] string Value,
    [property: JsonPropertyName("expires_in")] long ExpiresIn);

public interface IKeychain
{
    Task SaveAsync<T>(string name, T value);
}

public sealed class Onboarding
{
    private readonly HttpClient _http;
    private readonly IKeychain _keychain;

    public Onboarding(IKeychain keychain, string deviceInfo)
    {
        _keychain = keychain;
        _http = new HttpClient { BaseAddress = new Uri("https://sp.auth.adobe.com") };
        _http.DefaultRequestHeaders.Add("X-Device-Info", deviceInfo);
    }

    public async Task<Credentials> RegisterAsync(string statement, CancellationToken ct)
    {
        var fields = new Dictionary<string, string> { { "software_statement", statement }, { "redirect_uri", "app://osprey.example" } };
        using var response = await _http.PostAsync("/o/client/register", new FormUrlEncodedContent(fields), ct); // expect: AP2011
        var credentials = (await response.Content.ReadFromJsonAsync<Credentials>(cancellationToken: ct))!;
        await _keychain.SaveAsync("pass.credentials", credentials);
        return credentials;
    }

    public async Task<Token> TokenAsync(Credentials credentials, CancellationToken ct)
    {
        using var response = await _http.PostAsJsonAsync( // expect: AP2011
            "/o/client/token",
            new { grant_type = "client_credentials", client_id = credentials.Id, client_secret = credentials.Secret },
            ct);
        var token = (await response.Content.ReadFromJsonAsync<Token>(cancellationToken: ct))!;
        await _keychain.SaveAsync("pass.token", token);
        return token;
    }

    // Fallback for the devices whose JSON body is refused.
    public async Task<Token> TokenAsTextAsync(Credentials credentials, CancellationToken ct)
    {
        var text = $"grant_type=client_credentials&client_id={Uri.EscapeDataString(credentials.Id)}&client_secret={Uri.EscapeDataString(credentials.Secret)}";
        using var message = new HttpRequestMessage(HttpMethod.Post, "/o/client/token");
        message.Content = new StringContent(text); // expect: AP2011#t
        using var response = await _http.SendAsync(message, ct); // expect: AP2011#t
        var token = JsonSerializer.Deserialize<Token>(await response.Content.ReadAsStringAsync(ct))!;
        await _keychain.SaveAsync("pass.token", token);
        return token;
    }
}
