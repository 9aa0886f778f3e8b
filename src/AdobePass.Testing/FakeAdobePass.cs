using System.Text.Json.Nodes;
using AdobePass.Testing.Errors;
using AdobePass.Testing.Faults;
using AdobePass.Testing.Http;
using AdobePass.Testing.Operations;
using AdobePass.Testing.Service;
using AdobePass.Testing.State;

namespace AdobePass.Testing;

/// <summary>
/// Represents a fake of Adobe Pass: the DCR API and REST API V2 as documented, with the pages that a user agent visits.
/// </summary>
/// <remarks>
/// <para>
/// It serves requests on loopback (<see cref="StartAsync"/>) and in process (<see cref="CreateHandler"/>). Both use the same state.
/// </para>
/// <para>
/// It starts with the service provider <c>CHAN1</c> and three MVPDs. <c>MvpdAlpha</c> has a logout endpoint and platform SSO under
/// <c>map-77</c>. <c>MvpdBeta</c> has no logout endpoint and no platform SSO, and is mapped to <c>map-88</c>. <c>TempBasic</c> is a basic
/// TempPass of 10 minutes.
/// </para>
/// <para>
/// All members are thread-safe. All secrets are generated at run time.
/// </para>
/// </remarks>
public sealed partial class FakeAdobePass : IAsyncDisposable, IDisposable
{
    private readonly FakeAdobePassOptions _options;
    private readonly FakeState _state;
    private readonly FaultPlan _faults = new();
    private readonly ExchangeLog _log;
    private readonly Throttle _throttle;
    private readonly MediaTokens _mediaTokens = new();
    private readonly FakeService _service;
    private readonly SemaphoreSlim _serverGate = new(1, 1);
    private LoopbackServer? _server;
    private volatile Uri? _baseAddress;

    /// <summary>Creates a fake. It serves requests after <see cref="StartAsync"/> or through <see cref="CreateHandler"/>.</summary>
    /// <param name="options">The options, which are copied; null means the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public FakeAdobePass(FakeAdobePassOptions? options = null)
    {
        _options = (options ?? new FakeAdobePassOptions()).Validated();
        _state = new FakeState(_options.Field.ServiceTokenPerIntegration);
        _log = new ExchangeLog(_options.ExchangeCapacity);
        _throttle = new Throttle(_options);
        _service = new FakeService(_options, _state, _faults, _log, _throttle, _mediaTokens);
        AddServiceProvider("CHAN1", "Channel One");
        AddMvpd(new FakeMvpd
        {
            Id = "MvpdAlpha",
            DisplayName = "Alpha TV",
            PlatformMappingId = "map-77",
            EnablePlatformServices = true,
        });
        AddMvpd(new FakeMvpd { Id = "MvpdBeta", DisplayName = "Beta Cable", HasLogoutEndpoint = false, PlatformMappingId = "map-88" });
        AddMvpd(new FakeMvpd
        {
            Id = "TempBasic",
            DisplayName = "Preview",
            TempPass = new FakeTempPass(FakeTempPassKind.Basic, TimeSpan.FromMinutes(10)),
        });
    }

    /// <summary>Gets the URL of the loopback server, or null while it is not running.</summary>
    public Uri? BaseAddress => _baseAddress;

    /// <summary>
    /// Gets or sets a value indicating whether the fake MVPD login page logs every user in at once (302) instead of showing an HTML form.
    /// The initial value is <see cref="FakeAdobePassOptions.AutoLogin"/>.
    /// </summary>
    public bool AutoLogin
    {
        get => _service.AutoLogin;
        set => _service.AutoLogin = value;
    }

    /// <summary>Gets a snapshot of the latest requests and their results, oldest first.</summary>
    public IReadOnlyList<FakeExchange> Exchanges => _log.Exchanges();

    /// <summary>
    /// Gets a snapshot of the violations of Adobe's reference (headers, parameters, body, method, path), oldest first. An empty list means
    /// that every request had the documented form. Expired tokens, wrong codes and similar errors are not violations; only
    /// <see cref="FakeExchange.Rejection"/> reports them.
    /// </summary>
    public IReadOnlyList<string> Rejections => _log.Rejections();

    /// <summary>Gets the number of requests that got a response or a broken connection, including throttled requests.</summary>
    public long Requests => _log.Requests;

    /// <summary>Gets the number of requests that got 429 from the throttle. Injected 429 responses do not count.</summary>
    public long Throttled => _log.Throttled;

    /// <summary>Gets the number of client credentials issued, including those whose response was lost.</summary>
    public long Registrations => _log.Registrations;

    /// <summary>Gets the number of requests to the token operation, with any response, including throttled requests.</summary>
    public long TokenRequests => _log.Count(FakeOperation.Token);

    /// <summary>Gets the number of access tokens issued, including those whose response was lost.</summary>
    public long TokensIssued => _log.TokensIssued;

    /// <summary>Starts the loopback server: Kestrel, plain HTTP, 127.0.0.1.</summary>
    /// <param name="port">The port, 0 to 65535; 0 selects a free port.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The base URL, such as <c>http://127.0.0.1:5000/</c>.</returns>
    /// <exception cref="InvalidOperationException">The server is already running.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is out of its range.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    public async Task<Uri> StartAsync(int port = 0, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, 65535);
        await _serverGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_server is not null)
            {
                throw new InvalidOperationException("The loopback server is already running. Call StopAsync before StartAsync.");
            }

            var server = new LoopbackServer(_service.HandleAsync);
            var address = await server.StartAsync(port, cancellationToken).ConfigureAwait(false);
            _server = server;
            _baseAddress = address;
            return address;
        }
        finally
        {
            _serverGate.Release();
        }
    }

    /// <summary>
    /// Stops the loopback server. The state is kept, and the server can be started again. Does nothing if the server is not running.
    /// </summary>
    /// <param name="cancellationToken">
    /// The token to monitor for cancellation requests. Cancellation ends the wait for running requests and closes their connections.
    /// </param>
    /// <returns>A task that represents the operation.</returns>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await _serverGate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (_server is { } server)
            {
                _server = null;
                _baseAddress = null;
                await server.StopAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _serverGate.Release();
        }
    }

    /// <summary>
    /// Creates a handler that responds in process, for <c>http</c> and <c>https</c> URLs on any host. It does not follow redirects, and it
    /// honors the cancellation token. It shares the state with the other handlers and the server of this fake.
    /// </summary>
    /// <param name="remoteAddress">
    /// The IP address that the requests appear to come from. It is the throttle key of requests without <c>X-Forwarded-For</c>.
    /// </param>
    /// <returns>The handler. Disposing it does not affect the fake.</returns>
    /// <exception cref="ArgumentException"><paramref name="remoteAddress"/> is empty.</exception>
    public HttpMessageHandler CreateHandler(string remoteAddress = "127.0.0.1")
    {
        ArgumentException.ThrowIfNullOrEmpty(remoteAddress);
        return new InProcessHandler(_service.HandleAsync, remoteAddress);
    }

    /// <summary>Adds a service provider. Unknown service providers get <c>invalid_parameter_service_provider</c>.</summary>
    /// <param name="id">The id used in paths.</param>
    /// <param name="name">The name in the configuration; null means the id.</param>
    /// <exception cref="ArgumentException">The id is empty.</exception>
    public void AddServiceProvider(string id, string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        lock (_state.Gate)
        {
            _state.ServiceProviders[id] = name ?? id;
        }
    }

    /// <summary>Adds an MVPD, or replaces the MVPD with the same id.</summary>
    /// <param name="mvpd">The MVPD.</param>
    /// <exception cref="ArgumentNullException"><paramref name="mvpd"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The id is empty, a TempPass limit is out of range, or an item error is not a documented code.
    /// </exception>
    public void AddMvpd(FakeMvpd mvpd)
    {
        ArgumentNullException.ThrowIfNull(mvpd);
        ArgumentException.ThrowIfNullOrEmpty(mvpd.Id, nameof(mvpd));
        if (mvpd.TempPass is { } pass && (pass.Duration <= TimeSpan.Zero || pass.MaxResources < 1))
        {
            throw new ArgumentException("A limit of the TempPass is not positive. Set a positive Duration and MaxResources.", nameof(mvpd));
        }

        foreach (var code in mvpd.ItemErrors?.Values ?? [])
        {
            EnhancedErrors.ThrowIfUnknown(code, nameof(mvpd));
        }

        lock (_state.Gate)
        {
            _state.Mvpds[mvpd.Id] = mvpd;
        }
    }

    /// <summary>
    /// Removes an MVPD. Requests for it then get <c>invalid_parameter_mvpd</c>. Its profiles are kept, but no path finds them.
    /// </summary>
    /// <param name="id">The id of the MVPD.</param>
    /// <returns><see langword="true"/> if the MVPD was removed; otherwise, <see langword="false"/>.</returns>
    public bool RemoveMvpd(string id)
    {
        lock (_state.Gate)
        {
            return _state.Mvpds.Remove(id);
        }
    }

    /// <summary>Sets the degradation rule of one service provider and MVPD. It replaces the previous rule.</summary>
    /// <param name="serviceProvider">The service provider.</param>
    /// <param name="mvpd">The MVPD.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="details">
    /// The custom denial message of <see cref="FakeDegradation.AuthZNone"/>, sent as <c>details</c>; null sends none.
    /// </param>
    public void SetDegradation(string serviceProvider, string mvpd, FakeDegradation rule, string? details = null)
    {
        lock (_state.Gate)
        {
            _state.Degradations[(serviceProvider, mvpd)] = new DegradationRule(rule, details);
        }
    }

    /// <summary>Removes the degradation rule of one service provider and MVPD.</summary>
    /// <param name="serviceProvider">The service provider.</param>
    /// <param name="mvpd">The MVPD.</param>
    /// <returns><see langword="true"/> if a rule was removed; otherwise, <see langword="false"/>.</returns>
    public bool ClearDegradation(string serviceProvider, string mvpd)
    {
        lock (_state.Gate)
        {
            return _state.Degradations.Remove((serviceProvider, mvpd));
        }
    }

    /// <summary>
    /// Creates an approved software statement: a JWS with <c>sub</c>, <c>nbf</c>, <c>iat</c>, <c>iss</c> and no <c>exp</c>.
    /// </summary>
    /// <param name="scopes">The scopes of its clients; an empty array means <c>api:client:v2</c>.</param>
    /// <returns>The statement. It is valid only in this fake.</returns>
    public string CreateSoftwareStatement(params string[] scopes) =>
        CreateSoftwareStatement(scopes is { Length: > 0 }
            ? new FakeSoftwareApplication { Scopes = [.. scopes] }
            : new FakeSoftwareApplication());

    /// <summary>Creates a software statement for a registered application.</summary>
    /// <param name="application">The application.</param>
    /// <returns>The statement. It is valid only in this fake.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="application"/> is null.</exception>
    public string CreateSoftwareStatement(FakeSoftwareApplication application)
    {
        ArgumentNullException.ThrowIfNull(application);
        var now = _options.TimeProvider.GetUtcNow().ToUnixTimeSeconds();
        var statement = Secrets.Jws(new JsonObject
        {
            ["sub"] = Secrets.Opaque(),
            ["nbf"] = now,
            ["iss"] = "auth.adobe.com",
            ["iat"] = now,
        });
        lock (_state.Gate)
        {
            _state.Statements[statement] = new StatementRecord
            {
                Statement = statement,
                Scopes = application.Scopes,
                ServiceProviders = application.ServiceProviders,
                Domains = application.Domains,
                IsApproved = application.IsApproved,
            };
        }

        return statement;
    }

    /// <summary>
    /// Revokes a software statement. Registrations then get <c>invalid_software_statement</c>, token requests of its clients get
    /// <c>invalid_client</c>, and their access tokens get <c>invalid_access_token_client_application</c>.
    /// </summary>
    /// <param name="statement">The statement.</param>
    /// <exception cref="ArgumentException">It was not issued by this fake.</exception>
    public void RevokeSoftwareStatement(string statement)
    {
        lock (_state.Gate)
        {
            Statement(statement).IsRevoked = true;
        }
    }

    /// <summary>Withdraws the approval of a software statement. Registrations then get <c>unapproved_software_statement</c>.</summary>
    /// <param name="statement">The statement.</param>
    /// <exception cref="ArgumentException">It was not issued by this fake.</exception>
    public void UnapproveSoftwareStatement(string statement)
    {
        lock (_state.Gate)
        {
            Statement(statement).IsApproved = false;
        }
    }

    /// <summary>Approves a software statement.</summary>
    /// <param name="statement">The statement.</param>
    /// <exception cref="ArgumentException">It was not issued by this fake.</exception>
    public void ApproveSoftwareStatement(string statement)
    {
        lock (_state.Gate)
        {
            Statement(statement).IsApproved = true;
        }
    }

    /// <summary>
    /// Revokes client credentials. Token requests then get <c>invalid_client</c>, and issued access tokens get
    /// <c>invalid_access_token_client_application</c>.
    /// </summary>
    /// <param name="clientId">The client id.</param>
    /// <exception cref="ArgumentException">It was not issued by this fake.</exception>
    public void RevokeCredentials(string clientId)
    {
        lock (_state.Gate)
        {
            if (!_state.Clients.TryGetValue(clientId, out var client))
            {
                throw new ArgumentException(
                    "This fake did not issue the client id. Use the id of a client that registered here.",
                    nameof(clientId));
            }

            client.IsRevoked = true;
        }
    }

    /// <summary>Revokes access tokens. Requests with them then get 401; clients can request new tokens.</summary>
    /// <param name="clientId">The id of the client whose tokens are revoked; null means all clients.</param>
    /// <returns>The number of revoked tokens.</returns>
    public int RevokeAccessTokens(string? clientId = null)
    {
        lock (_state.Gate)
        {
            var tokens = _state.Tokens.Values
                .Where(token => !token.IsRevoked && (clientId is null || token.Client.Id == clientId))
                .ToArray();
            foreach (var token in tokens)
            {
                token.IsRevoked = true;
            }

            return tokens.Length;
        }
    }

    /// <summary>Expires every issued access token now, earlier than its <c>expires_in</c> says.</summary>
    public void ExpireAllTokens()
    {
        lock (_state.Gate)
        {
            var now = _options.TimeProvider.GetUtcNow();
            foreach (var token in _state.Tokens.Values)
            {
                token.ExpiresAt = token.ExpiresAt < now ? token.ExpiresAt : now;
            }
        }
    }

    /// <summary>Logs in the user of a session, as the login page does. The regular profile exists when this method returns.</summary>
    /// <param name="code">The authentication code.</param>
    /// <param name="mvpd">The MVPD, for a session whose MVPD is selected on the login page; otherwise, null.</param>
    /// <exception cref="InvalidOperationException">
    /// The code is unknown or no longer valid, session parameters are missing, or the MVPD is unknown.
    /// </exception>
    public void CompleteLogin(string code, string? mvpd = null)
    {
        lock (_state.Gate)
        {
            var now = _options.TimeProvider.GetUtcNow();
            if (!_state.Sessions.TryGetValue(code, out var session) || !session.IsLive(now))
            {
                throw new InvalidOperationException($"The authentication code '{code}' is unknown or no longer valid. Create a session.");
            }

            if (session.Missing() is { Count: > 0 } missing)
            {
                throw new InvalidOperationException(
                    $"The session has missing parameters: {string.Join(", ", missing)}. Resume the session with them.");
            }

            var id = session.Mvpd ?? mvpd ?? LoginPages.Choices(_state, session).FirstOrDefault()?.Id;
            if (id is null || !_state.Mvpds.TryGetValue(id, out var found) || !found.IsIntegratedWith(session.Owner.ServiceProvider))
            {
                throw new InvalidOperationException(
                    $"The MVPD '{id}' is unknown or not integrated with the session's service provider. Add it with AddMvpd.");
            }

            LoginPages.Complete(_state, session, found, now, _options.ProfileLifetime);
        }
    }

    /// <summary>
    /// Creates a signed token for <c>Adobe-Subject-Token</c>, <c>X-Roku-Reserved-Roku-Connect-Token</c> or <c>AD-Service-Token</c>. Tokens
    /// of the same subject share single sign-on.
    /// </summary>
    /// <param name="subject">The user.</param>
    /// <param name="lifetime">The time until its <c>exp</c>; null means one hour. An expired token is ignored, as documented.</param>
    /// <returns>The JWS.</returns>
    /// <exception cref="ArgumentException">The subject is empty.</exception>
    public string CreateIdentityToken(string subject, TimeSpan? lifetime = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        var now = _options.TimeProvider.GetUtcNow();
        return Secrets.Jws(new JsonObject
        {
            ["iss"] = "https://identity.example",
            ["sub"] = subject,
            ["aud"] = "adobe",
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + (lifetime ?? TimeSpan.FromHours(1))).ToUnixTimeSeconds(),
            ["jti"] = Secrets.Opaque(),
        });
    }

    /// <summary>Creates a partner (Apple) SAML response, as the platform framework returns it.</summary>
    /// <param name="subject">The user.</param>
    /// <returns>The response in Base64. It is not URL-encoded; the form encoder must encode it exactly once.</returns>
    /// <exception cref="ArgumentException">The subject is empty.</exception>
    public string CreatePartnerResponse(string subject = "u-001")
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        return PartnerHandler.Response(_options.TimeProvider.GetUtcNow(), subject);
    }

    /// <summary>Verifies a media token, as the Media Token Verifier does.</summary>
    /// <param name="serializedToken">The <c>serializedToken</c> of a decision.</param>
    /// <param name="resource">The resource to play.</param>
    /// <returns>The documented result.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public FakeMediaTokenStatus VerifyMediaToken(string serializedToken, string resource)
    {
        ArgumentNullException.ThrowIfNull(serializedToken);
        ArgumentNullException.ThrowIfNull(resource);
        return _mediaTokens.Verify(serializedToken, resource, _options.TimeProvider.GetUtcNow());
    }

    /// <summary>Removes TempPass trials, so that they can start again.</summary>
    /// <param name="mvpd">The TempPass MVPD.</param>
    /// <param name="deviceId">The Base64 identifier from <c>AP-Device-Identifier</c>; null means all devices.</param>
    /// <returns>The number of removed trials.</returns>
    public int ResetTempPass(string mvpd, string? deviceId = null)
    {
        lock (_state.Gate)
        {
            return _state.Trials.RemoveAll(trial =>
                trial.Mvpd == mvpd && (deviceId is null || trial.Keys.Contains("device:" + deviceId)));
        }
    }

    /// <summary>Clears all exchanges, rejections and counters.</summary>
    public void ClearExchanges() => _log.Clear();

    /// <summary>Restores the full burst of every IP address.</summary>
    public void ResetThrottle() => _throttle.Reset();

    /// <summary>Stops the loopback server without waiting for running requests. Handlers keep working.</summary>
    /// <returns>A task that represents the operation.</returns>
    public async ValueTask DisposeAsync() => await StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);

    /// <summary>Stops the loopback server without waiting for running requests. Handlers keep working.</summary>
    public void Dispose() => StopAsync(new CancellationToken(canceled: true)).GetAwaiter().GetResult();

    private StatementRecord Statement(string statement) =>
        _state.Statements.TryGetValue(statement, out var record)
            ? record
            : throw new ArgumentException(
                "This fake did not issue the software statement. Create it with CreateSoftwareStatement.",
                nameof(statement));
}
