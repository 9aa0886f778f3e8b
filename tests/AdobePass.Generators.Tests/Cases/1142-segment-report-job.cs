// title: Job that exports audience segments of an Adobe product
// kind: server
// rule: none
// needs: aspnet
// why: Adobe, but another product with another identity service
// expect: none
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Audience.Jobs;

public sealed class SegmentReportJob(IHttpClientFactory factory, ILogger<SegmentReportJob> logger) : BackgroundService
{
    private const string Ims = "https://ims-na1.adobelogin.com/ims/token/v3";
    private const string Platform = "https://platform.adobe.io/data/core/ups/";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var http = factory.CreateClient("adobe");
        // Viewers with a TV provider (sp.auth.adobe.com) are in the segments already.
        string[] segments = ["sports", "news", "kids"];
        foreach (var segment in segments)
        {
            var token = await TokenAsync(http, stoppingToken);
            var configuration = await GetAsync(http, token, "config/mergePolicies", stoppingToken);
            var job = await GetAsync(http, token, "segment/jobs/" + segment, stoppingToken);
            while (job is null || job.Value.GetProperty("status").GetString() == "PROCESSING")
            {
                await Task.Delay(1000, stoppingToken);
                job = await GetAsync(http, token, "segment/jobs/" + segment, stoppingToken);
            }

            logger.LogInformation("{Segment}: {Job} with {Configuration}", segment, job, configuration);
        }
    }

    private async Task<string> TokenAsync(HttpClient http, CancellationToken ct)
    {
        using var response = await http.PostAsync(Ims, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "d41f0cc59b1e4cc2a6f1",
            ["client_secret"] = "p8e-7QvXk2LmWz0RtYb4HsN1jUd9GfAc",
            ["scope"] = "openid,AdobeID,read_organizations",
        }), ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        logger.LogDebug("token answer {Text}", text);
        return JsonDocument.Parse(text).RootElement.GetProperty("access_token").GetString()!;
    }

    private static async Task<JsonElement?> GetAsync(HttpClient http, string token, string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Platform + path);
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.Add("x-api-key", "d41f0cc59b1e4cc2a6f1");
        using var response = await http.SendAsync(request, ct);
        return response.StatusCode == HttpStatusCode.TooManyRequests ? null : await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }
}
