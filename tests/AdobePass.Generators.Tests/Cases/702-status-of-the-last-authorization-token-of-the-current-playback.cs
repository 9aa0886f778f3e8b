// title: status of the last authorization, token of the current playback
// kind: server
// expect: none
using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Nimbus.Playback;

public sealed class PlaybackSession(HttpClient http, string device, string info, string address, string bearer)
{
    private static readonly ConcurrentDictionary<string, HttpStatusCode> LastStatus = new();
    private static int _count;

    private string? _mediaToken;

    public string? MediaToken => _mediaToken;

    public async Task<bool> StartAsync(string mvpd, string resource)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/CHAN1/decisions/authorize/{mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.Add("AP-Device-Identifier", device);
        request.Headers.Add("X-Device-Info", info);
        request.Headers.Add("X-Forwarded-For", address);
        request.Content = JsonContent.Create(new { resources = new[] { resource } });
        using var response = await http.SendAsync(request);
        LastStatus[mvpd] = response.StatusCode;
        _count++;
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        foreach (var decision in json.GetProperty("decisions").EnumerateArray())
        {
            if (decision.GetProperty("resource").ValueEquals(resource) && decision.TryGetProperty("token", out var token))
            {
                _mediaToken = token.GetProperty("serializedToken").GetString();
                return true;
            }
        }

        return false;
    }

    public static string Statistics() => $"{_count}: {string.Join(' ', LastStatus)}";
}
