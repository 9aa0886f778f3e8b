using System.Collections.Concurrent;
using AdobePass.Runtime;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdobePass;

/// <summary>
/// Represents the client for Adobe Pass, through which generated clients send their requests. It registers each device permanently, caches
/// its access token, renews the token before it expires or after a 401, and limits the rate of requests.
/// </summary>
/// <remarks>
/// The class is safe for concurrent use. Create one instance for the lifetime of the application: all generated clients of one instance
/// share its tokens in memory.
/// </remarks>
/// <example>
/// <code>
/// await using var adobePass = new AdobePassClient(new AdobePassOptions
/// {
///     Environment = AdobePassEnvironment.ReleaseStaging,
///     SoftwareStatement = new SoftwareStatement(statementText),
///     CredentialStore = new FileCredentialStore(folder, new FileStoreOptions { AllowCreation = true }),
///     Device = device,
/// });
/// IPlayback playback = new PlaybackClient(adobePass);
/// </code>
/// </example>
public sealed class AdobePassClient : AdobePassChannel, IDisposable, IAsyncDisposable
{
    private readonly AdobePassOptions _options;
    private readonly HttpTransport _transport;
    private readonly RegistrationChannel _registration;
    private readonly ClientRegistrar _registrar;
    private readonly AccessTokenProvider _tokens;
    private readonly RegistrationCircuitBreaker _registrationBreaker;
    private readonly RegistrationCircuitBreaker _tokenBreaker;
    private readonly ReplacementCircuitBreaker _replacements;
    private readonly RegistrationTracker _tracker = new();

    // Devices whose new token was rejected too. Without a cooldown, each call would request another token.
    private readonly DeviceCooldowns _unauthorized;
    private readonly RejectedTokens _rejected;
    private readonly TimeoutCredentialStore _store;
    private readonly ILogger _logger;
    private readonly Uri? _baseAddress;
    private readonly ConcurrentDictionary<ApiServer, Uri> _servers = new();
    private readonly string _scope;

    /// <summary>Creates a client.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is <see langword="null"/>.</exception>
    /// <exception cref="AdobePassConfigurationException">
    /// An option is missing or out of range. The message lists every such option.
    /// </exception>
    public AdobePassClient(AdobePassOptions options)
    {
        if (options is null)
        {
            throw new ArgumentNullException(nameof(options));
        }

        options = options.Snapshot();
        _options = options;
        if (AdobePassOptionsValidation.Validate(options) is { Count: > 0 } failures)
        {
            throw new AdobePassConfigurationException(failures);
        }

        options.CredentialStore ??= new MemoryCredentialStore();
        options.AccessTokenCache = options.PersistAccessTokens
            ? options.AccessTokenCache ?? options.CredentialStore!.CreateAccessTokenCache()
            : null;
        _baseAddress = options.EffectiveBaseAddress;
        _scope = options.EffectiveScope;
        _logger = options.LoggerFactory is { } factory
            ? new SafeLogger(factory.CreateLogger(AdobePassTelemetry.CategoryOf(options.ClientName)))
            : NullLogger.Instance;
        _transport = new HttpTransport(options, _logger);
        _registration = new RegistrationChannel(options, _transport);

        var api = new RegistrationApiClient(_registration);
        var threads = new StoreThreads(options.TimeProvider, options.StoreTimeout);
        _store = new TimeoutCredentialStore(
            options.CredentialStore!,
            threads,
            options.StoreTimeout,
            options.TimeProvider,
            options.ClientName,
            _logger);
        _registrationBreaker = new RegistrationCircuitBreaker(options.RegistrationBreakDuration, options.TimeProvider, _logger);
        _tokenBreaker = new RegistrationCircuitBreaker(options.RegistrationBreakDuration, options.TimeProvider, _logger);
        _replacements = new ReplacementCircuitBreaker(options, _store, _logger);
        _registrar = new ClientRegistrar(options, _store, api, _registrationBreaker, _tracker, _logger);
        var tokenRequest = new TokenRequest(options, api, _tokenBreaker, _logger);
        var recovery = new CredentialRecovery(options, tokenRequest, _registrar, _replacements, _logger);
        var acquisition = new TokenAcquisition(options, tokenRequest, recovery, _registrar, _replacements);
        var cache = new TokenCache(options, new PersistentTokenCache(options, threads, _logger));
        _tokens = new AccessTokenProvider(options, _store, cache, acquisition, _logger);
        _unauthorized = new DeviceCooldowns(options.RegistrationBreakDuration, options.TimeProvider);
        _rejected = new RejectedTokens(options.RegistrationBreakDuration, options.TimeProvider);
        if (_store.Location is { } location)
        {
            _logger.StoreLocation(location);
        }
    }

    /// <summary>
    /// Gets the device of an application that runs on one device; <see langword="null"/> if <see cref="AdobePassOptions.Device"/> is not
    /// set.
    /// </summary>
    public StreamingDevice? Device => _options.Device;

    /// <summary>Gets the provider of time and timers, from <see cref="AdobePassOptions.TimeProvider"/>.</summary>
    public TimeProvider TimeProvider => _options.TimeProvider;

    /// <summary>
    /// Gets the absolute URL of a <c>url</c> in a response. The URLs of sessions and logouts may start with <c>/</c>, and are then
    /// relative to the host of the service.
    /// </summary>
    /// <param name="url">The <c>url</c> of the response.</param>
    /// <returns>The URL for a user agent to open.</returns>
    /// <exception cref="ArgumentException"><paramref name="url"/> is empty or is not an http(s) URL.</exception>
    public Uri ResolveUri(string url)
    {
        if (string.IsNullOrWhiteSpace(url)
            || !Uri.TryCreate(
                url.StartsWith("/", StringComparison.Ordinal) ? BaseAddress.AbsoluteUri.TrimEnd('/') + url : url,
                UriKind.Absolute,
                out var absolute)
            || (absolute.Scheme != Uri.UriSchemeHttps && absolute.Scheme != Uri.UriSchemeHttp))
        {
            throw new ArgumentException("The URL is empty or is not an http(s) URL. Pass the 'url' of a response unchanged.", nameof(url));
        }

        return absolute;
    }

    /// <inheritdoc/>
    public override Uri GetUri(AdobePassRequest request) =>
        request is null ? throw new ArgumentNullException(nameof(request)) : request.UrlAt(BaseAddressOf(request));

    /// <summary>
    /// Gets an access token of a device, for requests that are not sent through this client. The token comes from the same cache as the
    /// tokens of calls, and is requested and renewed within the same limits. A device that is not registered yet is registered.
    /// </summary>
    /// <param name="device">The device; <see langword="null"/> for <see cref="AdobePassOptions.Device"/>.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The token. Get it for each request; do not store it.</returns>
    /// <exception cref="AdobePassException">The token cannot be obtained.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public async ValueTask<AccessToken> GetAccessTokenAsync(StreamingDevice? device = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _transport.ThrowIfDisposed();
        device = DeviceOf(device);
        var key = device.KeyIn(_scope);
        var token = await _tokens.GetAsync(key, device, cancellationToken).ConfigureAwait(false);
        if (_rejected.Find(key, token) is { } report)
        {
            token = await _tokens.GetInsteadOfAsync(token, key, device, cancellationToken).ConfigureAwait(false);
            report.IsReplaced = true;
        }

        return token;
    }

    /// <summary>
    /// Reports that a service rejected a token of <see cref="GetAccessTokenAsync"/> with 401. The next call of
    /// <see cref="GetAccessTokenAsync"/> obtains another token. At most one token of a device is replaced this way within
    /// <see cref="AdobePassOptions.RegistrationBreakDuration"/>; other reports have no effect.
    /// </summary>
    /// <param name="token">The token that was rejected.</param>
    /// <param name="device">The device; <see langword="null"/> for <see cref="AdobePassOptions.Device"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="token"/> is <see langword="null"/>.</exception>
    public void RejectAccessToken(AccessToken token, StreamingDevice? device = null)
    {
        if (token is null)
        {
            throw new ArgumentNullException(nameof(token));
        }

        if (_rejected.Report(DeviceOf(device).KeyIn(_scope), token))
        {
            Instruments.TokensRefused.Add(1, _options.ClientName, Instruments.Tag("operation", nameof(RejectAccessToken)));
            _logger.TokenRefused(nameof(RejectAccessToken));
        }
    }

    /// <summary>Finds the client credentials of a device without registering it.</summary>
    /// <param name="device">The device; <see langword="null"/> for <see cref="AdobePassOptions.Device"/>.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The credentials; <see langword="null"/> if the device is not registered yet.</returns>
    /// <exception cref="CredentialStoreException">The store is unavailable or the entry is corrupt.</exception>
    public async Task<ClientCredentials?> FindCredentialsAsync(
        StreamingDevice? device = null,
        CancellationToken cancellationToken = default)
    {
        var stored = await _registrar.FindAsync(DeviceOf(device).KeyIn(_scope), cancellationToken).ConfigureAwait(false);
        return stored?.Credentials;
    }

    /// <summary>
    /// Deletes the client credentials and the access token of a device. Its next call registers it again, and its viewer must sign in
    /// again. Call it if an error with <see cref="NextStep.RegisterAgain"/> persists, or if an entry is corrupt and there is no backup. The
    /// client never does this by itself.
    /// </summary>
    /// <param name="device">The device; <see langword="null"/> for <see cref="AdobePassOptions.Device"/>.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns><see langword="true"/> if credentials existed; otherwise, <see langword="false"/>.</returns>
    /// <exception cref="CredentialStoreException">The store is unavailable.</exception>
    public async Task<bool> DeleteCredentialsAsync(StreamingDevice? device = null, CancellationToken cancellationToken = default)
    {
        var key = DeviceOf(device).KeyIn(_scope);
        var existed = await _registrar.DeleteAsync(key, cancellationToken).ConfigureAwait(false);
        await _tokens.InvalidateAsync(key, cancellationToken).ConfigureAwait(false);
        return existed;
    }

    /// <summary>
    /// Checks whether the credential store accepts new entries, and whether the service rejected the application or stored credentials. No
    /// request is sent to the service.
    /// </summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The health of the client.</returns>
    public async Task<AdobePassHealth> CheckHealthAsync(CancellationToken cancellationToken = default)
    {
        CredentialStoreException? failure = null;
        try
        {
            await _store.EnsureWritableAsync(CredentialKey.Create(_scope, "health"), cancellationToken).ConfigureAwait(false);
        }
        catch (CredentialStoreException exception)
        {
            failure = exception;
        }

        return new AdobePassHealth(
            failure,
            _registrationBreaker.ErrorCode ?? _tokenBreaker.ErrorCode,
            _replacements.IsOpen,
            _registrar.MissingScopes,
            _store);
    }

    /// <summary>Gets the base URLs of the service that accepts the tokens.</summary>
    internal IReadOnlyList<Uri> ServiceUris => [BaseAddress, RegistrationBaseAddress];

    private Uri BaseAddress => _baseAddress ?? throw ApiServer.NoBaseAddress();

    private Uri RegistrationBaseAddress => _options.EffectiveRegistrationBaseAddress ?? throw ApiServer.NoBaseAddress();

    internal ILogger Logger => _logger;

    /// <summary>Gets the provider of access tokens, for measurements.</summary>
    internal AccessTokenProvider Tokens => _tokens;

    internal CredentialKey KeyOf(StreamingDevice device) => device.KeyIn(_scope);

    /// <summary>
    /// Cancels the requests in progress and closes the connections. A registration that was already sent continues in the background
    /// until its response is stored. Use <see cref="DisposeAsync"/> to wait for it.
    /// </summary>
    public void Dispose() => _ = CloseAsync();

    /// <summary>
    /// Cancels the requests in progress, waits until the responses of registrations that were already sent are stored, and closes the
    /// connections. It takes at most the sum of <see cref="AdobePassOptions.RequestTimeout"/> and
    /// <see cref="AdobePassOptions.StoreTimeout"/>.
    /// </summary>
    /// <returns>A task that represents the operation.</returns>
    public ValueTask DisposeAsync() => new(CloseAsync());

    private async Task CloseAsync()
    {
        _transport.Cancel();
        await _tracker.WhenIdle().ConfigureAwait(false);
        _transport.Dispose();
    }

    private protected override ValueTask<HttpResponse> ExchangeAsync(AdobePassRequest request, CancellationToken cancellationToken) =>
        Traces.AreWanted ? ExchangeTracedAsync(request, cancellationToken) : ExchangeCoreAsync(request, cancellationToken);

    private async ValueTask<HttpResponse> ExchangeTracedAsync(AdobePassRequest request, CancellationToken cancellationToken)
    {
        using var activity = Traces.Start(request.Operation, BaseAddressOf(request), _options.ClientName);
        try
        {
            return await ExchangeCoreAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (activity.Fails(exception))
        {
            throw;
        }
    }

    private ValueTask<HttpResponse> ExchangeCoreAsync(AdobePassRequest request, CancellationToken cancellationToken) =>
        request.HasStreams || request.Operation.HasSecurity
            ? PrepareAndExchangeAsync(request, cancellationToken)
            : ExchangeAsync(request, request.Operation.RequiresAccessToken, cancellationToken);

    // Not a part of the method below: most requests need none of this, and each await makes all calls slower.
    private async ValueTask<HttpResponse> PrepareAndExchangeAsync(AdobePassRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var needsToken = request.Operation.RequiresAccessToken;
        if (request.HasStreams)
        {
            await request.BufferAsync(cancellationToken).ConfigureAwait(false);
        }

        if (request.Operation.HasSecurity)
        {
            needsToken = await AuthorizeAsync(request, cancellationToken).ConfigureAwait(false);
        }

        return await ExchangeAsync(request, needsToken, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<HttpResponse> ExchangeAsync(AdobePassRequest request, bool needsToken, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var device = request.Device ?? _options.Device;
        HttpResponse response;
        if (needsToken)
        {
            RequireAccessTokens(request);
            device = DeviceOf(device);
            request.SendsAllDeviceHeaders = _options.SendDeviceHeadersAlways;
            if (request.Operation.Scopes is { } scopes)
            {
                _registrar.Need(scopes);
            }

            var key = device.KeyIn(_scope);
            var token = await _tokens.GetAsync(key, device, cancellationToken).ConfigureAwait(false);
            response = await _transport.SendAsync(request, BaseAddressOf(request), device, token, cancellationToken).ConfigureAwait(false);
            if ((int)response.StatusCode == 401 && !_unauthorized.IsActive(key))
            {
                response.Dispose();
                response = await RetryWithNewTokenAsync(request, device, token, cancellationToken).ConfigureAwait(false);
            }
        }
        else
        {
            response = await _transport.SendAsync(request, BaseAddressOf(request), device, token: null, cancellationToken)
                .ConfigureAwait(false);
        }

        if (response.IsSuccess)
        {
            return response;
        }

        using (response)
        {
            throw ErrorResponses.ToException(request, response);
        }
    }

    // One renewal and one retry. A second 401 is returned to the caller.
    // A 401 never leads to a registration, which would log the viewer out.
    private async ValueTask<HttpResponse> RetryWithNewTokenAsync(
        AdobePassRequest request,
        StreamingDevice device,
        AccessToken rejected,
        CancellationToken cancellationToken)
    {
        Instruments.TokensRefused.Add(1, _options.ClientName, Instruments.Tag("operation", request.Operation.Id));
        _logger.TokenRefused(request.Operation.Id);
        var key = device.KeyIn(_scope);
        var token = await _tokens.GetInsteadOfAsync(rejected, key, device, cancellationToken).ConfigureAwait(false);
        Traces.CurrentOf(request).Increment(Traces.ResendCount);
        var response = await _transport.SendAsync(request, BaseAddressOf(request), device, token, cancellationToken).ConfigureAwait(false);
        if ((int)response.StatusCode == 401)
        {
            _unauthorized.Begin(key);
        }

        return response;
    }

    private Uri BaseAddressOf(AdobePassRequest request) => request.Operation.Server is { } server
        ? _servers.GetOrAdd(server, each => each.Resolve(_options, _baseAddress))
        : request.IsRegistration ? RegistrationBaseAddress : BaseAddress;

    private void RequireAccessTokens(AdobePassRequest request)
    {
        if (!_options.UseAccessTokens)
        {
            throw new AdobePassConfigurationException(
                $"{request.Operation.Id}: the operation needs an access token of Adobe Pass, and " +
                $"{nameof(AdobePassOptions.UseAccessTokens)} is false. Set it to true, with a software statement and a credential store.");
        }
    }

    // Returns whether the request needs an access token of Adobe Pass.
    private async ValueTask<bool> AuthorizeAsync(AdobePassRequest request, CancellationToken cancellationToken)
    {
        var (credentials, needsToken) = await ApiCredentials.FindAsync(request.Operation, _options, cancellationToken)
            .ConfigureAwait(false);
        var server = BaseAddressOf(request);
        if (credentials.Count > 0 && server.Scheme != Uri.UriSchemeHttps && !server.IsLoopback)
        {
            throw new AdobePassConfigurationException(
                $"{request.Operation.Id}: the server {server.Host} is called without encryption, so no credential is sent to it. " +
                $"Set an https URL in {nameof(AdobePassOptions)}.{nameof(AdobePassOptions.Servers)}.");
        }

        request.Authorize(credentials);
        return needsToken;
    }

    internal StreamingDevice DeviceOf(StreamingDevice? device) =>
        device ?? _options.Device ?? throw new AdobePassConfigurationException(
            $"No device is set. Set {nameof(AdobePassOptions)}.{nameof(AdobePassOptions.Device)} in an application that runs on the " +
            $"device, or pass a {nameof(StreamingDevice)} to the call.");
}
