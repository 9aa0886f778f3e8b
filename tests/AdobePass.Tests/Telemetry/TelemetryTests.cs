using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using AdobePass.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace AdobePass.Tests.Telemetry;

[Collection(TelemetryCollection.Name)]
public sealed class TelemetryTests
{
    private static readonly string Page = File.ReadAllText(Find("docs/telemetry.md"));

    [Fact]
    public async Task The_main_flow_is_counted_timed_and_traced()
    {
        using var recorder = new Recorder();
        await using var service = new Service();
        var client = service.Client(options => options.LoggerFactory = recorder);

        await client.GetProfilesAsync("CHAN1");
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(1, recorder.Sum("adobepass.registrations", ("reason", "absent"), ("outcome", "ok")));
        Assert.Equal(1, recorder.Sum("adobepass.token.requests", ("outcome", "ok")));
        Assert.Equal(1, recorder.Sum("adobepass.token.reads", ("level", "memory")));
        Assert.Equal(4, recorder.Measurements.Count(each => each.Instrument == "adobepass.request.duration" && each.Tags["status"] is 200 or 201));
        Assert.Equal(["create", "find", "get state", "probe"], recorder.Measurements.Where(each => each.Instrument == "adobepass.store.duration").Select(each => (string)each.Tags["operation"]!).Distinct().Order());
        Assert.Equal(1, recorder.Count(1001));
        Assert.Equal(1, recorder.Count(2001));
        var calls = recorder.Activities.ToArray();
        Assert.Equal(["registerClient", "requestAccessToken", "getProfiles", "getProfiles"], calls.Select(each => each.OperationName));
        Assert.All(calls, each => Assert.Equal(ActivityKind.Client, each.Kind));
        Assert.Equal(calls[2].SpanId, calls[0].ParentSpanId);
        Assert.Equal(calls[2].SpanId, calls[1].ParentSpanId);
    }

    [Fact]
    public async Task Failures_are_counted_and_logged_with_their_event_id()
    {
        using var recorder = new Recorder();
        await using var service = new Service();
        var store = new FaultyStore(service.Store);
        var client = service.Client(options =>
        {
            options.LoggerFactory = recorder;
            options.CredentialStore = store;
            options.MaxAttempts = 2;
            options.RegistrationBreakDuration = TimeSpan.FromSeconds(30);
            options.RetryDelay = TimeSpan.Zero;
        });

        store.OnFind = FaultyStore.Once();
        await Assert.ThrowsAsync<CredentialStoreException>(() => client.GetProfilesAsync("CHAN1"));
        Assert.Equal(1, recorder.Count(3001));

        store.OnCreate = FaultyStore.Once();
        await Assert.ThrowsAsync<CredentialStoreException>(() => client.GetProfilesAsync("CHAN1"));
        Assert.Equal(1, recorder.Count(1004));
        Assert.Equal(2, recorder.Measurements.Count(each => each.Instrument == "adobepass.store.duration" && (string?)each.Tags["outcome"] == "unavailable"));

        service.Fake.InjectFault(FakeFault.HtmlPage().On(FakeOperation.Profiles));
        await client.GetProfilesAsync("CHAN1");
        Assert.Equal(1, recorder.Sum("adobepass.retries", ("operation", "getProfiles"), ("reason", "status")));
        Assert.Equal(1, recorder.Count(4003));

        service.Fake.InjectFault(FakeFault.ForeignUnauthorized().On(FakeOperation.Profiles));
        await client.GetProfilesAsync("CHAN1");
        Assert.Equal(1, recorder.Sum("adobepass.token.refused", ("operation", "getProfiles")));
        Assert.Equal(1, recorder.Count(2002));

        service.Fake.RevokeCredentials((await service.StoredAsync())!.ClientId);
        service.Fake.InjectFault(FakeFault.ForeignUnauthorized().On(FakeOperation.Profiles));
        await client.GetProfilesAsync("CHAN1");
        Assert.Equal(1, recorder.Sum("adobepass.registrations", ("reason", "invalid_client")));
        Assert.Equal(1, recorder.Count(1003));

        service.Fake.InjectFault(FakeFault.TooManyRequests().On(FakeOperation.Profiles));
        await service.Clock.DriveAsync(client.GetProfilesAsync("CHAN1"));
        Assert.Equal(1, recorder.Sum("adobepass.throttled", ("operation", "getProfiles")));
        Assert.Equal(1, recorder.Count(4001));

        service.Fake.RevokeSoftwareStatement(service.Statement);
        await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1", Service.Device("other")));
        Assert.Equal(1, recorder.Count(1005));
        var failed = recorder.Activities.Last();
        Assert.Equal(ActivityStatusCode.Error, failed.Status);
        Assert.Equal(nameof(DynamicClientRegistrationException), failed.GetTagItem("error.type"));
    }

    [Fact]
    public async Task Health_check_reflects_the_store_and_rejections()
    {
        await using var service = new Service();
        var store = new FaultyStore(service.Store);
        var connection = service.Connect(options =>
        {
            options.CredentialStore = store;
            options.RegistrationBreakDuration = TimeSpan.FromSeconds(30);
        });
        await using var provider = new ServiceCollection().AddLogging().AddSingleton(connection).AddHealthChecks().AddCheck<AdobePassHealthCheck>("adobe-pass").Services.BuildServiceProvider();
        var checks = provider.GetRequiredService<HealthCheckService>();
        Assert.Equal(HealthStatus.Healthy, (await checks.CheckHealthAsync()).Status);

        store.OnEnsureWritable = () => new InvalidOperationException("password=hidden");
        var broken = await checks.CheckHealthAsync();
        Assert.Equal(HealthStatus.Unhealthy, broken.Status);
        var entry = Assert.Single(broken.Entries).Value;
        Assert.Contains("unavailable", entry.Description, StringComparison.Ordinal);
        Assert.Null(entry.Exception);

        store.OnEnsureWritable = null;
        service.Fake.InjectFault(FakeFault.Respond(400, """{"error":"invalid_software_statement"}""", "application/json").On(FakeOperation.Register));
        await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => new EntitlementsClient(connection).GetProfilesAsync("CHAN1"));
        Assert.Equal(HealthStatus.Degraded, (await checks.CheckHealthAsync()).Status);
        Assert.Contains("invalid_software_statement", Assert.Single((await checks.CheckHealthAsync()).Entries).Value.Description, StringComparison.Ordinal);

        service.Clock.Advance(TimeSpan.FromSeconds(30));
        await new EntitlementsClient(connection).GetProfilesAsync("CHAN1");
        Assert.Equal(HealthStatus.Healthy, (await checks.CheckHealthAsync()).Status);
    }

    [Fact]
    public async Task Logger_of_the_host_is_used_by_default()
    {
        using var recorder = new Recorder();
        await using var service = new Service();
        var services = new ServiceCollection().AddSingleton<ILoggerFactory>(recorder);
        services.AddAdobePass(options =>
        {
            options.Environment = AdobePassEnvironment.ReleaseStaging;
            options.SoftwareStatement = new SoftwareStatement(service.Statement);
            options.CredentialStore = service.Store;
            options.Device = Service.Device();
            options.HttpMessageHandler = service.Fake.CreateHandler();
        });
        await using var provider = services.BuildServiceProvider();

        await new EntitlementsClient(provider.GetRequiredService<AdobePassClient>()).GetProfilesAsync("CHAN1");

        Assert.Equal(1, recorder.Count(1001));
    }

    [Fact]
    public void Telemetry_page_lists_every_event_and_instrument()
    {
        var events = typeof(AdobePassClient).Assembly.GetType("AdobePass.Log")!
            .GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
            .Select(method => (method.Name, Attribute: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(each => each.Attribute is not null)
            .Select(each => $"| {each.Attribute!.EventId} | {each.Attribute.Level} | {each.Name} |");
        Assert.Equal(events.Order(), Regex.Matches(Page, @"^\| \d{4} \| \w+ \| \w+ \|", RegexOptions.Multiline).Select(match => match.Value).Order());

        var instruments = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == AdobePassTelemetry.MeterName)
            {
                instruments.Add($"| `{instrument.Name}` | {(instrument is Counter<long> ? "counter" : "histogram")} |");
            }
        };
        listener.Start();
        System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(AdobePassClient).Assembly.GetType("AdobePass.Instruments")!.TypeHandle);
        var page = Page[..Page.IndexOf("## Journeys", StringComparison.Ordinal)];
        Assert.Equal(instruments.Order(), Regex.Matches(page, @"^\| `adobepass[\w.]+` \| \w+ \|", RegexOptions.Multiline).Select(match => match.Value).Order());
    }

    [Fact]
    public void Telemetry_page_lists_every_trace_tag()
    {
        var tags = typeof(Traces).GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!);
        var traces = Page[Page.IndexOf("## Traces", StringComparison.Ordinal)..Page.IndexOf("## Journeys", StringComparison.Ordinal)];

        var rows = Regex.Matches(traces, @"^\| `([a-z_.]+)` \|", RegexOptions.Multiline).Select(match => match.Groups[1].Value);

        Assert.Equal(tags.Order(), rows.Order());
    }

    internal static string Find(string path)
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, path)))
            {
                return Path.Combine(folder, path);
            }
        }

        throw new FileNotFoundException(path);
    }
}
