// title: API classes whose base class adds all headers
// kind: library
// expect: none
// rule: AP2001
// twin: 021-profile-list.cs
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Quarry.Pass;

public interface IBearerSource
{
    ValueTask<string> GetAsync(CancellationToken ct);
}

public abstract class PassApiBase
{
    private static readonly Uri Root = new("https://sp.auth.adobe.com/api/v2/");

    private readonly HttpClient _http;
    private readonly IBearerSource _bearers;
    private readonly string _fingerprint;
    private readonly string _info;

    protected PassApiBase(HttpClient http, IBearerSource bearers, string deviceId, string info)
    {
        (_http, _bearers, _info) = (http, bearers, info);
        _fingerprint = "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(deviceId));
    }

    protected async Task<T> CallAsync<T>(HttpMethod method, string path, HttpContent? content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, new Uri(Root, path)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _bearers.GetAsync(ct));
        Stamp(request.Headers);
        using var response = await _http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<T>(cancellationToken: ct))!;
    }

    protected virtual void Stamp(HttpRequestHeaders headers)
    {
        foreach (var (name, value) in new Dictionary<string, string> { ["AP-Device-Identifier"] = _fingerprint, ["X-Device-Info"] = _info })
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }
}

public sealed class ProfileApi(HttpClient http, IBearerSource bearers, string deviceId, string info)
    : PassApiBase(http, bearers, deviceId, info)
{
    public Task<ProfileMap> AllAsync(string channel, CancellationToken ct) =>
        CallAsync<ProfileMap>(HttpMethod.Get, $"{channel}/profiles", null, ct);

    public Task<ProfileMap> OneAsync(string channel, string mvpd, CancellationToken ct) =>
        CallAsync<ProfileMap>(HttpMethod.Get, $"{channel}/profiles/{Uri.EscapeDataString(mvpd)}", null, ct);
}

public sealed class SessionApi(HttpClient http, IBearerSource bearers, string deviceId, string info)
    : PassApiBase(http, bearers, deviceId, info)
{
    public Task<SessionState> CreateAsync(string channel, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken ct) =>
        CallAsync<SessionState>(HttpMethod.Post, $"{channel}/sessions", new FormUrlEncodedContent(fields), ct);
}

public sealed record ProfileMap([property: JsonPropertyName("profiles")] Dictionary<string, ProfileEntry> Profiles);

public sealed record ProfileEntry([property: JsonPropertyName("notAfter")] long NotAfter, [property: JsonPropertyName("type")] string Type);

public sealed record SessionState([property: JsonPropertyName("code")] string? Code, [property: JsonPropertyName("url")] string? Url);
