using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AdobePass.Hosting.Tests;

public sealed class NamedClientTests
{
    private const string ClientName = "tenant-of-this-test";

    [Fact]
    public async Task Client_name_is_in_logs_metrics_and_traces()
    {
        await using var service = new Service();
        var log = new Log();
        var metrics = new ConcurrentQueue<string>();
        var traces = new ConcurrentQueue<string>();
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == AdobePassTelemetry.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Record(instrument, tags));
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Record(instrument, tags));
        meters.Start();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == AdobePassTelemetry.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("adobepass.client") as string == ClientName)
                {
                    traces.Enqueue(activity.OperationName);
                }
            },
        };
        ActivitySource.AddActivityListener(activities);
        var services = new ServiceCollection().AddSingleton<ILoggerFactory>(log);
        services.AddAdobePass(ClientName, options =>
        {
            options.Environment = AdobePassEnvironment.ReleaseStaging;
            options.SoftwareStatement = new SoftwareStatement(service.Statement);
            options.CredentialStore = service.Store;
            options.Device = Service.Device();
            options.HttpMessageHandler = service.Fake.CreateHandler();
        }).AddEntitlements();
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredKeyedService<IEntitlements>(ClientName).GetProfilesAsync("CHAN1");

        Assert.Equal(["registerClient", "requestAccessToken", "getProfiles"], traces);
        Assert.Equal(
            ["adobepass.registrations", "adobepass.request.duration", "adobepass.store.duration", "adobepass.token.requests"],
            metrics.Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(log.Entries, entry => entry is { Category: "AdobePass." + ClientName, Id: 1001 });
        Assert.DoesNotContain(log.Entries, entry => entry.Category == AdobePassTelemetry.LogCategory);

        void Record(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var tag in tags)
            {
                if (tag is { Key: "client", Value: ClientName })
                {
                    metrics.Enqueue(instrument.Name);
                }
            }
        }
    }

    [Fact]
    public async Task Unknown_client_name_is_reported_by_health_check_and_token_handler()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddHttpClient("named").AddAdobePassToken("rde");
        services.AddHttpClient("unnamed").AddAdobePassToken();
        services.AddHealthChecks().AddAdobePass("rde");
        await using var provider = services.BuildServiceProvider();
        var factory = provider.GetRequiredService<IHttpClientFactory>();

        var health = await Assert.ThrowsAsync<InvalidOperationException>(
            () => provider.GetRequiredService<HealthCheckService>().CheckHealthAsync());
        var named = Assert.Throws<InvalidOperationException>(() => factory.CreateClient("named"));
        var unnamed = Assert.Throws<InvalidOperationException>(() => factory.CreateClient("unnamed"));

        Assert.StartsWith("AddHealthChecks().AddAdobePass needs the client 'rde'", health.Message, StringComparison.Ordinal);
        Assert.Equal(
            "AddAdobePassToken needs the client 'rde', and no client with this name is registered. Register it with " +
            "services.AddAdobePass(\"rde\", …), or correct the name.",
            named.Message);
        Assert.StartsWith("AddAdobePassToken needs the client without a name", unnamed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Section_that_does_not_exist_is_reported_unless_code_sets_the_options()
    {
        await using var service = new Service();
        var configuration = new ConfigurationBuilder().Build();
        var services = new ServiceCollection();
        services.AddAdobePass("wrong", configuration.GetSection("Tenants:Rot"));
        services.AddAdobePass("code", configuration.GetSection("Tenants:Rot"), options =>
        {
            options.Environment = AdobePassEnvironment.ReleaseStaging;
            options.SoftwareStatement = new SoftwareStatement(service.Statement);
            options.CredentialStore = service.Store;
        });
        await using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptionsMonitor<AdobePassOptions>>();

        var fault = Assert.Throws<OptionsValidationException>(() => options.Get("wrong"));

        Assert.Contains(
            "Client 'wrong': The configuration section Tenants:Rot does not exist. Add it, or correct the path that is passed to AddAdobePass.",
            fault.Failures);
        Assert.Equal(AdobePassEnvironment.ReleaseStaging, options.Get("code").Environment);
    }

    [Fact]
    public async Task Host_with_an_unlisted_port_gets_no_token_and_is_logged()
    {
        await using var service = new Service();
        var log = new Log();
        var services = new ServiceCollection().AddSingleton<ILoggerFactory>(log);
        services.AddAdobePass(options =>
        {
            options.Environment = AdobePassEnvironment.ReleaseStaging;
            options.SoftwareStatement = new SoftwareStatement(service.Statement);
            options.CredentialStore = service.Store;
        });
        services.AddHttpClient("catalogue")
            .ConfigurePrimaryHttpMessageHandler(() => service.Fake.CreateHandler())
            .AddAdobePassToken(options => options.AllowedHosts.Add("catalogue.example"));
        await using var provider = services.BuildServiceProvider();
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("catalogue");

        using var response = await http.GetAsync(new Uri("https://catalogue.example:8443/titles"));

        Assert.Contains("'catalogue.example:8443'", Assert.Single(log.Entries, entry => entry.Id == 2004).Message, StringComparison.Ordinal);
        Assert.Equal(0, service.Fake.TokenRequests);
    }
}
