using System.ComponentModel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdobePass.Runtime;

/// <summary>
/// Sends each attempt of a client through a chain of handlers that another component creates and replaces, such as
/// <c>IHttpMessageHandlerFactory</c>. The guard at the end of the chain lets each attempt reach the network at most once. The package
/// AdobePass.Hosting uses it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class HandlerChain : HttpMessageHandler
{
    private readonly Func<HttpMessageHandler> _create;
    private readonly ILogger _logger;
    private int _hasWarned;

    /// <summary>Initializes a new instance of the <see cref="HandlerChain"/> class.</summary>
    /// <param name="create">
    /// Gets the first handler of the current chain. It is called for each attempt, and the handler is not disposed.
    /// </param>
    /// <param name="name">The name of the HTTP client, for messages.</param>
    /// <param name="loggerFactory">Creates the log; <see langword="null"/> to log nothing.</param>
    /// <exception cref="ArgumentNullException"><paramref name="create"/> or <paramref name="name"/> is <see langword="null"/>.</exception>
    public HandlerChain(Func<HttpMessageHandler> create, string name, ILoggerFactory? loggerFactory)
    {
        _create = create ?? throw new ArgumentNullException(nameof(create));
        Name = name ?? throw new ArgumentNullException(nameof(name));
        _logger = loggerFactory is null ? NullLogger.Instance : new SafeLogger(loggerFactory.CreateLogger(AdobePassTelemetry.LogCategory));
    }

    /// <summary>Gets the name of the HTTP client.</summary>
    public string Name { get; }

    /// <summary>
    /// Creates the default handler of a client. It does not follow redirects, does not store cookies, and renews its connections.
    /// </summary>
    /// <returns>The handler.</returns>
    public static HttpMessageHandler CreatePrimaryHandler() => HttpTransport.CreateHandler();

    /// <summary>Creates the guard. It must be directly before the handler that sends requests to the network.</summary>
    /// <param name="primary">The handler that sends requests to the network.</param>
    /// <returns>The guard.</returns>
    public static DelegatingHandler CreateGuard(HttpMessageHandler primary) =>
        new SingleSendHandler(primary ?? throw new ArgumentNullException(nameof(primary)));

    /// <summary>Gets whether a request was sent by a client through a chain.</summary>
    internal static bool IsAttempt(HttpRequestMessage request) => SendAttempt.TryFind(request, out _);

    internal HttpMessageHandler CreateCurrent() => _create();

    internal void Warn()
    {
        if (Interlocked.Exchange(ref _hasWarned, 1) == 0)
        {
            _logger.RepetitionSuppressed(Name);
        }
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        var attempt = new SendAttempt(this);
        attempt.AddTo(request);

        // The current chain is requested each time, so that no handler is used after its lifetime.
        using var invoker = new HttpMessageInvoker(_create(), disposeHandler: false);
        try
        {
            return await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOfHandler(exception))
        {
            // Handlers throw their own exception types, for a timeout, an open circuit or a full queue. The client handles two kinds of
            // failures.
            if (attempt.WasCanceled)
            {
                throw new OperationCanceledException($"The HTTP client '{Name}' ended the request: {exception.GetType().Name}.", exception);
            }

            throw new HttpRequestException($"The HTTP client '{Name}' failed: {exception.GetType().Name}.", exception);
        }
    }

    private static bool IsOfHandler(Exception exception) => exception is not (
        OperationCanceledException or HttpRequestException or IOException or InvalidDataException or InvalidOperationException
        or AdobePassException or OutOfMemoryException);

    /// <summary>Sends each attempt once.</summary>
    private sealed class SingleSendHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!SendAttempt.TryFind(request, out var attempt))
            {
                return base.SendAsync(request, cancellationToken);
            }

            return attempt.TryBegin()
                ? SendFirstAsync(attempt, request, cancellationToken)
                : attempt.RepeatAsync(request, cancellationToken);
        }

        private async Task<HttpResponseMessage> SendFirstAsync(
            SendAttempt attempt,
            HttpRequestMessage request,
            CancellationToken cancellationToken)
        {
            HttpResponseMessage? response = null;
            try
            {
                response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                var recorded = response.IsSuccessStatusCode
                    ? null
                    : await RecordedResponse.ReadAsync(response, cancellationToken).ConfigureAwait(false);
                attempt.End(recorded);
                return response;
            }
            catch (Exception exception)
            {
                response?.Dispose();
                attempt.End(exception);
                throw;
            }
        }
    }
}
