using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AdobePass.Entitlements.Tests;

/// <summary>The activities and metrics of journeys, and the health of the state store.</summary>
[Collection(nameof(FleetTests))]
public sealed class TelemetryTests
{
    [Fact]
    public async Task Activity_of_a_journey_encloses_its_calls()
    {
        using var telemetry = new Recording();
        await using var world = new World();
        await world.SignInAsync();
        await world.Viewer.CheckCatalogAsync(["res-1", "res-2", "res-3", "res-4", "res-5", "res-6"]);
        await world.Viewer.AuthorizeAsync("denied-1");
        world.Recorder.Mark(ConformanceMark.SignOutRequested);
        await world.Viewer.SignOutAsync();
        world.Recorder.Mark(ConformanceMark.LogoutPageOpened);

        Assert.Equal(
            [
                "signin signed_in: createSession, getProfileForCode",
                "catalog complete: preauthorize, preauthorize",
                "authorize denied_by_mvpd: authorize",
                "signout logout_page: logout",
            ],
            telemetry.Journeys());
    }

    [Fact]
    public async Task Steps_of_a_sign_in_are_one_activity_and_the_caller_runs_outside_of_it()
    {
        using var telemetry = new Recording();
        await using var world = new World();
        await world.SelectAsync();
        var polls = 0;
        await foreach (var step in world.Viewer.SignInStepsAsync())
        {
            Assert.Null(Activity.Current);
            if (step is SignInWaiting waiting && ++polls == 2)
            {
                world.Fake.CompleteLogin(waiting.Code);
            }
        }

        Assert.Equal(
            ["signin signed_in: createSession, getProfileForCode, getProfileForCode"],
            telemetry.Journeys());
        Assert.Null(Activity.Current);
    }

    [Fact]
    public async Task Each_sign_in_counts_once_with_its_polls_and_its_wait()
    {
        using var telemetry = new Recording();
        await using var world = new World(fake => fake.AuthenticationCodeLifetime = TimeSpan.FromSeconds(12));
        await world.SignInAsync();
        await world.Viewer.SignInOnSecondScreenAsync(_ => Assert.Fail("No login is needed."));
        var other = world.Service.ForDevice(World.Device("tv-2"));
        await other.SelectMvpdAsync(new MvpdInfo("MvpdAlpha"));
        await other.StartSignInAsync();
        Assert.IsType<SignInExpired>(await other.WaitForSignInAsync());
        Assert.IsType<SignInExpired>(await other.CheckSignInAsync());
        await other.StartSignInAsync();
        await other.CancelSignInAsync();
        await other.CancelSignInAsync();

        Assert.Equal(
            ["already_signed_in 1", "canceled 1", "expired 1", "signed_in 1"],
            telemetry.Counts("adobepass.signins"));
        var pending = world.Count(FakeOperation.ProfileByCode) - 1;
        Assert.Equal(["found 1", $"pending {pending}"], telemetry.Counts("adobepass.signin.polls"));
        Assert.InRange(Assert.Single(telemetry.Waits), 3, 5);
    }

    [Fact]
    public async Task Authorizations_count_by_outcome_and_name_of_the_client()
    {
        using var telemetry = new Recording();
        await using var world = new World();
        await world.SignInAsync();
        await world.Viewer.AuthorizeAsync("res-1");
        await world.Viewer.AuthorizeAsync("denied-1");
        world.Fake.InjectFault(FakeFault.ServerError(withErrorObject: false).On(FakeOperation.Authorize));
        await Assert.ThrowsAnyAsync<AdobePassException>(() => world.Viewer.AuthorizeAsync("res-1"));
        Assert.Equal(["denied_by_mvpd 1", "failed 1", "permitted 1"], telemetry.Counts("adobepass.authorizations"));
        Assert.Contains("authorize error: authorize", telemetry.Journeys());

        var services = new ServiceCollection();
        services.AddDistributedMemoryCache();
        services.AddAdobePass("red", options => FleetTests.Copy(world.ClientOptions, options)).AddEntitlementService(FleetTests.Configure);
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredKeyedService<EntitlementService>("red").ForDevice().AuthorizeAsync("res-1");

        Assert.Contains("sign_in_required 1 red", telemetry.Counts("adobepass.authorizations"));
    }

    [Fact]
    public async Task Failing_listener_does_not_change_a_journey()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == AdobePassTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = _ => throw new InvalidOperationException("The listener fails."),
            ActivityStopped = _ => throw new InvalidOperationException("The listener fails."),
        };
        ActivitySource.AddActivityListener(listener);
        await using var world = new World();

        await world.SignInAsync();
        Assert.IsType<PlaybackPermit>(await world.Viewer.AuthorizeAsync("res-1"));
        Assert.Null(Activity.Current);
    }

    [Theory]
    [InlineData(0, HealthStatus.Healthy)]
    [InlineData(1, HealthStatus.Unhealthy)]
    [InlineData(2, HealthStatus.Unhealthy)]
    public async Task State_store_is_part_of_the_health(int kind, HealthStatus expected)
    {
        await using var world = new World();
        EntitlementStateStore store = kind == 0 ? world.Store : new BrokenStore(isSilent: kind == 1);
        var check = new EntitlementHealthCheck(world.NewService(world.Client, store));

        var result = await check.CheckHealthAsync(new HealthCheckContext());

        Assert.Equal(expected, result.Status);
        Assert.DoesNotContain("password", result.Description ?? "", StringComparison.Ordinal);
        Assert.Null(result.Exception);
    }

    private sealed class BrokenStore(bool isSilent) : EntitlementStateStore
    {
        public override ValueTask<byte[]?> FindAsync(string key, CancellationToken cancellationToken) => new((byte[]?)null);

        public override ValueTask SetAsync(string key, byte[] content, TimeSpan? lifetime, CancellationToken cancellationToken) =>
            isSilent ? default : throw new IOException("server=cache;password=1");

        public override ValueTask RemoveAsync(string key, CancellationToken cancellationToken) => default;
    }

    /// <summary>Records the activities and measurements of the process.</summary>
    private sealed class Recording : IDisposable
    {
        private readonly ConcurrentQueue<Activity> _activities = new();
        private readonly ConcurrentQueue<(string Name, string Tags)> _counts = new();
        private readonly ActivityListener _activityListener;
        private readonly MeterListener _meterListener = new();

        public Recording()
        {
            _activityListener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == AdobePassTelemetry.ActivitySourceName,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = _activities.Enqueue,
            };
            ActivitySource.AddActivityListener(_activityListener);
            _meterListener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == AdobePassTelemetry.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _meterListener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
                _counts.Enqueue((instrument.Name, string.Join(' ', tags.ToArray().Select(tag => tag.Value)))));
            _meterListener.SetMeasurementEventCallback<double>((instrument, value, _, _) =>
            {
                if (instrument.Name == "adobepass.signin.wait")
                {
                    Waits.Enqueue(value);
                }
            });
            _meterListener.Start();
        }

        public ConcurrentQueue<double> Waits { get; } = new();

        /// <summary>Gets the journeys in the order of their starts, with their outcomes and the calls in them.</summary>
        public IEnumerable<string> Journeys() => _activities
            .Where(activity => activity is { Kind: ActivityKind.Internal })
            .OrderBy(activity => activity.StartTimeUtc)
            .Select(journey => $"{journey.OperationName} "
                + $"{(journey.Status == ActivityStatusCode.Error ? "error" : journey.GetTagItem("adobepass.outcome"))}: "
                + string.Join(", ", _activities
                    .Where(activity => activity.Kind == ActivityKind.Client && activity.ParentSpanId == journey.SpanId)
                    .OrderBy(activity => activity.StartTimeUtc)
                    .Select(activity => activity.OperationName)));

        public IEnumerable<string> Counts(string name) => _counts
            .Where(count => count.Name == name)
            .GroupBy(count => count.Tags)
            .Select(group => group.Key.Split(' ') is [var outcome, var client]
                ? $"{outcome} {group.Count()} {client}"
                : $"{group.Key} {group.Count()}")
            .Order(StringComparer.Ordinal);

        public void Dispose()
        {
            _activityListener.Dispose();
            _meterListener.Dispose();
        }
    }
}
