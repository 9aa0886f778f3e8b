// title: Heartbeat of a stream at the service that counts parallel streams
// kind: library
// rule: none
// why: Adobe, but the counting of streams, which has no client credentials and wants heartbeats
// expect: none
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Onyx.Streams;

public sealed class StreamSession : IAsyncDisposable
{
    private const string Service = "https://streams.adobeprimetime.com/v2/sessions/";
    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _end = new();
    private Task? _heart;

    public StreamSession(string applicationId) =>
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(applicationId + ":")));

    public static string? LastLocation { get; private set; }

    // The subject is the upstream user id of the profile that auth.adobe.com delivered to the app.
    public async Task<bool> StartAsync(string idp, string subject)
    {
        using var response = await _http.PostAsync(Service + idp + "/" + subject, new StringContent("channel=ONYX", Encoding.ASCII, "application/x-www-form-urlencoded"));
        if (response.StatusCode != HttpStatusCode.Accepted)
        {
            return false;
        }

        LastLocation = response.Headers.Location?.ToString();
        _heart = BeatAsync(new Uri(new Uri(Service), LastLocation));
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_heart is not null)
        {
            await _heart;
        }

        _http.Dispose();
    }

    private async Task BeatAsync(Uri session)
    {
        while (!_end.IsCancellationRequested)
        {
            using var beat = await _http.PostAsync(session, null);
            if (beat.StatusCode == HttpStatusCode.TooManyRequests)
            {
                continue;
            }

            if (beat.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.Gone)
            {
                Console.WriteLine("the stream was ended elsewhere: " + session);
                return;
            }

            await Task.WhenAny(Task.Delay(1000), Task.Delay(Timeout.Infinite, _end.Token));
        }

        await _http.DeleteAsync(session);
    }
}
