// title: token model with times
// kind: library
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Kanal.Pass.Tokens;

public sealed record TokenReply
{
    [JsonPropertyName("access_token")]
    public required string Value { get; init; }

    [JsonPropertyName("created_at")]
    public long Created { get; init; }

    [JsonPropertyName("expires_in")]
    public long Lifetime { get; init; }

    public DateTimeOffset CreatedOn => DateTimeOffset.FromUnixTimeSeconds(Created); // expect: AP1007
}

public sealed class TokenSource(HttpClient http)
{
    private TokenReply? _last;
    private DateTimeOffset _ends;

    public async ValueTask<string> GetAsync(string id, string secret, string info, CancellationToken cancellationToken = default)
    {
        if (_last is null || DateTimeOffset.UtcNow > _ends)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
            request.Headers.TryAddWithoutValidation("X-Device-Info", info);
            request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["client_id"] = id, ["client_secret"] = secret, ["grant_type"] = "client_credentials",
            });
            using var response = await http.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
            _last = await response.Content.ReadFromJsonAsync<TokenReply>(cancellationToken);
            _ends = DateTimeOffset.UtcNow.AddMinutes(_last!.Lifetime); // expect: AP1007
        }

        return _last.Value;
    }
}
