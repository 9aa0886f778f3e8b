using System.Diagnostics;
using System.Diagnostics.Metrics;
using AdobePass.Testing;
using Microsoft.Extensions.Logging;

namespace AdobePass.Tests.Telemetry;

/// <summary>Loggers, meter listeners and activity listeners that throw change nothing.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class ThrowingListenerTests
{
    [Theory]
    [InlineData("logger")]
    [InlineData("meter")]
    [InlineData("activity start")]
    [InlineData("activity stop")]
    [InlineData("sampler")]
    public async Task Throwing_listener_does_not_affect_calls(string kind)
    {
        await using var service = new Service();
        using var listener = Throwing(kind);
        using var logger = new ThrowingLogger();
        var connection = service.Connect(options =>
        {
            options.LoggerFactory = kind == "logger" ? logger : null;
            options.MaxAttempts = 2;
            options.RetryDelay = TimeSpan.Zero;
        });
        var client = new EntitlementsClient(connection);

        await client.GetProfilesAsync("CHAN1");

        var stored = await service.StoredAsync();
        Assert.NotNull(stored);
        Assert.Null(Activity.Current);

        // A retry, a rejected token, a replacement, a throttled request and a failure.
        service.Fake.InjectFault(FakeFault.RetryableError().On(FakeOperation.Profiles));
        await client.GetProfilesAsync("CHAN1");
        service.Fake.InjectFault(FakeFault.ForeignUnauthorized().On(FakeOperation.Profiles));
        await client.GetProfilesAsync("CHAN1");
        service.Fake.RevokeCredentials(stored.ClientId);
        service.Clock.Advance(TimeSpan.FromHours(6));
        await client.GetProfilesAsync("CHAN1");
        Assert.NotEqual(stored.ClientId, (await service.StoredAsync())!.ClientId);
        service.Fake.InjectFault(FakeFault.TooManyRequests().On(FakeOperation.Profiles));
        await service.Clock.DriveAsync(client.GetProfilesAsync("CHAN1"));
        service.Fake.InjectFault(FakeFault.HtmlPage(404).On(FakeOperation.Profiles));
        await Assert.ThrowsAsync<AdobePassApiException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal(2, service.Fake.Registrations);
        Assert.Equal(3, service.Fake.TokenRequests - service.Count(FakeOperation.Token, 400));
        Assert.Null(Activity.Current);
    }

    private static IDisposable Throwing(string kind)
    {
        if (kind == "meter")
        {
            var meters = new MeterListener
            {
                InstrumentPublished = (instrument, listener) =>
                {
                    if (instrument.Meter.Name == AdobePassTelemetry.MeterName)
                    {
                        listener.EnableMeasurementEvents(instrument);
                    }
                },
            };
            meters.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidOperationException("The listener (test)."));
            meters.SetMeasurementEventCallback<double>((_, _, _, _) => throw new InvalidOperationException("The listener (test)."));
            meters.Start();
            return meters;
        }

        var activities = new ActivityListener
        {
            ShouldListenTo = source => kind != "logger" && source.Name == AdobePassTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                kind == "sampler" ? throw new InvalidOperationException("The sampler (test).") : ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = _ => Throw(kind == "activity start"),
            ActivityStopped = _ => Throw(kind == "activity stop"),
        };
        ActivitySource.AddActivityListener(activities);
        return activities;
    }

    private static void Throw(bool now)
    {
        if (now)
        {
            throw new InvalidOperationException("The listener (test).");
        }
    }

    private sealed class ThrowingLogger : ILoggerFactory, ILogger
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => throw new InvalidOperationException("The logger (test).");

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("The logger (test).");

        public void Dispose()
        {
        }
    }
}
