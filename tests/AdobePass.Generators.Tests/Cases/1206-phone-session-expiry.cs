// title: Session object of a phone app that checks its times before each call
// kind: library
// rule: AP1002
// why: the end of a token is no reason for new credentials, whatever the file says
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;

namespace Pelican.Mobile;

public sealed class SavedSession
{
    public string? ClientId { get; set; }
    public string? ClientSecret { get; set; }
    public string? AccessToken { get; set; }
    public DateTimeOffset TokenExpiresAt { get; set; }
}

public sealed class PelicanSession
{
    private readonly HttpClient _http;
    private readonly string _path;
    private readonly string _info;
    private SavedSession _saved;

    public PelicanSession(HttpClient http, string path, string info)
    {
        (_http, _path, _info) = (http, path, info);
        _saved = File.Exists(path) ? JsonSerializer.Deserialize<SavedSession>(File.ReadAllText(path))! : new SavedSession();
    }

    public async Task<string> BearerAsync(string statement)
    {
        if (_saved.TokenExpiresAt <= DateTimeOffset.UtcNow)
        {
            using var register = Prepare("register", JsonContent.Create(new { software_statement = statement })); // expect: AP1002#a
            using var answer = await _http.SendAsync(register); // expect: AP1002#a
            answer.EnsureSuccessStatusCode();
            var pair = (await answer.Content.ReadFromJsonAsync<Pair>())!;
            _saved = new SavedSession { ClientId = pair.Id, ClientSecret = pair.Secret };
            await TakeTokenAsync();
            File.WriteAllText(_path, JsonSerializer.Serialize(_saved));
        }

        return _saved.AccessToken!;
    }

    private async Task TakeTokenAsync()
    {
        using var request = Prepare("token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = _saved.ClientId!,
            ["client_secret"] = _saved.ClientSecret!,
            ["grant_type"] = "client_credentials",
        }));
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var granted = (await answer.Content.ReadFromJsonAsync<Granted>())!;
        _saved.AccessToken = granted.Token;
        _saved.TokenExpiresAt = DateTimeOffset.UtcNow.AddSeconds(granted.Seconds - 60);
    }

    private HttpRequestMessage Prepare(string leaf, HttpContent content) =>
        new(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/" + leaf)
        {
            Content = content,
            Headers = { { "X-Device-Info", _info } },
        };

    private sealed record Pair([property: JsonPropertyName("client_id")] string Id, [property: JsonPropertyName("client_secret")] string Secret);

    private sealed record Granted([property: JsonPropertyName("access_token")] string Token, [property: JsonPropertyName("expires_in")] long Seconds);
}
