// title: player asks for the same decision until it gets one
// kind: library
// rule: AP4003
// twin: 053-patient-play.cs
using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Plover.Play;

public sealed record Verdict([property: JsonPropertyName("resource")] string Resource, [property: JsonPropertyName("authorized")] bool Authorized);

public sealed record Verdicts([property: JsonPropertyName("decisions")] Verdict[] Items);

public sealed class PlayGate : IDisposable
{
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
        while (true) // expect: AP4003
        {
            using var response = await _http.PostAsJsonAsync($"{channel}/decisions/authorize/{mvpd}", body, ct);
            if (response.IsSuccessStatusCode)
            {
                var verdicts = await response.Content.ReadFromJsonAsync<Verdicts>(cancellationToken: ct);
                if (verdicts!.Items.Any(item => item.Resource == resource && item.Authorized))
                {
                    return true;
                }
            }

            // Some operators need a moment after a package change.
            await Task.Delay(2000, ct);
        }
    }

    public async Task<Verdicts?> ShelfAsync(string channel, string mvpd, string[] resources, CancellationToken ct)
    {
        Verdicts? verdicts = null;
        for (var attempt = 1; attempt <= 12; attempt++) // expect: AP4003
        {
            verdicts = await PreflightAsync(channel, mvpd, resources, ct);
            if (verdicts is { Items.Length: > 0 })
            {
                break;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), ct);
        }

        return verdicts;
    }

    public void Dispose() => _http.Dispose();

    private async Task<Verdicts?> PreflightAsync(string channel, string mvpd, string[] resources, CancellationToken ct)
    {
        using var response = await _http.PostAsJsonAsync($"{channel}/decisions/preauthorize/{mvpd}", new { resources }, ct);
        return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<Verdicts>(cancellationToken: ct) : null;
    }
}
