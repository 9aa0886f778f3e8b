using Microsoft.Extensions.Logging;

namespace AdobePass;

/// <summary>
/// Provides options for <see cref="AdobePassClient"/>. They are read when the client is created; later changes have no effect.
/// </summary>
/// <remarks>Required: one of <see cref="Environment"/> and <see cref="BaseAddress"/>, one of <see cref="SoftwareStatement"/> and
/// <see cref="SoftwareStatementProvider"/>, and a <see cref="CredentialStore"/>.</remarks>
public sealed class AdobePassOptions
{
    /// <summary>
    /// Gets or sets the environment of Adobe Pass to call. There is no default, so a missing setting never leads to production.
    /// </summary>
    public AdobePassEnvironment? Environment { get; set; }

    /// <summary>
    /// Gets or sets the URL of a service other than the four environments, such as the fake of <c>AdobePass.Testing</c>. Setting it
    /// together with <see cref="Environment"/> is an error unless <see cref="BaseAddressOverridesEnvironment"/> is
    /// <see langword="true"/>. The URL must use <c>https</c>; <c>http</c> is accepted for loopback addresses only.
    /// </summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>
    /// Gets or sets whether <see cref="BaseAddress"/> is used even if <see cref="Environment"/> is set too, for example in a test that
    /// starts from the configuration of production. The default is <see langword="false"/>: setting both is an error at startup.
    /// </summary>
    public bool BaseAddressOverridesEnvironment { get; set; }

    /// <summary>
    /// Gets or sets the URL of the registration and token endpoints if it differs from <see cref="BaseAddress"/>. The same rules apply.
    /// </summary>
    public Uri? RegistrationBaseAddress { get; set; }

    /// <summary>Gets or sets the software statement of the registered application.</summary>
    public SoftwareStatement? SoftwareStatement { get; set; }

    /// <summary>
    /// Gets or sets a function that gets the software statement when a registration needs it, for applications that host it remotely. It
    /// replaces <see cref="SoftwareStatement"/>. It is called for registrations only, never for tokens.
    /// </summary>
    public Func<CancellationToken, ValueTask<SoftwareStatement>>? SoftwareStatementProvider { get; set; }

    /// <summary>
    /// Gets or sets the redirect URI to register. Adobe checks it against the domains of the registered application. Optional.
    /// </summary>
    public string? RedirectUri { get; set; }

    /// <summary>
    /// Gets or sets the device of an application that runs on one device. A server that sends requests for many devices leaves it out and
    /// passes a <see cref="StreamingDevice"/> to each call.
    /// </summary>
    public StreamingDevice? Device { get; set; }

    /// <summary>
    /// Gets or sets the store that keeps client credentials permanently. There is no default, because losing them logs every viewer out.
    /// Use <see cref="FileCredentialStore"/> or your own store, and <see cref="MemoryCredentialStore"/> in tests.
    /// </summary>
    public CredentialStore? CredentialStore { get; set; }

    /// <summary>
    /// Gets or sets the cache that keeps access tokens after the process ends. By default, they are kept beside the credentials if the
    /// store persists its entries, as <see cref="FileCredentialStore"/> does. See <see cref="CredentialStore.CreateAccessTokenCache"/> and
    /// <see cref="PersistAccessTokens"/>. A lost token costs one request and nothing else.
    /// </summary>
    /// <remarks>Adobe's checklist for REST API V2 requires that access tokens are persisted.</remarks>
    public AccessTokenCache? AccessTokenCache { get; set; }

    /// <summary>
    /// Gets or sets whether access tokens are kept after the process ends. If <see langword="false"/>, they are kept in memory
    /// only, and <see cref="AccessTokenCache"/> is not used. The default is <see langword="true"/>.
    /// </summary>
    public bool PersistAccessTokens { get; set; } = true;

    /// <summary>
    /// Gets or sets whether the client obtains access tokens of Adobe Pass. Set it to <see langword="false"/> for a client that calls only
    /// APIs of other services: <see cref="Environment"/>, <see cref="SoftwareStatement"/> and <see cref="CredentialStore"/> are then not
    /// required, and a call that needs an access token of Adobe Pass fails. The default is <see langword="true"/>.
    /// </summary>
    public bool UseAccessTokens { get; set; } = true;

    /// <summary>
    /// Gets the credentials for specs of your own, by the name of the security scheme in the spec. They are sent as the spec says, and
    /// displayed as <c>***</c> everywhere.
    /// </summary>
    public IDictionary<string, ApiCredential> ApiCredentials { get; private set; } =
        new Dictionary<string, ApiCredential>(StringComparer.Ordinal);

    /// <summary>
    /// Gets or sets a function that gets the credential for a security scheme before each request, for example a token that expires. Its
    /// argument is the name of the scheme. If it returns <see langword="null"/>, <see cref="ApiCredentials"/> is used. Optional.
    /// </summary>
    public Func<string, CancellationToken, ValueTask<ApiCredential?>>? ApiCredentialProvider { get; set; }

    /// <summary>
    /// Gets the servers that replace those of specs of your own. The key is the name of the spec, or the URL of one server as the spec
    /// declares it. The URL includes the path before the paths of the operations. The rules of <see cref="BaseAddress"/> apply.
    /// </summary>
    public IDictionary<string, Uri> Servers { get; private set; } = new Dictionary<string, Uri>(StringComparer.Ordinal);

    /// <summary>
    /// Gets the values of the server variables of specs of your own, by the name of the variable. The defaults are those of the spec.
    /// </summary>
    public IDictionary<string, string> ServerVariables { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Gets or sets what separates the credentials of applications that share one store. The default is scheme, host and port of the
    /// registration endpoint, such as <c>https://sp.auth.adobe.com</c>, followed by <c>#</c> and the name for a client that was registered
    /// with a name.
    /// </summary>
    /// <remarks>
    /// Set it if the URL of a test service changes between runs, or to keep the credentials of a client whose name changes. A different
    /// scope is a different set of credentials: every device registers again.
    /// </remarks>
    public string? CredentialScope { get; set; }

    /// <summary>
    /// Gets or sets what the client does when stored credentials are no longer valid. The default is
    /// <see cref="InvalidClientBehavior.RegisterAgain"/>.
    /// </summary>
    public InvalidClientBehavior InvalidClientBehavior { get; set; } = InvalidClientBehavior.RegisterAgain;

    /// <summary>
    /// Gets or sets how many devices may have their stored credentials rejected (<c>invalid_client</c>) within
    /// <see cref="RejectedDevicesWindow"/> before replacements stop. The default is 5; from 0, which stops at the first rejection, to
    /// 1,000,000.
    /// </summary>
    /// <remarks>
    /// <para>If more devices are rejected, the service is assumed to be at fault. No pair is replaced, calls of the affected devices fail,
    /// and the health is unhealthy until a stored pair is accepted again.</para>
    /// <para>Rejections are counted per process and, if the store supports it, over all processes that share the store.</para>
    /// </remarks>
    public int MaxRejectedDevices { get; set; } = 5;

    /// <summary>
    /// Gets or sets the time window of <see cref="MaxRejectedDevices"/>. The default is 1 minute; from 1 second to 1 hour.
    /// </summary>
    public TimeSpan RejectedDevicesWindow { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Gets or sets how long an access token is used if the token response has no usable <c>expires_in</c>. A token that the service
    /// rejects earlier is replaced as usual. The default is 30 minutes; from 1 minute to 24 hours.
    /// </summary>
    public TimeSpan TokenLifetimeIfUnknown { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Gets or sets the maximum number of access tokens in memory. The default is 100,000; at least 1.</summary>
    public int MaxTokensInMemory { get; set; } = 100_000;

    /// <summary>
    /// Gets or sets the timeout of one request, from sending it to the last byte of the response. The default is 30 seconds; more than zero
    /// and at most one hour.
    /// </summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets the timeout of one operation of the credential store and of the access token cache. A store that is slower counts as
    /// unavailable, and nothing is registered. The default is 10 seconds; more than zero and at most ten minutes.
    /// </summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets or sets the sustained rate of the client-side rate limiter, in requests per second for each IP address of a device. The IP
    /// address is <see cref="StreamingDevice.ForwardedFor"/>, or that of this machine. The default is 1, the documented rate of the
    /// service; 0 turns the rate limiter off; otherwise, from 0.001 to 10,000.
    /// </summary>
    /// <remarks>
    /// Each interval is extended by a tenth, so that network delays do not make two requests arrive within one second. Each process counts
    /// only the requests that it sends itself.
    /// </remarks>
    public double RequestsPerSecond { get; set; } = 1;

    /// <summary>
    /// Gets or sets how many requests beyond <see cref="RequestsPerSecond"/> are sent at once for one IP address of a device. The default
    /// is 10, the documented burst of the service; from 0 to 1,000.
    /// </summary>
    public int RequestBurst { get; set; } = 10;

    /// <summary>
    /// Gets or sets whether the burst refills, by one request for each second without a request. The default is <see langword="false"/>,
    /// because Adobe describes the burst as available once, at the first interaction.
    /// </summary>
    public bool RequestBurstRefills { get; set; }

    /// <summary>
    /// Gets or sets the longest time that a request may wait in the client-side rate limiter. A longer wait throws
    /// <see cref="AdobePassThrottledException"/> at once. The default is 30 seconds; from zero to one hour.
    /// </summary>
    /// <remarks>
    /// The wait is estimated when the request arrives. An accepted request is not rejected later, even if requests with precedence arrive
    /// meanwhile, or the service returns 429 for another request.
    /// </remarks>
    public TimeSpan MaxQueueDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets the maximum number of attempts of one call that fails in a way that allows a retry. The default is 3, as Adobe requests
    /// 2 or 3; from 1 to 10.
    /// </summary>
    /// <remarks>
    /// A call is retried if the service returns the action <c>retry</c>. Reading calls and token requests are also retried if the service
    /// returns a status of 500 or higher, or the connection fails. A call that timed out is not sent again.
    /// </remarks>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>
    /// Gets or sets the delay before the second of <see cref="MaxAttempts"/>. It doubles with each attempt, up to 30 seconds, and a random
    /// jitter of up to a quarter is added. The default is 1 second; from zero to 30 seconds.
    /// </summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets or sets how long registration stays blocked after the service rejected the application itself:
    /// <c>invalid_software_statement</c>, <c>unapproved_software_statement</c> or <c>invalid_redirect_uri</c>. The default is 30 seconds;
    /// from zero to one hour.
    /// </summary>
    /// <remarks>
    /// <para>Meanwhile, calls that need a registration fail with the same error. Then one request is sent to test whether the application
    /// is accepted again. A different software statement is tried at once.</para>
    /// <para>The same duration applies to single devices. No further token is requested for a device whose token request was rejected, for
    /// example with <c>unauthorized_client</c> or <c>unsupported_grant_type</c>, or whose new token was rejected with 401.</para>
    /// </remarks>
    public TimeSpan RegistrationBreakDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets the maximum number of attempts of one call if the service returns 429 Too Many Requests. The default is 3; from 1 to
    /// 10.
    /// </summary>
    public int MaxThrottledAttempts { get; set; } = 3;

    /// <summary>
    /// Gets or sets the delay after a 429. A longer <c>Retry-After</c> of the response is followed, up to one minute. The default is
    /// 1 second, the minimum that Adobe requires; at most one minute.
    /// </summary>
    public TimeSpan ThrottleDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the maximum size of a response, in bytes. The default is 16 MiB; at least 1,024.</summary>
    public int MaxResponseBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Gets or sets the <c>User-Agent</c> header of every request. Optional.</summary>
    public string? UserAgent { get; set; }

    /// <summary>
    /// Gets or sets whether <c>AP-Device-Identifier</c> and <c>X-Device-Info</c> are sent on every request that has an access token. The
    /// default is <see langword="false"/>: they are sent where Adobe's API reference lists them.
    /// </summary>
    /// <remarks>
    /// Adobe's checklist for REST API V2 requires both headers on every request, and also that only the listed headers are sent. The
    /// reference does not list them where a code identifies the device. Set the option if Adobe's review requires them.
    /// </remarks>
    public bool SendDeviceHeadersAlways { get; set; }

    /// <summary>
    /// Gets or sets the factory that creates the logger, whose category is <see cref="AdobePassTelemetry.LogCategory"/>. The default with
    /// dependency injection is the factory of the host. Otherwise, nothing is logged by default.
    /// </summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Gets or sets the provider of time and timers. The default is <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// Gets or sets the handler that sends the requests, for tests and proxies. It is not disposed. By default, a pooled handler is used.
    /// It does not follow redirects, stores no cookies, and renews its connections, and with them DNS results, every 30 seconds.
    /// </summary>
    /// <remarks>
    /// <para>A handler must not follow redirects and must not retry. It must not change or log <c>Authorization</c> headers and bodies of
    /// <c>/o/client/</c>.</para>
    /// <para>A chain of delegating handlers that ends in a platform handler with <c>AllowAutoRedirect</c> is rejected at startup. Other
    /// handlers cannot be checked.</para>
    /// </remarks>
    public HttpMessageHandler? HttpMessageHandler { get; set; }

    /// <summary>
    /// Gets or sets the path of the configuration section that the options were read from, such as <c>AdobePass</c>. Validation messages
    /// then name an option by its full path, such as <c>AdobePass:Environment</c>. The default is <see langword="null"/>.
    /// </summary>
    public string? ConfigurationPath { get; set; }

    /// <summary>Gets or sets the name that the client was registered with; <see langword="null"/> for a client without a name.</summary>
    internal string? ClientName { get; set; }

    /// <summary>
    /// Gets the base address of registration and token requests; <see langword="null"/> if there is none, which
    /// <see cref="UseAccessTokens"/> allows.
    /// </summary>
    internal Uri? EffectiveRegistrationBaseAddress => RegistrationBaseAddress ?? EffectiveBaseAddress;

    /// <summary>
    /// Gets the base address of requests; <see langword="null"/> if there is none, which <see cref="UseAccessTokens"/> allows.
    /// </summary>
    internal Uri? EffectiveBaseAddress => BaseAddress ?? (Environment is { } environment ? AdobePassHosts.Of(environment) : null);

    /// <summary>Gets <see cref="CredentialScope"/> or its default.</summary>
    internal string EffectiveScope => CredentialScope
        ?? EffectiveRegistrationBaseAddress?.GetLeftPart(UriPartial.Authority)
        + (ClientName is null ? string.Empty : "#" + ClientName);

    /// <summary>Creates a copy of the options, which later changes do not affect.</summary>
    internal AdobePassOptions Snapshot()
    {
        var snapshot = (AdobePassOptions)MemberwiseClone();
        snapshot.ApiCredentials = new Dictionary<string, ApiCredential>(ApiCredentials, StringComparer.Ordinal);
        snapshot.Servers = new Dictionary<string, Uri>(Servers, StringComparer.Ordinal);
        snapshot.ServerVariables = new Dictionary<string, string>(ServerVariables, StringComparer.Ordinal);
        return snapshot;
    }
}
