// title: Dashboard that reads metrics of the sign-in service
// kind: server
// rule: none
// needs: aspnet
// why: the path of a metrics server; the headers go to hosts of the house
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Beacon.Metrics;

public static class BeaconExtensions
{
    public static IServiceCollection AddAdobePassMetrics(this IServiceCollection services, Action<MetricOptions> configure) =>
        services.Configure(configure).AddHostedService<MetricReader>();

    public static void Configure(IServiceCollection services)
    {
        services.AddAdobePassMetrics(options => options.Query = "rate(pass_logins_total[5m])");
        services.AddAdobePassMetrics(options => options.Server = new Uri("https://metrics.beacon.example/api/v1/"));
        services.AddHttpClient("metrics", client =>
        {
            client.BaseAddress = new Uri("https://metrics.beacon.example");
            client.DefaultRequestHeaders.Add("X-Forwarded-For", "10.4.0.9");
            client.DefaultRequestHeaders.Add("X-Scope-OrgID", "pass");
        });
    }
}

public sealed class MetricOptions
{
    public string Query { get; set; } = "";

    public Uri? Server { get; set; }
}

internal sealed class MetricReader(IHttpClientFactory factory, ILogger<MetricReader> logger) : BackgroundService
{
    private static readonly Dictionary<string, double> s_last = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var client = factory.CreateClient("metrics");
        while (!stoppingToken.IsCancellationRequested)
        {
            // Target label is the host, for example sp.auth.adobe.com.
            var json = await client.GetFromJsonAsync<JsonElement>("/api/v1/query?query=up", stoppingToken);
            var configuration = await client.GetStringAsync("/api/v1/status/config", stoppingToken);
            s_last["series"] = json.GetProperty("data").GetProperty("result").GetArrayLength();
            logger.LogInformation("{Json} {Length}", json, configuration.Length);
            await Task.Delay(1000, stoppingToken);
        }
    }
}
