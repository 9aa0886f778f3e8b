// title: Five seconds between the requests for the code, half a second for the download job
// kind: library
// twin: 846-sign-in-page-polls-with-a-periodic-timer-of-one-second.cs
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Willow.SignIn;

public sealed class SignInPage(HttpClient http, Func<CancellationToken, ValueTask<string>> bearer, ChannelReader<string> typedCodes)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public async Task<JsonObject?> WaitForViewerAsync(string code, DateTimeOffset notAfter, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Interval);
        while (DateTimeOffset.UtcNow < notAfter && await timer.WaitForNextTickAsync(ct))
        {
            if (await AskAsync(code, ct) is { Count: > 0 } profiles)
            {
                return profiles;
            }
        }

        return null;
    }

    public async Task CheckTypedCodesAsync(Action<string, bool> show, CancellationToken ct)
    {
        while (await typedCodes.WaitToReadAsync(ct))
        {
            while (typedCodes.TryRead(out var code))
            {
                show(code, await AskAsync(code, ct) is { Count: > 0 });
            }
        }
    }

    public async Task<bool> DownloadedAsync(Guid job, CancellationToken ct)
    {
        while (true)
        {
            var state = await http.GetStringAsync($"https://downloads.willow.example/api/v2/jobs/{job}/profiles", ct);
            if (state is "done" or "failed")
            {
                return state == "done";
            }

            await Task.Delay(500, ct);
        }
    }

    private async Task<JsonObject?> AskAsync(string code, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/WILLOW/profiles/code/{code}");
        request.Headers.Authorization = new("Bearer", await bearer(ct));
        using var response = await http.SendAsync(request, ct);
        return (await response.Content.ReadFromJsonAsync<JsonNode>(ct))?["profiles"] as JsonObject;
    }
}
