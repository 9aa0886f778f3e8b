using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace AdobePass.Tests.Telemetry;

/// <summary>Everything that the library and the process report while it lives, as text. One at a time: see <see cref="TelemetryCollection"/>.</summary>
internal sealed class Recorder : ILoggerFactory, IDisposable
{
    private readonly ConcurrentQueue<string> _texts = new();
    private readonly MeterListener _metrics = new();
    private readonly ActivityListener _activities;
    private readonly ProcessEvents _events;

    public Recorder()
    {
        _metrics.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == AdobePassTelemetry.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _metrics.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measure(instrument, value, tags));
        _metrics.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measure(instrument, value, tags));
        _metrics.Start();
        _activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.Source.Name == AdobePassTelemetry.ActivitySourceName)
                {
                    Activities.Enqueue(activity);
                }

                _texts.Enqueue($"{activity.OperationName} {activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Baggage)} {string.Join(' ', activity.Events.SelectMany(each => each.Tags))}");
            },
        };
        ActivitySource.AddActivityListener(_activities);
        _events = new ProcessEvents(_texts);
    }

    public ConcurrentQueue<(EventId Id, LogLevel Level, string Message)> Logs { get; } = new();

    public ConcurrentQueue<Activity> Activities { get; } = new();

    public ConcurrentQueue<(string Instrument, double Value, Dictionary<string, object?> Tags)> Measurements { get; } = new();

    public IEnumerable<string> Texts => _texts;

    public double Sum(string instrument, params (string Name, object Value)[] tags) => Measurements
        .Where(each => each.Instrument == instrument && tags.All(tag => Equals(each.Tags.GetValueOrDefault(tag.Name), tag.Value)))
        .Sum(each => each.Value);

    public int Count(int eventId) => Logs.Count(each => each.Id.Id == eventId);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public ILogger CreateLogger(string categoryName) => new Journal(this);

    public void Dispose()
    {
        _metrics.Dispose();
        _activities.Dispose();
        _events.Dispose();
    }

    private void Measure(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var named = new Dictionary<string, object?>();
        foreach (var tag in tags)
        {
            named.Add(tag.Key, tag.Value);
        }

        Measurements.Enqueue((instrument.Name, value, named));
        _texts.Enqueue($"{instrument.Name} {string.Join(' ', named)}");
    }

    private sealed class Journal(Recorder recorder) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var message = formatter(state, exception);
            recorder.Logs.Enqueue((eventId, logLevel, message));
            recorder._texts.Enqueue($"{message} {exception} {string.Join(' ', state as IEnumerable<KeyValuePair<string, object?>> ?? [])}");
        }
    }

    /// <summary>The event sources of the process: those of HTTP, sockets, names and encryption, and of logging.</summary>
    private sealed class ProcessEvents(ConcurrentQueue<string> texts) : EventListener
    {
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            // Those of the diagnostic bridge and of the runtime itself feed on each other when everything is turned on.
            if (eventSource.Name.StartsWith("System.Net", StringComparison.Ordinal) || eventSource.Name.StartsWith("Microsoft-Extensions", StringComparison.Ordinal))
            {
                EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            texts?.Enqueue($"{eventData.EventSource.Name} {eventData.EventName} {string.Join(' ', (eventData.Payload ?? (IEnumerable<object?>)[]).Select(each => Convert.ToString(each, CultureInfo.InvariantCulture)))}");
    }
}

/// <summary>Instruments belong to the process: tests that read them run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TelemetryCollection
{
    public const string Name = "Telemetry";
}
