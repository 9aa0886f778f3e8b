// title: Gate in front of the player that insists
// kind: library
// rule: AP4003
// why: ten equal questions; a busy answer is asked again at once
using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Civet.Playback;

public readonly struct Outcome<T>
{
    private Outcome(T? value, string? error) => (Value, Error) = (value, error);

    public T? Value { get; }

    public string? Error { get; }

    public static Outcome<T> Ok(T value) => new(value, null);

    public static Outcome<T> Fail(string error) => new(default, error);
}

public sealed class StubbornGate(HttpClient http, string brand)
{
    public async Task<Outcome<string>> OpenAsync(string bearer, string identifier, string information, string provider, string asset, CancellationToken ct)
    {
        var url = $"https://sp.auth.adobe.com/api/v2/{brand}/decisions/authorize/{provider}";
        var body = JsonSerializer.Serialize(new { resources = new[] { asset } });
        var last = "";

        foreach (var attempt in Enumerable.Range(1, 10)) // expect: AP4003, AP4004#a
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            request.Headers.Add("AP-Device-Identifier", identifier);
            request.Headers.Add("X-Device-Info", information);
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");

            using var response = await http.SendAsync(request, ct);
            var status = (int)response.StatusCode;
            if (status == 429) // expect: AP4004#a
            {
                last = "busy after " + attempt;
                continue;
            }

            if (status == 200)
            {
                using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ct));
                var row = json.RootElement.GetProperty("decisions").EnumerateArray().FirstOrDefault(d => d.GetProperty("resource").ValueEquals(asset));
                if (row.ValueKind == JsonValueKind.Object && row.TryGetProperty("token", out var token))
                {
                    return Outcome<string>.Ok(token.GetProperty("serializedToken").GetString()!);
                }
            }

            last = "status " + status;
        }

        return Outcome<string>.Fail(last);
    }
}
