// title: Playback gate that asks until the answer is yes and does not breathe after a 429
// kind: library
// rule: AP4003
// why: a refusal is asked again for ever; the pause at the end of the loop is skipped by the continue of the 429
// hard: yes
using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Cobalt.Playback;

public record struct Headers(string Identifier, string Info);

public abstract class PassCaller
{
    private readonly HttpClient _http;
    private readonly Headers _headers;

    protected PassCaller(HttpClient http, Headers headers) => (_http, _headers) = (http, headers);

    protected abstract ValueTask<string> BearerAsync();

    private protected async Task<(int Status, JsonElement Body)> PostJsonAsync(string url, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await BearerAsync());
        request.Headers.TryAddWithoutValidation("AP-Device-Identifier", _headers.Identifier);
        request.Headers.TryAddWithoutValidation("X-Device-Info", _headers.Info);
        using var response = await _http.SendAsync(request);
        return response.Content.Headers.ContentType?.MediaType == "application/json"
            ? ((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement)
            : ((int)response.StatusCode, default);
    }
}

public abstract class Gate(HttpClient http, Headers headers, string brand) : PassCaller(http, headers)
{
    // Returns the media token of the asset.
    public async Task<string?> OpenAsync(string mvpd, string asset)
    {
        var url = $"https://sp.auth.adobe.com/api/v2/{brand}/decisions/authorize/{mvpd}";
        var body = JsonSerializer.Serialize(new { resources = new[] { asset } });
        string? ticket = null;

        while (ticket is null) // expect: AP4003, AP4004
        {
            var (status, answer) = await PostJsonAsync(url, body);
            switch (status)
            {
                case 429:
                    continue;
                case 200:
                    ticket = Ticket(answer, asset);
                    break;
                case >= 500:
                    break;
                default:
                    return null;
            }

            await Task.Delay(TimeSpan.FromSeconds(2));
        }

        return ticket;
    }

    private static string? Ticket(JsonElement answer, string asset) =>
        answer.GetProperty("decisions").EnumerateArray()
            .Where(d => d.GetProperty("resource").ValueEquals(asset) && d.TryGetProperty("token", out _))
            .Select(d => d.GetProperty("token").GetProperty("serializedToken").GetString())
            .FirstOrDefault();
}
