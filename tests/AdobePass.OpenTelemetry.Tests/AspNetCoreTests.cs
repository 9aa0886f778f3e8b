using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;

namespace AdobePass.OpenTelemetry.Tests;

/// <summary>Calls inside a request of a real ASP.NET Core application, as the page on telemetry describes them.</summary>
[Collection(ProcessTelemetry.Name)]
public sealed class AspNetCoreTests
{
    [Fact]
    public async Task Documented_setup_traces_the_calls_of_a_request()
    {
        var activities = await ServeAsync(static traces => traces
            .AddAspNetCoreInstrumentation()
            .AddAdobePassInstrumentation());

        CheckTree(activities);
    }

    [Fact]
    public async Task AspNetCore_activity_source_is_sufficient_to_trace_calls()
    {
        var activities = await ServeAsync(static traces => traces
            .AddSource("Microsoft.AspNetCore")
            .AddAdobePassInstrumentation());

        CheckTree(activities);
    }

    /// <summary>The reason for the line in the documentation. If this fails, a new version needs it no more.</summary>
    [Fact]
    public async Task Default_sampler_drops_calls_if_requests_are_not_traced()
    {
        var activities = await ServeAsync(static traces => traces.AddAdobePassInstrumentation());

        Assert.Empty(activities);
    }

    [Fact]
    public async Task Calls_outside_requests_are_traced_without_AspNetCore_instrumentation()
    {
        var activities = new List<Activity>();
        await using var service = new Service();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddOpenTelemetry().WithTracing(traces => traces.AddAdobePassInstrumentation().AddInMemoryExporter(activities));
        var worker = new Worker(await service.LoopbackClientAsync());
        builder.Services.AddSingleton<IHostedService>(worker);
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");

        await app.StartAsync();
        await worker.ExecuteTask!;
        await app.StopAsync();

        Assert.Equal(["registerClient", "requestAccessToken", "getProfiles"], activities.Select(activity => activity.DisplayName));
    }

    private static void CheckTree(List<Activity> activities)
    {
        var request = Assert.Single(activities, activity => activity.Kind == ActivityKind.Server);
        var call = Assert.Single(activities, activity => activity.OperationName == "getProfiles");
        Assert.Equal(request.SpanId, call.ParentSpanId);
        Assert.Equal(
            ["registerClient", "requestAccessToken"],
            activities.Where(activity => activity.ParentSpanId == call.SpanId).Select(activity => activity.OperationName));
        Assert.All(activities, activity => Assert.Equal(request.TraceId, activity.TraceId));
        Assert.Equal("requested", call.GetTagItem("adobepass.token.source"));
        Assert.Equal(200, call.GetTagItem("http.response.status_code"));
    }

    /// <summary>Serves one request, inside which a generated client calls the fake service over a socket.</summary>
    private static async Task<List<Activity>> ServeAsync(Action<TracerProviderBuilder> configure)
    {
        var activities = new List<Activity>();
        await using var service = new Service();
        var client = await service.LoopbackClientAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddOpenTelemetry().WithTracing(traces =>
        {
            configure(traces);
            traces.AddInMemoryExporter(activities);
        });
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/", async () => (await client.GetProfilesAsync("CHAN1")).ToString());
        await app.StartAsync();
        using var browser = new HttpClient();
        using var response = await browser.GetAsync(app.Urls.Single());
        Assert.True(response.IsSuccessStatusCode);

        // The activity of a request ends after its response.
        await app.StopAsync();
        return activities;
    }

    private sealed class Worker(IEntitlements client) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
            client.GetProfilesAsync("CHAN1", cancellationToken: stoppingToken);
    }
}

/// <summary>Activity sources and meters belong to the process: tests that read them run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessTelemetry
{
    public const string Name = "Process telemetry";
}
