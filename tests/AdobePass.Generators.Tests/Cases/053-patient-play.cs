// title: player repeats a decision twice at most, and one decision for each title that the viewer starts
// kind: library
// expect: none
// rule: AP4003
// twin: 052-stubborn-play.cs
// why: a loop held up by a channel asks once for each playback
using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Plover.Play;

public sealed record Verdict([property: JsonPropertyName("resource")] string Resource, [property: JsonPropertyName("authorized")] bool Authorized);

public sealed record Verdicts([property: JsonPropertyName("decisions")] Verdict[] Items);

public sealed class PlayGate : IDisposable
{
    private const int MostAttempts = 3;

    private readonly HttpClient _http = new() { BaseAddress = new Uri("https://sp.auth.adobe.com/api/v2/") };

    public PlayGate(string bearer, string fingerprint, string info)
    {
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        _http.DefaultRequestHeaders.Add("AP-Device-Identifier", fingerprint);
        _http.DefaultRequestHeaders.Add("X-Device-Info", info);
    }

    public async Task<bool> OpenAsync(string channel, string mvpd, string resource, CancellationToken ct)
    {
        var body = new { resources = new[] { resource } };
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            using var response = await _http.PostAsJsonAsync($"{channel}/decisions/authorize/{mvpd}", body, ct);
            if (response.IsSuccessStatusCode)
            {
                var verdicts = await response.Content.ReadFromJsonAsync<Verdicts>(cancellationToken: ct);
                return verdicts!.Items.FirstOrDefault(item => item.Resource == resource) is { Authorized: true };
            }

            var problem = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
            if (!problem.TryGetProperty("action", out var action) || action.GetString() != "retry")
            {
                return false;
            }

            await Task.Delay(TimeSpan.FromSeconds(1 << attempt), ct);
        }

        return false;
    }

    // The zapping queue: one entry each time the viewer presses OK, always for the live channel.
    public async Task ServeAsync(ChannelReader<Action<bool>> presses, string channel, string mvpd, CancellationToken ct)
    {
        while (true)
        {
            var start = await presses.ReadAsync(ct);
            start(await OpenAsync(channel, mvpd, "live", ct));
        }
    }

    public void Dispose() => _http.Dispose();
}
