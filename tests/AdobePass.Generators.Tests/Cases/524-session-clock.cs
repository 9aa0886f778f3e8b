// title: Token keeper of a desktop player
// kind: library
// rule: AP1007
// why: created_at is in milliseconds and expires_in in seconds
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Kestrel.Desktop;

public sealed class TokenAnswer
{
    [JsonPropertyName("access_token")]
    public string Value { get; set; } = "";

    [JsonPropertyName("expires_in")]
    public long Life { get; set; }
}

public sealed class TokenKeeper
{
    private readonly HttpClient _http;
    private readonly string _deviceInfo;
    private readonly Func<CancellationToken, Task<(string Id, string Secret)>> _pair;
    private string _value = "";
    private DateTimeOffset _until;

    public TokenKeeper(HttpClient http, string deviceInfo, Func<CancellationToken, Task<(string Id, string Secret)>> pair)
    {
        _http = http;
        _deviceInfo = deviceInfo;
        _pair = pair;
    }

    public event EventHandler<DateTimeOffset>? Renewed;

    public async Task<string> GetAsync(CancellationToken ct)
    {
        if (DateTimeOffset.UtcNow < _until)
        {
            return _value;
        }

        var text = await FetchAsync(ct);
        var answer = JsonSerializer.Deserialize<TokenAnswer>(text)!;
        _value = answer.Value;
        _until = DateTimeOffset.UtcNow.AddMinutes(answer.Life); // expect: AP1007
        Renewed?.Invoke(this, _until);
        return _value;
    }

    /// <summary>Reads the window of a token that another process of the player wrote to the shared folder.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) WindowOf(string tokenJson)
    {
        using var document = JsonDocument.Parse(tokenJson);
        var root = document.RootElement;
        var from = DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("created_at").GetInt64()); // expect: AP1007
        var life = TimeSpan.FromMilliseconds(root.GetProperty("expires_in").GetDouble()); // expect: AP1007
        return (from, from + life);
    }

    private async Task<string> FetchAsync(CancellationToken ct)
    {
        var (id, secret) = await _pair(ct);
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
        request.Headers.Add("X-Device-Info", _deviceInfo);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = id,
            ["client_secret"] = secret,
        });
        using var response = await _http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(ct);
    }
}
