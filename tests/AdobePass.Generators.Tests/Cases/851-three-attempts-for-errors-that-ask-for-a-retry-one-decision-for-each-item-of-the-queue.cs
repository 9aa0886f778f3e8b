// title: Three attempts for errors that ask for a retry, one decision for each item of the queue
// kind: library
// twin: 850-player-insists-on-a-decision.cs
// expect: none
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Hazel.Player;

public sealed class Gate(HttpClient http, Func<Task<string>> bearer, string deviceInfo, string fingerprint)
{
    public async Task<JsonElement> AuthorizeAsync(string mvpd, string resource, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var response = await SendAsync($"https://sp.auth.adobe.com/api/v2/HAZEL/decisions/authorize/{mvpd}", resource, ct);
            var json = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
            if (response.IsSuccessStatusCode || attempt == 3 || !AsksForRetry(json))
            {
                return json;
            }

            await Task.Delay(TimeSpan.FromSeconds(1 << attempt), ct);
        }
    }

    public async Task PlayAllAsync(string mvpd, ChannelReader<string> queue, Func<string, JsonElement, Task> play, CancellationToken ct)
    {
        while (true)
        {
            var resource = await queue.ReadAsync(ct);
            await play(resource, await AuthorizeAsync(mvpd, resource, ct));
        }
    }

    private static bool AsksForRetry(JsonElement json) =>
        json.TryGetProperty("action", out var action) && action.ValueEquals("retry");

    private async Task<HttpResponseMessage> SendAsync(string url, string resource, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = JsonContent.Create(new { resources = new[] { resource } }) };
        request.Headers.Authorization = new("Bearer", await bearer());
        request.Headers.Add("X-Device-Info", deviceInfo);
        request.Headers.Add("AP-Device-Identifier", fingerprint);
        return await http.SendAsync(request, ct);
    }
}
