using Microsoft.Extensions.Logging;

namespace AdobePass;

/// <summary>How an application reaches Adobe Pass. Set once, before the first call; later changes have no effect.</summary>
/// <remarks>Required: one of <see cref="Environment"/> and <see cref="BaseAddress"/>, one of <see cref="SoftwareStatement"/> and
/// <see cref="SoftwareStatementProvider"/>, and a <see cref="CredentialStore"/>.</remarks>
public sealed class AdobePassOptions
{
    /// <summary>The environment of Adobe Pass to call. There is no default: production is never reached by forgetting a line.</summary>
    public AdobePassEnvironment? Environment { get; set; }

    /// <summary>
    /// The address of a service other than the four environments, such as the fake of <c>AdobePass.Testing</c>. It is not set together with
    /// <see cref="Environment"/>, unless <see cref="BaseAddressOverridesEnvironment"/> says so. Must be <c>https</c>; <c>http</c> is accepted for loopback addresses alone.
    /// </summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>
    /// Gets or sets whether <see cref="BaseAddress"/> is used although <see cref="Environment"/> is set too, for example by a test that starts from
    /// the configuration of production. The default is <see langword="false"/>: setting both is an error at start.
    /// </summary>
    public bool BaseAddressOverridesEnvironment { get; set; }

    /// <summary>
    /// The address of the registration and token endpoints where it differs from <see cref="BaseAddress"/>. Same rules.
    /// </summary>
    public Uri? RegistrationBaseAddress { get; set; }

    /// <summary>The software statement of the registered application.</summary>
    public SoftwareStatement? SoftwareStatement { get; set; }

    /// <summary>
    /// Fetches the software statement when a registration needs it, for applications that host it remotely. It replaces
    /// <see cref="SoftwareStatement"/> and is called for registrations only, never for tokens.
    /// </summary>
    public Func<CancellationToken, ValueTask<SoftwareStatement>>? SoftwareStatementProvider { get; set; }

    /// <summary>
    /// The redirect URI to register, checked by Adobe against the domains of the registered application. Optional.
    /// </summary>
    public string? RedirectUri { get; set; }

    /// <summary>
    /// The one device of a client application. A server that speaks for many devices leaves it out and passes a
    /// <see cref="StreamingDevice"/> to each call.
    /// </summary>
    public StreamingDevice? Device { get; set; }

    /// <summary>
    /// Where client credentials are kept for ever. There is no default, because losing them logs every viewer out: choose
    /// <see cref="FileCredentialStore"/> or your own, and <see cref="MemoryCredentialStore"/> in tests.
    /// </summary>
    public CredentialStore? CredentialStore { get; set; }

    /// <summary>
    /// Gets or sets where access tokens are kept beyond the life of the process. By default, they are kept beside the credentials if the
    /// store persists its entries, as <see cref="FileCredentialStore"/> does; see <see cref="CredentialStore.CreateAccessTokenCache"/> and
    /// <see cref="PersistAccessTokens"/>. A lost token costs one request and nothing else.
    /// </summary>
    /// <remarks>Adobe's checklist for REST API V2 requires that access tokens are persisted.</remarks>
    public AccessTokenCache? AccessTokenCache { get; set; }

    /// <summary>
    /// Gets or sets whether access tokens are kept beyond the life of the process. If <see langword="false"/>, they are kept in memory
    /// only, and <see cref="AccessTokenCache"/> is not used. The default is <see langword="true"/>.
    /// </summary>
    public bool PersistAccessTokens { get; set; } = true;

    /// <summary>
    /// Gets or sets what separates the credentials of applications that share one store. The default is scheme, host and port of the
    /// registration endpoint, such as <c>https://sp.auth.adobe.com</c>, followed by <c>#</c> and the name for a client that was registered
    /// with a name.
    /// </summary>
    /// <remarks>
    /// Set it if the address of a test service changes between runs, or to keep the credentials of a client whose name changes. A different
    /// scope is a different set of credentials: every device registers again.
    /// </remarks>
    public string? CredentialScope { get; set; }

    /// <summary>What to do when stored credentials are no longer valid. The default is <see cref="InvalidClientBehavior.RegisterAgain"/>.</summary>
    public InvalidClientBehavior InvalidClientBehavior { get; set; } = InvalidClientBehavior.RegisterAgain;

    /// <summary>
    /// Gets or sets how many devices may have their stored credentials rejected (<c>invalid_client</c>) within
    /// <see cref="RejectedDevicesWindow"/> before replacements stop. With more, the service is assumed to be at fault: no pair is replaced, calls
    /// of the devices concerned fail, and health is unhealthy until a stored pair is accepted again. The default is 5; from 0, which stops at the
    /// first rejection, to 1,000,000.
    /// </summary>
    /// <remarks>Counted per process and, if the store supports it, over all processes that share the store.</remarks>
    public int MaxRejectedDevices { get; set; } = 5;

    /// <summary>Gets or sets the time window of <see cref="MaxRejectedDevices"/>. The default is 1 minute; from 1 second to 1 hour.</summary>
    public TimeSpan RejectedDevicesWindow { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Gets or sets how long an access token is used if the token response has no usable <c>expires_in</c>. A token that the service rejects earlier is
    /// replaced as usual. The default is 30 minutes; from 1 minute to 24 hours.
    /// </summary>
    public TimeSpan TokenLifetimeIfUnknown { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How many access tokens are held in memory at most. The default is 100,000; at least 1.</summary>
    public int MaxTokensInMemory { get; set; } = 100_000;

    /// <summary>The time limit of one request, from sending to the last byte of the answer. The default is 30 seconds; more than zero.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The time limit of one operation of the credential store and of the access token cache. The default is 10 seconds; more than zero. A store that is slower counts as unavailable, and nothing is registered.
    /// </summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many requests are sent per second and device address in the long run: <see cref="StreamingDevice.ForwardedFor"/>, or the address of this machine. The default is 1, the service's documented
    /// rate; 0 sends all at once. A tenth is added to each interval, so that delays on the way make no two arrive in one second. Each process counts what it sends itself.
    /// </summary>
    public double RequestsPerSecond { get; set; } = 1;

    /// <summary>How many requests beyond <see cref="RequestsPerSecond"/> are sent at once for one device address. The default is 10, the service's documented burst; 0 to 1,000.</summary>
    public int RequestBurst { get; set; } = 10;

    /// <summary>
    /// Whether the burst comes back, one request for each second without one. The default is <see langword="false"/>: Adobe describes it as a one-time allowance at the first interaction.
    /// </summary>
    public bool RequestBurstRefills { get; set; }

    /// <summary>
    /// The longest a request may wait in the client-side rate limiter. A longer wait throws <see cref="AdobePassThrottledException"/> at
    /// once. The wait is estimated when the request arrives: one that was accepted is not rejected later, even if requests that go first
    /// arrive meanwhile, or the service answers another one with 429. The default is 30 seconds; zero to one hour.
    /// </summary>
    public TimeSpan MaxQueueDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often one call is sent at most when it fails in a way that allows another attempt: the service answers with the action <c>retry</c>; or, for reading calls and token requests alone, it answers with a
    /// status from 500 or the connection fails. A call that timed out is not sent again. The default is 3, as Adobe asks for 2 or 3; from 1 to 10.
    /// </summary>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>How long to wait before the second of <see cref="MaxAttempts"/>; doubled each time, at most 30 seconds, and up to a quarter longer by chance. The default is 1 second; zero to 30 seconds.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long no registration is sent after one was refused for a reason that no device can change: <c>invalid_software_statement</c>, <c>unapproved_software_statement</c>,
    /// <c>invalid_redirect_uri</c>. Calls that need one fail with the same error meanwhile; then one is sent to find out. Another software statement is tried at once. For the same time a device is not
    /// asked for again whose token request was refused with <c>unauthorized_client</c> or <c>unsupported_grant_type</c>, and a device gets no further token whose new token was refused with 401.
    /// The default is 30 seconds; zero to one hour.
    /// </summary>
    public TimeSpan RegistrationBreakDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often one call is sent at most when the service answers 429 Too Many Requests. The default is 3; from 1 to 10.</summary>
    public int MaxThrottledAttempts { get; set; } = 3;

    /// <summary>
    /// The wait after a 429. The default is 1 second, the least that Adobe asks for; a longer <c>Retry-After</c> of the answer is followed up to one minute.
    /// </summary>
    public TimeSpan ThrottleDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The largest answer that is read, in bytes. The default is 16 MiB; at least 1,024.</summary>
    public int MaxResponseBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>The <c>User-Agent</c> header of every request. Optional.</summary>
    public string? UserAgent { get; set; }

    /// <summary>Makes the log, whose category is <see cref="AdobePassTelemetry.LogCategory"/>. With dependency injection it is that of the host where nothing is set; without, nothing is logged by default.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The clock and the timers. The default is <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// Gets or sets the handler that sends the requests, for tests and proxies. It is not disposed. By default, a pooled handler follows no redirects,
    /// keeps no cookies, and renews its connections, and with them DNS results, every 30 seconds.
    /// </summary>
    /// <remarks>
    /// A handler must not follow redirects, must not retry, and must not change or log the headers <c>Authorization</c> and bodies of
    /// <c>/o/client/</c>. A chain of delegating handlers that ends in a platform handler with <c>AllowAutoRedirect</c> is rejected at start; other
    /// handlers cannot be checked.
    /// </remarks>
    public HttpMessageHandler? HttpMessageHandler { get; set; }

    /// <summary>
    /// Gets or sets the path of the configuration section that the options were read from, such as <c>AdobePass</c>. Validation messages
    /// then name an option by its full path, such as <c>AdobePass:Environment</c>. The default is <see langword="null"/>.
    /// </summary>
    public string? ConfigurationPath { get; set; }

    /// <summary>Gets or sets the name that the client was registered with; <see langword="null"/> for a client without a name.</summary>
    internal string? ClientName { get; set; }

    /// <summary>Gets the base address of registration and token requests; valid options only.</summary>
    internal Uri EffectiveRegistrationBaseAddress => RegistrationBaseAddress ?? BaseAddress ?? AdobePassHosts.Of(Environment!.Value);

    /// <summary>Gets <see cref="CredentialScope"/> or its default.</summary>
    internal string EffectiveScope => CredentialScope
        ?? EffectiveRegistrationBaseAddress.GetLeftPart(UriPartial.Authority)
        + (ClientName is null ? string.Empty : "#" + ClientName);

    /// <summary>The options as they are now, out of reach of later changes.</summary>
    internal AdobePassOptions Snapshot() => (AdobePassOptions)MemberwiseClone();
}
