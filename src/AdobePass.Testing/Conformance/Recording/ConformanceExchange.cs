using System.Globalization;
using AdobePass.Testing.Conformance;

namespace AdobePass.Testing;

/// <summary>
/// Represents a recorded request and its response, or a mark of the application. It shows the method, the path and the time. Header values,
/// bodies, queries and authentication codes are not part of it.
/// </summary>
public sealed class ConformanceExchange
{
    internal ConformanceExchange(long number, DateTimeOffset time, ExchangeData data)
    {
        Number = number;
        Time = time;
        Data = data;
    }

    internal ConformanceExchange(long number, DateTimeOffset time, ConformanceMark mark, string? detail)
    {
        Number = number;
        Time = time;
        Mark = mark;
        Data = new ExchangeData { ReceivedAt = time, MarkDetail = detail };
    }

    /// <summary>Gets the number, from 1, in the order in which requests were sent.</summary>
    public long Number { get; }

    /// <summary>Gets the time at which the request was sent, on the clock of the recorder.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Gets the operation; <see cref="FakeOperation.Unknown"/> for a mark or a path that is not documented.</summary>
    public FakeOperation Operation => Data.Route.Operation;

    /// <summary>Gets the HTTP method; empty for a mark.</summary>
    public string Method => Data.Method;

    /// <summary>Gets the path without authentication codes; empty for a mark.</summary>
    public string Path => Data.SafePath;

    /// <summary>Gets the HTTP status of the response; 0 for a mark or if no response was received.</summary>
    public int Status => Data.Status;

    /// <summary>Gets the mark; <see langword="null"/> for a request.</summary>
    public ConformanceMark? Mark { get; }

    internal ExchangeData Data { get; }

    internal bool IsSuccess => Status is >= 200 and <= 299;

    /// <summary>Gets whether an application, and not a user agent, sent the request to REST API V2.</summary>
    internal bool IsApiCall => Data.Route.IsRestApiV2 && Operation != FakeOperation.Authenticate;

    /// <summary>Returns the number, the time, the method, the path and the status.</summary>
    /// <returns>The number, the time, the method, the path and the status.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"#{Number} {Time.UtcDateTime:HH:mm:ss.fff} {(Mark is { } mark ? mark.ToString() : $"{Method} {Path}: {Outcome}")}");

    private string Outcome => Status == 0 ? "no response" : Status.ToString(CultureInfo.InvariantCulture);
}
