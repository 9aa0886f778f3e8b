// title: Watch over the jobs of an encoder
// kind: library
// rule: none
// expect: none
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Lumen.Studio.Encoding;

public enum JobState { Queued, Running, Done, Broken }

public sealed record JobStatus(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("state")] JobState State,
    [property: JsonPropertyName("profiles")] string[] Profiles);

public sealed class EncoderWatch : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri("http://encoder.lumen.example/api/v1/") };

    public event Action<JobStatus>? Changed;

    public async Task<JobStatus> FollowAsync(string code, CancellationToken ct)
    {
        var last = JobState.Queued;
        while (true)
        {
            var job = await _http.GetFromJsonAsync<JobStatus>($"jobs/profiles/code/{code}", ct).ConfigureAwait(false)
                ?? throw new InvalidOperationException("The encoder sent no job.");
            if (job.State != last)
            {
                last = job.State;
                Changed?.Invoke(job);
            }

            if (job.State is JobState.Done or JobState.Broken)
            {
                return job;
            }

            await Task.Delay(250, ct).ConfigureAwait(false);
        }
    }

    public async Task<bool> RegisterAsync(string profile, CancellationToken ct)
    {
        using var response = await _http.PostAsJsonAsync("profiles/register", new { profile, secret = Guid.NewGuid() }, ct).ConfigureAwait(false);
        return response.StatusCode switch
        {
            HttpStatusCode.Created => true,
            HttpStatusCode.Conflict => false,
            var other => throw new HttpRequestException($"The encoder answered {(int)other}."),
        };
    }

    public void Dispose() => _http.Dispose();
}
