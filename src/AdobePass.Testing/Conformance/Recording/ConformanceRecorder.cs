using AdobePass.Testing.Conformance;
using AdobePass.Testing.Http;

namespace AdobePass.Testing;

/// <summary>
/// Records the requests of an application for a <see cref="ConformanceReport"/>. It is a message handler: put it before the handler of the
/// fake, or before a handler that sends requests to the service.
/// </summary>
/// <remarks>
/// It changes no request and no response, and keeps no secret, header value or body. All members are safe for concurrent use. The record
/// grows until <see cref="Clear"/>: use it for the runs of a test, and not in production.
/// </remarks>
/// <example>
/// <code>
/// var recorder = new ConformanceRecorder(fake.CreateHandler(), clock);
/// options.HttpMessageHandler = recorder;
/// // … run the application …
/// ConformanceReport.From(recorder.Exchanges).EnsureNothingBroken();
/// </code>
/// </example>
public sealed class ConformanceRecorder : DelegatingHandler
{
    private readonly List<ConformanceExchange> _exchanges = [];
    private readonly TimeProvider _clock;
    private long _number;

    /// <summary>
    /// Initializes a new instance of the <see cref="ConformanceRecorder"/> class, for a chain that sets the inner handler.
    /// </summary>
    /// <param name="timeProvider">The clock of the application.</param>
    /// <exception cref="ArgumentNullException"><paramref name="timeProvider"/> is null.</exception>
    public ConformanceRecorder(TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        _clock = timeProvider;
    }

    /// <summary>Initializes a new instance of the <see cref="ConformanceRecorder"/> class.</summary>
    /// <param name="innerHandler">The handler that sends the requests, such as that of <see cref="FakeAdobePass.CreateHandler"/>.</param>
    /// <param name="timeProvider">The clock of the application; <see langword="null"/> for the clock of the system.</param>
    public ConformanceRecorder(HttpMessageHandler innerHandler, TimeProvider? timeProvider = null)
        : base(innerHandler) => _clock = timeProvider ?? TimeProvider.System;

    /// <summary>Gets a snapshot of the exchanges and marks, in the order in which requests were sent.</summary>
    public IReadOnlyList<ConformanceExchange> Exchanges
    {
        get
        {
            lock (_exchanges)
            {
                return [.. _exchanges.OrderBy(static exchange => exchange.Number)];
            }
        }
    }

    /// <summary>Records what requests do not show.</summary>
    /// <param name="mark">What the application or its viewer did.</param>
    /// <param name="detail">The code or the resource, as the mark says. It is not shown.</param>
    public void Mark(ConformanceMark mark, string? detail = null) =>
        Add(new ConformanceExchange(Interlocked.Increment(ref _number), _clock.GetUtcNow(), mark, detail));

    /// <summary>Deletes the record.</summary>
    public void Clear()
    {
        lock (_exchanges)
        {
            _exchanges.Clear();
        }
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.RequestUri is not { IsAbsoluteUri: true })
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var data = ExchangeReader.ReadRequest(request, body, IsFake());
        var number = Interlocked.Increment(ref _number);
        var time = _clock.GetUtcNow();
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            RecordedContent content;
            try
            {
                content = await RecordedContent.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                response.Dispose();
                throw;
            }

            response.Content = content;
            data = ExchangeReader.ReadResponse(data, response, content.Text, _clock.GetUtcNow());
            return response;
        }
        finally
        {
            Add(new ConformanceExchange(number, time, data.Status == 0 ? data with { ReceivedAt = _clock.GetUtcNow() } : data));
        }
    }

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken).GetAwaiter().GetResult();

    private bool IsFake()
    {
        var handler = InnerHandler;
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        return handler is InProcessHandler;
    }

    private void Add(ConformanceExchange exchange)
    {
        lock (_exchanges)
        {
            _exchanges.Add(exchange);
        }
    }
}
