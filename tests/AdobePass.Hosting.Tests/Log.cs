using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AdobePass.Hosting.Tests;

/// <summary>Records the log of a host.</summary>
internal sealed class Log : ILoggerFactory
{
    public ConcurrentQueue<(string Category, int Id, string Message)> Entries { get; } = new();

    public int Count(int id) => Entries.Count(entry => entry.Category == AdobePassTelemetry.LogCategory && entry.Id == id);

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    private sealed class Logger(Log log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            log.Entries.Enqueue((category, eventId.Id, formatter(state, exception)));
    }
}
