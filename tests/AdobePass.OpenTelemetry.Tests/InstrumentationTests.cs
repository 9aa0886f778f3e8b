using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using AdobePass.Entitlements;
using AdobePass.Testing;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AdobePass.OpenTelemetry.Tests;

[Collection(ProcessTelemetry.Name)]
public sealed class InstrumentationTests
{
    [Fact]
    public void Null_builder_throws_ArgumentNullException()
    {
        Assert.Throws<ArgumentNullException>("builder", () => ((TracerProviderBuilder)null!).AddAdobePassInstrumentation());
        Assert.Throws<ArgumentNullException>("builder", () => ((MeterProviderBuilder)null!).AddAdobePassInstrumentation());
    }

    [Fact]
    public async Task Histograms_have_buckets_in_seconds()
    {
        var metrics = new List<Metric>();
        using var provider = Sdk.CreateMeterProviderBuilder().AddAdobePassInstrumentation().AddInMemoryExporter(metrics).Build();
        await UseEverythingAsync();
        provider.ForceFlush();

        var bounds = Histograms(metrics);
        Assert.Equal(
            ["adobepass.pacing.delay", "adobepass.request.duration", "adobepass.signin.wait", "adobepass.store.duration"],
            bounds.Keys.Order());
        Assert.Equal(5, bounds["adobepass.signin.wait"][0]);
        Assert.Equal(1800, bounds["adobepass.signin.wait"][^1]);
        Assert.Equal(0.005, bounds["adobepass.request.duration"][0]);
        Assert.Equal(0.0005, bounds["adobepass.store.duration"][0]);
        Assert.Equal(0.1, bounds["adobepass.pacing.delay"][0]);
        Assert.All(bounds.Values, each => Assert.Equal(each.Order().Distinct(), each));
        Assert.All(bounds.Where(each => each.Key != "adobepass.signin.wait").Select(each => each.Value), each =>
        {
            Assert.True(each.Count(static bound => bound <= 1) >= 3, "A second has too few buckets.");
        });
    }

    [Fact]
    public async Task Metrics_of_other_meters_keep_their_buckets()
    {
        var metrics = new List<Metric>();
        using var meter = new Meter("other");
        var histogram = meter.CreateHistogram<double>("adobepass.request.duration");
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter("other").AddAdobePassInstrumentation()
            .AddInMemoryExporter(metrics).Build();
        histogram.Record(1);
        await UseEverythingAsync();
        provider.ForceFlush();

        var other = Assert.Single(metrics, metric => metric.MeterName == "other");
        Assert.Equal(0, Histograms([other]).Single().Value[0]);
    }

    [Fact]
    public async Task Journeys_are_traced_around_their_calls()
    {
        var activities = new List<Activity>();
        using var traces = Sdk.CreateTracerProviderBuilder().AddAdobePassInstrumentation().AddInMemoryExporter(activities).Build();

        await UseJourneyAsync([]);

        var journeys = activities.Where(activity => activity.Kind == ActivityKind.Internal).ToList();
        Assert.Equal(["signin", "catalog", "authorize", "signout"], journeys.Select(activity => activity.DisplayName));
        Assert.Equal(
            ["preauthorize"],
            activities.Where(activity => activity.ParentSpanId == journeys[1].SpanId).Select(activity => activity.DisplayName));
    }

    [Fact]
    public async Task Every_instrument_of_the_meter_is_exported()
    {
        var published = new ConcurrentBag<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == AdobePassTelemetry.MeterName)
            {
                published.Add(instrument.Name);
            }
        };
        var metrics = new List<Metric>();
        using var provider = Sdk.CreateMeterProviderBuilder().AddAdobePassInstrumentation().AddInMemoryExporter(metrics).Build();
        await UseEverythingAsync();
        listener.Start();
        provider.ForceFlush();

        // Replacements and response issues need a fault of their own.
        Assert.Equal(
            published.Except(["adobepass.replacements", "adobepass.response.issues"]).Order(),
            metrics.Select(metric => metric.Name).Order());
    }

    [Fact]
    public async Task Exported_telemetry_contains_no_secret_or_device_identifier()
    {
        var activities = new List<Activity>();
        var metrics = new List<Metric>();
        using var traces = Sdk.CreateTracerProviderBuilder().AddAdobePassInstrumentation().AddInMemoryExporter(activities).Build();
        using var meters = Sdk.CreateMeterProviderBuilder().AddAdobePassInstrumentation().AddInMemoryExporter(metrics).Build();

        var secrets = await UseEverythingAsync();
        meters.ForceFlush();

        var texts = activities
            .Select(activity => $"{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects)}")
            .Concat(metrics.SelectMany(Tags))
            .ToList();
        Assert.True(activities.Count >= 5 && texts.Count >= 15);
        Assert.True(secrets.Count >= 7);
        Assert.All(texts, text => Assert.DoesNotContain(secrets, secret => text.Contains(secret, StringComparison.Ordinal)));
    }

    private static Dictionary<string, List<double>> Histograms(List<Metric> metrics)
    {
        var bounds = new Dictionary<string, List<double>>();
        foreach (var metric in metrics.Where(static metric => metric.MetricType == MetricType.Histogram))
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                var list = new List<double>();
                foreach (var bucket in point.GetHistogramBuckets())
                {
                    if (!double.IsPositiveInfinity(bucket.ExplicitBound))
                    {
                        list.Add(bucket.ExplicitBound);
                    }
                }

                bounds[metric.Name] = list;
            }
        }

        return bounds;
    }

    private static List<string> Tags(Metric metric)
    {
        var texts = new List<string>();
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var text = metric.Name;
            foreach (var tag in point.Tags)
            {
                text += $" {tag.Key}={tag.Value}";
            }

            texts.Add(text);
        }

        return texts;
    }

    /// <summary>
    /// Registers, calls, meets a rejected token, a 429, a failure that is repeated, and an error that quotes what it was sent.
    /// </summary>
    /// <returns>What must not be in any telemetry.</returns>
    private static async Task<IReadOnlyCollection<string>> UseEverythingAsync()
    {
        const string identifier = "canary-device-19c4";
        const string code = "CANARY7";
        const string address = "203.0.113.178";
        await using var service = new Service();
        var secrets = new ConcurrentBag<string> { identifier, code, address, service.Statement };
        var client = service.Client(options =>
        {
            options.MaxAttempts = 2;
            options.RetryDelay = TimeSpan.Zero;
        });
        var device = Service.Device(identifier, IPAddress.Parse(address));
        await client.GetProfilesAsync("CHAN1", device);
        await client.GetProfilesAsync("CHAN1", device);
        service.Fake.InjectFault(FakeFault.RetryableError().On(FakeOperation.Profiles));
        await client.GetProfilesAsync("CHAN1", device);
        service.Fake.InjectFault(FakeFault.ForeignUnauthorized().On(FakeOperation.Profiles));
        await client.GetProfilesAsync("CHAN1", device);
        service.Fake.InjectFault(FakeFault.TooManyRequests().On(FakeOperation.Profiles));
        await service.Clock.DriveAsync(client.GetProfilesAsync("CHAN1", device));
        await Assert.ThrowsAnyAsync<AdobePassException>(() => client.GetSessionAsync("CHAN1", code, device));
        service.Fake.InjectFault(FakeFault.Respond(
            403,
            $$"""{"code":"denied_{{identifier}}","action":"{{code}}","status":403,"message":"{{address}}"}""",
            "application/json").On(FakeOperation.Profiles));
        await Assert.ThrowsAsync<AdobePassApiException>(() => client.GetProfilesAsync("CHAN1", device));

        var pair = (await service.StoredAsync(identifier))!;
        secrets.Add(pair.ClientId);
        secrets.Add(pair.ClientSecret.Reveal());
        foreach (var token in service.TokensSent)
        {
            secrets.Add(token["Bearer ".Length..]);
        }

        await UseJourneyAsync(secrets);
        return secrets;
    }

    /// <summary>Signs a viewer in, shows the catalogue, plays and signs out.</summary>
    private static async Task UseJourneyAsync(ConcurrentBag<string> secrets)
    {
        const string identifier = "canary-device-20d5";
        var clock = new SkippingClock();
        await using var fake = new FakeAdobePass(new FakeAdobePassOptions { TimeProvider = clock });
        using var client = new AdobePassClient(new AdobePassOptions
        {
            Environment = AdobePassEnvironment.ReleaseStaging,
            SoftwareStatement = new SoftwareStatement(fake.CreateSoftwareStatement()),
            CredentialStore = new MemoryCredentialStore(),
            HttpMessageHandler = fake.CreateHandler(),
            TimeProvider = clock,
        });
        var viewer = new EntitlementService(client, new EntitlementOptions
        {
            ServiceProvider = "CHAN1",
            DomainName = "tv.example",
            RedirectUrl = new Uri("https://tv.example/done"),
            StateStore = new MemoryEntitlementStateStore(),
        }).ForDevice(Service.Device(identifier));
        await viewer.SelectMvpdAsync(new MvpdInfo("MvpdAlpha"));
        await viewer.SignInOnSecondScreenAsync(prompt =>
        {
            secrets.Add(prompt.Code);
            fake.CompleteLogin(prompt.Code);
        });
        await viewer.CheckCatalogAsync(["canary-resource"]);
        await viewer.AuthorizeAsync("denied-canary-resource");
        await viewer.SignOutAsync();
        foreach (var secret in new[] { identifier, "canary-resource", "MvpdAlpha", "CHAN1" })
        {
            secrets.Add(secret);
        }
    }
}
