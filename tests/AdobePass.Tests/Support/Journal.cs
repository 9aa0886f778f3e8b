using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AdobePass.Tests;

/// <summary>The log of one connection.</summary>
internal sealed class Journal : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<(int Id, string Message)> _entries = new();

    /// <summary>The messages of an event, in order.</summary>
    public IReadOnlyList<string> Of(int eventId) => [.. _entries.Where(entry => entry.Id == eventId).Select(entry => entry.Message)];

    /// <summary>All messages, in order.</summary>
    public IReadOnlyList<string> All => [.. _entries.Select(entry => entry.Message)];

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue((eventId.Id, formatter(state, exception)));

    public void Dispose()
    {
    }
}
