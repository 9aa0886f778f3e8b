// title: Heartbeat of a stream towards Adobe's concurrency monitoring
// kind: library
// rule: none
// why: another product of Adobe on another host with Basic credentials; a heartbeat has no end before the stream ends
// expect: none
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;

namespace Bittern.Streams;

public enum Verdict
{
    Playing,
    Stopped,
    Unknown,
}

public sealed class Heartbeat
{
    private static readonly Dictionary<string, string> Sessions = new();

    private readonly HttpClient _http = new() { BaseAddress = new Uri("https://streams.adobeprimetime.com/v2/") };

    public Heartbeat(string applicationId)
    {
        // Basic authentication: the application ID, with an empty password.
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(applicationId + ":")));
    }

    // The subject is the upstreamUserID of the profile of Adobe Pass.
    public async Task<Verdict> RunAsync(string provider, string subject, string asset)
    {
        var session = await OpenAsync(provider, subject, asset);
        if (session is null)
        {
            return Verdict.Stopped;
        }

        Sessions[asset] = session;
        while (true)
        {
            using var beat = new HttpRequestMessage(HttpMethod.Post, $"sessions/{provider}/{subject}/{session}")
            {
                Content = new FormUrlEncodedContent([KeyValuePair.Create("channel", asset)]),
            };
            using var response = await _http.SendAsync(beat);
            switch (response.StatusCode)
            {
                case HttpStatusCode.Accepted:
                    await Task.Delay(1000);
                    continue;
                case HttpStatusCode.TooManyRequests:
                    continue;
                case HttpStatusCode.Conflict or HttpStatusCode.Gone:
                    return Verdict.Stopped;
                case HttpStatusCode.Unauthorized:
                    session = await OpenAsync(provider, subject, asset);
                    continue;
                default:
                    return Verdict.Unknown;
            }
        }
    }

    private async Task<string?> OpenAsync(string provider, string subject, string asset)
    {
        using var open = new HttpRequestMessage(HttpMethod.Post, $"sessions/{provider}/{subject}")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("channel", asset), KeyValuePair.Create("deviceId", Guid.NewGuid().ToString())]),
        };
        using var response = await _http.SendAsync(open);
        return response.StatusCode == HttpStatusCode.Accepted ? response.Headers.Location?.ToString() : null;
    }
}
