// title: Background service that decorates the guide of each viewer
// kind: server
// needs: aspnet
// rule: AP1004
// hard: yes
// why: a token for each job of the channel, through two private methods
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Fjordcast.Guide;

public sealed record GuideJob(string DeviceId, string DeviceInfo, string ViewerAddress, string ClientId, string ClientSecret, string Mvpd, IReadOnlyList<string> Resources);

public interface IGuideTable
{
    Task MarkAsync(string deviceId, JsonElement decisions, CancellationToken ct);
}

public sealed class PreflightWorker(Channel<GuideJob> jobs, IHttpClientFactory clients, IGuideTable guide, ILogger<PreflightWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var job in jobs.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                var decisions = await PreflightAsync(job, stoppingToken);
                await guide.MarkAsync(job.DeviceId, decisions, stoppingToken);
            }
            catch (HttpRequestException fault)
            {
                log.LogWarning(fault, "No decoration for {Device}", job.DeviceId);
            }
        }
    }

    private async Task<JsonElement> PreflightAsync(GuideJob job, CancellationToken ct)
    {
        using var request = Prepare(job, "https://sp.auth.adobe.com/api/v2/FJORD/decisions/preauthorize/" + job.Mvpd);
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(job.DeviceId)));
        request.Headers.Authorization = await SignAsync(job, ct); // expect: AP1004#a
        request.Content = JsonContent.Create(new { resources = job.Resources });
        using var response = await clients.CreateClient().SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
    }

    private async Task<AuthenticationHeaderValue> SignAsync(GuideJob job, CancellationToken ct)
    {
        using var request = Prepare(job, "https://sp.auth.adobe.com/o/client/token"); // expect: AP1004#a
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = job.ClientId,
            ["client_secret"] = job.ClientSecret,
        });
        using var response = await clients.CreateClient().SendAsync(request, ct); // expect: AP1004#a
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct); // expect: AP1004#a
        return new AuthenticationHeaderValue("Bearer", body.GetProperty("access_token").GetString());
    }

    private static HttpRequestMessage Prepare(GuideJob job, string url)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Headers.Add("X-Device-Info", job.DeviceInfo);
        request.Headers.Add("X-Forwarded-For", job.ViewerAddress);
        return request;
    }
}
