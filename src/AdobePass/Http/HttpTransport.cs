using Microsoft.Extensions.Logging;

namespace AdobePass.Runtime;

/// <summary>
/// Sends requests and reads complete responses. It limits the rate, and sends a request again if the service throttles it or if a failure
/// can be retried. It does not obtain tokens.
/// </summary>
internal sealed class HttpTransport : IDisposable
{
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(1);

    // Not an HttpClient: its timeout does not use the configured TimeProvider, and its other features are not needed here.
    private readonly HttpMessageInvoker _http;
    private readonly CancellationSourcePool _timeouts;
    private readonly AdobePassOptions _options;
    private readonly RequestRateLimiter _limiter;
    private readonly ILogger _logger;
    private readonly ReadIssueReporter _reporter;
    private readonly Random _random = new();
    private readonly CancellationTokenSource _lifetime = new();

    internal HttpTransport(AdobePassOptions options, ILogger logger)
    {
        _options = options;
        _logger = logger;
        _reporter = new ReadIssueReporter(options.ClientName, logger);
        _limiter = new RequestRateLimiter(options);
        _timeouts = new CancellationSourcePool(options.TimeProvider, options.RequestTimeout, _lifetime.Token);
        _http = new HttpMessageInvoker(options.HttpMessageHandler ?? CreateHandler(), disposeHandler: options.HttpMessageHandler is null);
    }

    internal async ValueTask<HttpResponse> SendAsync(
        AdobePassRequest request,
        Uri baseAddress,
        StreamingDevice? device,
        AccessToken? token,
        CancellationToken cancellationToken)
    {
        var throttled = 0;
        var ticket = 0L;
        for (var attempt = 1; ;)
        {
            ThrowIfDisposed();
            if (!_limiter.IsIdle && Queue(request, AddressOf(device), throttled, ref ticket, out var delay) is { } queued)
            {
                await WaitForPermitAsync(request, queued, delay, cancellationToken).ConfigureAwait(false);
            }

            HttpResponse response;
            try
            {
                response = await SendOnceAsync(request, baseAddress, device, token, cancellationToken).ConfigureAwait(false);
            }
            catch (AdobePassConnectionException exception) when (attempt < _options.MaxAttempts && RetryPolicy.Allows(request, exception))
            {
                await BackOffAsync(request, attempt++, "connection", cancellationToken).ConfigureAwait(false);
                continue;
            }

            if ((int)response.StatusCode == 429)
            {
                // All requests for this IP address wait.
                var pause = ThrottleDelay(response);
                response.Dispose();
                _limiter.Pause(AddressOf(device), pause);
                Instruments.Throttled.Add(1, _options.ClientName, Instruments.Tag("operation", request.Operation.Id));
                _logger.Throttled(request.Operation.Id, pause.TotalSeconds);
                Traces.CurrentOf(request).Increment(Traces.ThrottledCount);
                throttled++;
                if (throttled >= _options.MaxThrottledAttempts)
                {
                    throw new AdobePassThrottledException(request.Operation.Id, throttled);
                }

                Traces.CurrentOf(request).Increment(Traces.ResendCount);
            }
            else if (attempt < _options.MaxAttempts && RetryPolicy.Allows(request, response))
            {
                var reason = ErrorResponses.ActionOf(response) is null ? "status" : "action";
                response.Dispose();
                await BackOffAsync(request, attempt++, reason, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                return response;
            }
        }
    }

    private static string AddressOf(StreamingDevice? device) => device?.ForwardedForHeader ?? string.Empty;

    /// <summary>Acquires a permit of the rate limiter, or queues the request.</summary>
    /// <returns>The queued request; <see langword="null"/> if it can be sent now.</returns>
    /// <exception cref="AdobePassThrottledException">
    /// The wait would be longer than <see cref="AdobePassOptions.MaxQueueDelay"/>.
    /// </exception>
    private RequestRateLimiter.QueuedRequest? Queue(
        AdobePassRequest request,
        string address,
        int throttled,
        ref long ticket,
        out TimeSpan delay)
    {
        // After a 429, the call waits as long as the service requested.
        var maxDelay = throttled > 0 ? TimeSpan.MaxValue : _options.MaxQueueDelay;
        return _limiter.TryAcquire(address, request.Operation.IsBackground, maxDelay, ref ticket, out delay, out var queued)
            ? queued
            : throw new AdobePassThrottledException(request.Operation.Id, delay);
    }

    private async ValueTask WaitForPermitAsync(
        AdobePassRequest request,
        RequestRateLimiter.QueuedRequest? queued,
        TimeSpan delay,
        CancellationToken cancellationToken)
    {
        var address = queued!.Queue.Address;
        var ticket = queued.Ticket;
        var began = _options.TimeProvider.GetTimestamp();
        try
        {
            while (queued is not null)
            {
                _logger.Paced(request.Operation.Id, delay.TotalSeconds);
                await WaitAsync(queued, cancellationToken).ConfigureAwait(false);
                if (_limiter.TrySend(address))
                {
                    break;
                }

                // A request that had a permit when another request received a 429 is not rejected, however long it waits.
                _limiter.TryAcquire(address, request.Operation.IsBackground, TimeSpan.MaxValue, ref ticket, out delay, out queued);
            }
        }
        finally
        {
            var seconds = _options.TimeProvider.GetElapsedTime(began).TotalSeconds;
            Instruments.PacingDelay.Record(
                seconds,
                _options.ClientName,
                Instruments.Tag("priority", request.Operation.IsBackground ? "background" : "foreground"));
            Traces.CurrentOf(request).Add(Traces.QueueDelay, seconds);
        }
    }

    private async Task WaitAsync(RequestRateLimiter.QueuedRequest queued, CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _lifetime.Token);
        using var registration = linked.Token.Register(static state => ((RequestRateLimiter.QueuedRequest)state!).Cancel(), queued);
        try
        {
            await queued.Permit.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ThrowIfDisposed();
            throw;
        }
    }

    private Task BackOffAsync(AdobePassRequest request, int attempt, string reason, CancellationToken cancellationToken)
    {
        Instruments.Retries.Add(
            1,
            _options.ClientName,
            Instruments.Tag("operation", request.Operation.Id),
            Instruments.Tag("reason", reason));
        _logger.Retrying(request.Operation.Id, attempt, reason);
        Traces.CurrentOf(request).Increment(Traces.ResendCount);
        double chance;
        lock (_random)
        {
            chance = _random.NextDouble();
        }

        return DelayAsync(RetryPolicy.DelayAfter(attempt, _options.RetryDelay, chance), cancellationToken);
    }

    private async Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _lifetime.Token);
        try
        {
            await _options.TimeProvider.Delay(delay, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ThrowIfDisposed();
            throw;
        }
    }

    /// <summary>Cancels all requests, except registrations that were already sent. No more requests are sent.</summary>
    internal void Cancel() => _lifetime.Cancel();

    /// <summary>Closes the connections. Registrations must have ended.</summary>
    public void Dispose()
    {
        Cancel();
        _http.Dispose();
    }

    internal void ThrowIfDisposed()
    {
        if (_lifetime.IsCancellationRequested)
        {
            throw new ObjectDisposedException("AdobePassClient");
        }
    }

    internal static HttpMessageHandler CreateHandler() =>
#if NET
        new SocketsHttpHandler
        {
            // Credentials are sent only to the configured host. Cookies would tie all devices of a server to one node of the service.
            // Adobe requires that DNS results are cached for 30 seconds at most.
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromSeconds(30),
            AutomaticDecompression = System.Net.DecompressionMethods.All,
        };
#else
        new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = System.Net.DecompressionMethods.GZip | System.Net.DecompressionMethods.Deflate,

            // The default of .NET Framework is two, and the requests of a server would wait for them.
            MaxConnectionsPerServer = 256,
        };
#endif

    private async ValueTask<HttpResponse> SendOnceAsync(
        AdobePassRequest request,
        Uri baseAddress,
        StreamingDevice? device,
        AccessToken? token,
        CancellationToken cancellationToken)
    {
        var id = request.Operation.Id;
        using var message = request.CreateMessage(baseAddress, device, token, _options.UserAgent);

        // The pair of a sent registration exists at the service. So its response is stored even if the client is disposed meanwhile.
        var outlivesClient = request.Operation.RequestKind == RequestKind.Registration;
        var timeout = _timeouts.Rent(cancellationToken, outlivesClient);

        HttpResponseMessage? response = null;
        var isMeasured = Instruments.RequestDuration.Enabled;
        var began = isMeasured ? _options.TimeProvider.GetTimestamp() : 0;
        var outcome = 0;
        try
        {
            response = await _http.SendAsync(message, timeout.Token).ConfigureAwait(false);
            var body = await ResponseBody.ReadAsync(response.Content, _options.MaxResponseBytes, timeout.Token).ConfigureAwait(false);
            if (body.IsTooLarge)
            {
                throw new AdobePassResponseException(
                    id,
                    null,
                    $"{id}: the response with status {(int)response.StatusCode} is larger than {_options.MaxResponseBytes:N0} bytes " +
                    $"({nameof(AdobePassOptions.MaxResponseBytes)}).");
            }

            var complete = new HttpResponse(request, token, response, body, _reporter);
            outcome = (int)response.StatusCode;
            response = null;
            return complete;
        }
        catch (OperationCanceledException cause)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!outlivesClient && _lifetime.IsCancellationRequested)
            {
                throw new ObjectDisposedException("AdobePassClient");
            }

            throw TimedOut(request, token, cause, timeout.Token.IsCancellationRequested);
        }
        catch (HttpRequestException cause)
        {
            throw NotConnected(request, baseAddress, token, cause);
        }
        catch (Exception cause) when (response is not null && IsDecompressionFailure(cause))
        {
            throw new AdobePassResponseException(
                id,
                null,
                $"{id}: the response with status {(int)response!.StatusCode} cannot be decompressed.");
        }
        catch (IOException cause)
        {
            throw new AdobePassConnectionException(
                id,
                $"{id}: the response from {baseAddress.Host} was cut off.",
                UntrustedText.Inner(cause, request.FindSecrets(token)));
        }
        finally
        {
            if (outcome != 0)
            {
                timeout.Complete();
            }
            else
            {
                response?.Dispose();
                timeout.Dispose();
            }

            Record(request, outcome, isMeasured ? began : null);
        }
    }

    // The encoding determines which of the two a decompressor throws.
    private static bool IsDecompressionFailure(Exception cause) =>
        cause is (InvalidDataException or InvalidOperationException) and not ObjectDisposedException;

    private AdobePassConnectionException TimedOut(
        AdobePassRequest request,
        AccessToken? token,
        OperationCanceledException cause,
        bool isTimeout)
    {
        var id = request.Operation.Id;
        return isTimeout
            ? new AdobePassConnectionException(
                id,
                $"{id}: no complete response within {_options.RequestTimeout.TotalSeconds:0.###} s " +
                $"({nameof(AdobePassOptions.RequestTimeout)}).",
                cause)
            {
                IsTimeout = true,
            }
            : new AdobePassConnectionException(
                id,
                $"{id}: the request was canceled by the connection or its handler, not by {nameof(AdobePassOptions.RequestTimeout)}.",
                UntrustedText.Inner(cause, request.FindSecrets(token)))
            {
                IsTimeout = true,
            };
    }

    private static AdobePassConnectionException NotConnected(
        AdobePassRequest request,
        Uri baseAddress,
        AccessToken? token,
        HttpRequestException cause)
    {
        var secrets = request.FindSecrets(token);
        var reason = UntrustedText.Clean((cause.InnerException ?? cause).Message, secrets)!;
        return new AdobePassConnectionException(
            request.Operation.Id,
            $"{request.Operation.Id}: {ConnectionFailures.Describe(cause, baseAddress, reason)}",
            UntrustedText.Inner(cause, secrets))
        {
            NothingWasSent = ConnectionFailures.IsBeforeSending(cause),
        };
    }

    // The outcome is the status, or 0 if there is no complete response.
    private void Record(AdobePassRequest request, int outcome, long? began)
    {
        if (Traces.AreWanted)
        {
            // Removed if the request failed: the status of the previous attempt would be misleading.
            Traces.CurrentOf(request).Set(Traces.StatusCode, outcome == 0 ? null : (object)outcome);
        }

        if (began is { } since)
        {
            Instruments.RequestDuration.Record(
                _options.TimeProvider.GetElapsedTime(since).TotalSeconds,
                _options.ClientName,
                Instruments.Tag("operation", request.Operation.Id),
                Instruments.Tag("status", outcome == 0 ? "failed" : outcome));
        }
    }

    private TimeSpan ThrottleDelay(HttpResponse response)
    {
        var requested = response.RetryAfter(_options.TimeProvider.GetUtcNow()) ?? TimeSpan.Zero;
        return requested <= _options.ThrottleDelay ? _options.ThrottleDelay
            : requested < LongestRetryAfter ? requested
            : LongestRetryAfter;
    }
}
