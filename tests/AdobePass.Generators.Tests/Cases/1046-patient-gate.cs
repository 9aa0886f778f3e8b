// title: Gate in front of the player with a retry helper
// kind: library
// rule: AP4003
// twin: stubborn-gate
// why: two attempts, the second after a pause and only when the answer says that it may be repeated
// expect: none
using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Civet.Playback;

internal static class Again
{
    public static async Task<HttpResponseMessage> WhileAsync(Func<Task<HttpResponseMessage>> send, Func<HttpResponseMessage, Task<bool>> repeat, int attempts, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var response = await send();
            if (attempt >= attempts || !await repeat(response))
            {
                return response;
            }

            var pause = response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1 + Random.Shared.NextDouble());
            response.Dispose();
            await Task.Delay(pause, ct);
        }
    }
}

public sealed class PatientGate(HttpClient http, string brand)
{
    public async Task<string?> OpenAsync(string bearer, string identifier, string information, string provider, string asset, CancellationToken ct)
    {
        var url = $"https://sp.auth.adobe.com/api/v2/{brand}/decisions/authorize/{provider}";
        var body = JsonSerializer.Serialize(new { resources = new[] { asset } });

        using var response = await Again.WhileAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, url);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            request.Headers.Add("AP-Device-Identifier", identifier);
            request.Headers.Add("X-Device-Info", information);
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            return http.SendAsync(request, ct);
        }, MayRepeatAsync, 2, ct);

        if (response.StatusCode != HttpStatusCode.OK)
        {
            return null;
        }

        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ct));
        var row = json.RootElement.GetProperty("decisions").EnumerateArray().FirstOrDefault(d => d.GetProperty("resource").ValueEquals(asset));
        return row.ValueKind == JsonValueKind.Object && row.TryGetProperty("token", out var token) ? token.GetProperty("serializedToken").GetString() : null;
    }

    private static async Task<bool> MayRepeatAsync(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        429 => true,
        >= 400 when response.Content.Headers.ContentType?.MediaType == "application/json" =>
            (await response.Content.ReadAsStringAsync()).Contains("\"action\":\"retry\"", StringComparison.Ordinal),
        _ => false,
    };
}
