// title: Player that authorizes each time the viewer presses play
// kind: library
// rule: AP4003
// twin: 552-stubborn-player
// hard: yes
// why: every turn of the loop is the next playback; a failure is tried again once, and only if the service says so
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Meridian.Player;

public sealed class PlayButton
{
    private readonly Channel<bool> _presses = Channel.CreateBounded<bool>(1);

    public ValueTask<bool> PressedAsync(CancellationToken ct) => _presses.Reader.ReadAsync(ct);

    public bool Press() => _presses.Writer.TryWrite(true);
}

public sealed class FavouriteChannel
{
    private readonly HttpClient _http;
    private readonly PlayButton _button;
    private readonly Action<string> _play;

    public FavouriteChannel(string bearer, string deviceInfo, string fingerprint, PlayButton button, Action<string> play)
    {
        _button = button;
        _play = play;
        _http = new HttpClient { BaseAddress = new Uri("https://sp.auth.adobe.com/api/v2/") };
        _http.DefaultRequestHeaders.Add("Authorization", "Bearer " + bearer);
        _http.DefaultRequestHeaders.Add("X-Device-Info", deviceInfo);
        _http.DefaultRequestHeaders.Add("AP-Device-Identifier", fingerprint);
    }

    public async Task RunAsync(string mvpd, string channel, CancellationToken ct)
    {
        while (true)
        {
            await _button.PressedAsync(ct);
            var (token, again) = await AuthorizeAsync(mvpd, channel, ct);
            if (token is null && again)
            {
                await Task.Delay(TimeSpan.FromSeconds(2), ct);
                (token, _) = await AuthorizeAsync(mvpd, channel, ct);
            }

            if (token is not null)
            {
                _play(token);
            }
        }
    }

    private async Task<(string? Token, bool Again)> AuthorizeAsync(string mvpd, string channel, CancellationToken ct)
    {
        using var response = await _http.PostAsJsonAsync($"MERI/decisions/authorize/{mvpd}", new { resources = new[] { channel } }, ct);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
        if (!response.IsSuccessStatusCode)
        {
            return (null, body.TryGetProperty("action", out var action) && action.ValueEquals("retry"));
        }

        foreach (var decision in body.GetProperty("decisions").EnumerateArray())
        {
            if (decision.GetProperty("resource").ValueEquals(channel) && decision.TryGetProperty("token", out var token))
            {
                return (token.GetProperty("serializedToken").GetString(), false);
            }
        }

        return (null, false);
    }
}
