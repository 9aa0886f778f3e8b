// title: Heartbeat for the limit of parallel streams
// kind: library
// rule: none
// why: Concurrency Monitoring has its own host, user and rhythm; it is not the sign-in
// expect: none
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Turnstile.Streams;

public sealed class StreamCounter : IDisposable
{
    private readonly HttpClient _http;
    private Uri? _session;

    public StreamCounter(string applicationId)
    {
        _http = new HttpClient { BaseAddress = new Uri("https://streams.adobeprimetime.com/v2/") };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.ASCII.GetBytes(applicationId + ":")));
    }

    // Provider and user come from the profile that Adobe Pass (sp.auth.adobe.com) returned at the login.
    public async Task<bool> StartAsync(string provider, string user)
    {
        HttpResponseMessage response;
        do
        {
            response = await _http.PostAsync($"sessions/{provider}/{Uri.EscapeDataString(user)}", new StringContent(""));
        }
        while (response.StatusCode == HttpStatusCode.TooManyRequests);

        if (response.StatusCode == HttpStatusCode.Conflict)
        {
            return false;
        }

        _session = response.Headers.Location;
        return response.IsSuccessStatusCode;
    }

    public async Task BeatAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && _session is not null)
        {
            using var response = await _http.PostAsync(_session, null, stop);
            if (response.StatusCode == HttpStatusCode.Gone)
            {
                _session = null;
            }

            await Task.Delay(TimeSpan.FromSeconds(2), stop);
        }
    }

    public void Dispose() => _http.Dispose();
}
