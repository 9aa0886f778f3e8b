// title: token times and other times
// kind: library
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace Kanal.Pass.Tokens;

public sealed class TokenClock
{
    private readonly HttpClient _http;
    private readonly string _info;
    private string? _value;
    private DateTimeOffset _ends = DateTimeOffset.MinValue;

    public TokenClock(HttpClient http, string info) => (_http, _info) = (http, info);

    /// <summary>When the person of the account joined, from the account service, in Unix seconds.</summary>
    public static DateTimeOffset MemberSince(JsonElement account) => DateTimeOffset.FromUnixTimeSeconds(account.GetProperty("joined").GetInt64());

    /// <summary>The time of inactivity from the settings, in minutes.</summary>
    public static TimeSpan Idle(JsonElement settings) => TimeSpan.FromMinutes(settings.GetProperty("idle").GetInt32());

    public async Task<string> GetAsync(string id, string secret)
    {
        if (_value is { } value && DateTimeOffset.UtcNow < _ends)
        {
            return value;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
        request.Headers.Add("X-Device-Info", _info);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = id, ["client_secret"] = secret, ["grant_type"] = "client_credentials",
        });
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var created = DateTimeOffset.FromUnixTimeMilliseconds(json.RootElement.GetProperty("created_at").GetInt64());
        var life = TimeSpan.FromMilliseconds(json.RootElement.GetProperty("expires_in").GetInt64() * 1000);
        var skew = DateTimeOffset.UtcNow - created;
        _ends = DateTimeOffset.UtcNow + life - (skew > TimeSpan.FromMinutes(5) ? TimeSpan.FromMinutes(5) : TimeSpan.FromMinutes(1));
        return _value = json.RootElement.GetProperty("access_token").GetString()!;
    }
}
