// title: Signer behind a semaphore that keeps its token until shortly before the end
// kind: library
// twin: 812-extension-method-authorizes-a-request-with-a-token-of-its-own.cs
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Fern.Pass;

public sealed record ClientPair(string ClientId, string ClientSecret);

internal sealed class TokenAnswer
{
    [JsonPropertyName("access_token")]
    public required string AccessToken { get; init; }

    [JsonPropertyName("expires_in")]
    public required long ExpiresIn { get; init; }
}

public sealed class Signer(HttpClient http, ClientPair pair, string deviceInfo, string fingerprint, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private TokenAnswer? _answer;
    private DateTimeOffset _renewAt;

    public async Task SignAsync(HttpRequestMessage request, CancellationToken ct)
    {
        request.Headers.Add("X-Device-Info", deviceInfo);
        request.Headers.Add("AP-Device-Identifier", fingerprint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(ct));
    }

    private async Task<string> TokenAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (_answer is { } kept && clock.GetUtcNow() < _renewAt)
            {
                return kept.AccessToken;
            }

            var asked = clock.GetUtcNow();
            using var ask = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
            ask.Headers.Add("X-Device-Info", deviceInfo);
            ask.Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["client_id"] = pair.ClientId,
                ["client_secret"] = pair.ClientSecret,
                ["grant_type"] = "client_credentials",
            });
            using var answer = await http.SendAsync(ask, ct);
            _answer = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<TokenAnswer>(ct);
            _renewAt = asked.AddSeconds(_answer!.ExpiresIn - 60);
            return _answer.AccessToken;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
