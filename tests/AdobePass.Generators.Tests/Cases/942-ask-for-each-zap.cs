// title: Playback gate that asks for each zap from a queue, with three attempts and a pause after a 429
// kind: library
// rule: AP4003
// twin: ask-until-permitted
// why: the outer loop waits for the viewer's next playback, the inner one has three turns and honours Retry-After
// expect: none
using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Cobalt.Playback;

public record struct Headers(string Identifier, string Info);

public sealed record Zap(string Asset, TaskCompletionSource<string?> Ticket);

public sealed class Gate(HttpClient http, Headers headers, string brand, Func<CancellationToken, ValueTask<string>> bearer)
{
    private readonly Channel<Zap> _zaps = Channel.CreateBounded<Zap>(4);

    public Task<string?> OpenAsync(string asset)
    {
        var zap = new Zap(asset, new(TaskCreationOptions.RunContinuationsAsynchronously));
        return _zaps.Writer.TryWrite(zap) ? zap.Ticket.Task : Task.FromResult<string?>(null);
    }

    public async Task RunAsync(string mvpd, CancellationToken ct)
    {
        while (true)
        {
            var zap = await _zaps.Reader.ReadAsync(ct);
            try
            {
                zap.Ticket.TrySetResult(await AskAsync(mvpd, zap.Asset, ct));
            }
            catch (HttpRequestException e)
            {
                zap.Ticket.TrySetException(e);
            }
        }
    }

    private async Task<string?> AskAsync(string mvpd, string asset, CancellationToken ct)
    {
        for (var turn = 1; turn <= 3; turn++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/{brand}/decisions/authorize/{mvpd}");
            request.Content = new StringContent(JsonSerializer.Serialize(new { resources = new[] { asset } }), Encoding.UTF8, "application/json");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bearer(ct));
            request.Headers.TryAddWithoutValidation("AP-Device-Identifier", headers.Identifier);
            request.Headers.TryAddWithoutValidation("X-Device-Info", headers.Info);
            using var response = await http.SendAsync(request, ct);
            switch ((int)response.StatusCode)
            {
                case 429:
                    await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1 + turn), ct);
                    continue;
                case 200:
                    using (var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ct)))
                    {
                        return json.RootElement.GetProperty("decisions").EnumerateArray()
                            .Where(d => d.GetProperty("resource").ValueEquals(asset) && d.TryGetProperty("token", out _))
                            .Select(d => d.GetProperty("token").GetProperty("serializedToken").GetString())
                            .FirstOrDefault();
                    }

                default:
                    return null;
            }
        }

        return null;
    }
}
