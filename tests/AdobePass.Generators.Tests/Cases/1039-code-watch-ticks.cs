// title: Watch over an activation code in the middle of a migration
// kind: library
// rule: AP4001
// why: two seconds between the ticks; the code still comes from the old interface
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Stoat.Pairing;

public sealed class CodeWatch(HttpClient http, Func<CancellationToken, Task<string>> bearer, string brand) : IDisposable
{
    private readonly PeriodicTimer _beat = new(TimeSpan.FromSeconds(2)); // expect: AP4001#a

    public async Task<string> NewCodeAsync(string deviceId, CancellationToken ct)
    {
        using var message = await SignAsync(HttpMethod.Post, $"https://api.auth.adobe.com/reggie/v1/{brand}/regcode", ct); // expect: AP4010, AP4014
        message.Content = new FormUrlEncodedContent([KeyValuePair.Create("deviceId", deviceId)]);
        using var response = await http.SendAsync(message, ct);
        return (await response.Content.ReadFromJsonAsync<Regcode>(ct))!.Code;
    }

    public async Task<string?> WaitAsync(string code, CancellationToken ct)
    {
        while (await _beat.WaitForNextTickAsync(ct)) // expect: AP4001#a
        {
            using var message = await SignAsync(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{brand}/profiles/code/{code}", ct);
            using var response = await http.SendAsync(message, ct);
            switch ((int)response.StatusCode)
            {
                case 200 when (await response.Content.ReadFromJsonAsync<Profiles>(ct))?.Map.Keys.FirstOrDefault() is { } provider:
                    return provider;
                case 200 or 429 or >= 500:
                    continue;
                default:
                    return null;
            }
        }

        return null;
    }

    public void Dispose() => _beat.Dispose();

    private async Task<HttpRequestMessage> SignAsync(HttpMethod method, string url, CancellationToken ct) => new(method, url)
    {
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", await bearer(ct)) },
    };

    private sealed record Regcode([property: JsonPropertyName("code")] string Code);

    private sealed record Profiles([property: JsonPropertyName("profiles")] Dictionary<string, object> Map);
}
