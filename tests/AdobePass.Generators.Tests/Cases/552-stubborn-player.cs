// title: Player that does not take no for an answer
// kind: library
// rule: AP4003
// why: the same question until it is answered with yes, without a limit or with one of ten; a denial does not change
using System;
using System.Diagnostics;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Meridian.Player;

public interface IPictureSurface
{
    void Play(Uri stream, string ticket);
}

public sealed class ChannelOpener : IDisposable
{
    private readonly HttpClient _http;
    private readonly IPictureSurface _surface;

    public ChannelOpener(string bearer, string deviceInfo, string fingerprint, IPictureSurface surface)
    {
        _surface = surface;
        _http = new HttpClient { BaseAddress = new Uri("https://sp.auth.adobe.com/api/v2/") };
        _http.DefaultRequestHeaders.Add("Authorization", "Bearer " + bearer);
        _http.DefaultRequestHeaders.Add("X-Device-Info", deviceInfo);
        _http.DefaultRequestHeaders.Add("AP-Device-Identifier", fingerprint);
    }

    public async Task OpenAsync(string mvpd, string channel, Uri stream, CancellationToken ct)
    {
        var question = new { resources = new[] { channel } };
        while (true) // expect: AP4003#a
        {
            try
            {
                using var response = await _http.PostAsJsonAsync($"MERI/decisions/authorize/{mvpd}", question, ct); // expect: AP4003#a
                response.EnsureSuccessStatusCode();
                var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
                foreach (var decision in body.GetProperty("decisions").EnumerateArray())
                {
                    if (decision.GetProperty("resource").ValueEquals(channel) && decision.TryGetProperty("token", out var token))
                    {
                        _surface.Play(stream, token.GetProperty("serializedToken").GetString()!);
                        return;
                    }
                }
            }
            catch (HttpRequestException fault)
            {
                Trace.TraceWarning("open {0}: {1}", channel, fault.Message);
            }

            await Task.Delay(TimeSpan.FromSeconds(3), ct);
        }
    }

    // Marks the channels of the start page. The list must never be empty.
    public async Task<JsonElement> PeekAsync(string mvpd, string[] channels, CancellationToken ct)
    {
        JsonElement decisions = default;
        for (var attempt = 0; attempt < 10; attempt++) // expect: AP4003#b
        {
            using var response = await _http.PostAsJsonAsync($"MERI/decisions/preauthorize/{mvpd}", new { resources = channels }, ct); // expect: AP4003#b
            var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
            if (body.TryGetProperty("decisions", out decisions) && decisions.GetArrayLength() > 0)
            {
                break;
            }

            await Task.Delay(1000, ct);
        }

        return decisions;
    }

    public void Dispose() => _http.Dispose();
}
