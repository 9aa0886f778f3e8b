using System.Text.Json.Nodes;
using AdobePass.Testing.Errors;
using AdobePass.Testing.Faults;
using AdobePass.Testing.Http;
using AdobePass.Testing.Operations;
using AdobePass.Testing.Service;
using AdobePass.Testing.State;

namespace AdobePass.Testing;

/// <summary>
/// A fake of Adobe Pass: the DCR API and REST API V2 as documented, with the pages a user agent walks through. It serves on loopback
/// (<see cref="StartAsync"/>) and in process (<see cref="CreateHandler"/>), both on the same state. It starts with the service provider
/// <c>CHAN1</c> and the MVPDs <c>MvpdAlpha</c> (logout endpoint, platform SSO under <c>map-77</c>), <c>MvpdBeta</c> (no logout endpoint,
/// mapped to <c>map-88</c> but without platform SSO) and <c>TempBasic</c> (basic TempPass of 10 minutes). All members are thread-safe.
/// Everything secret is made up at run time.
/// </summary>
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

    /// <summary>Creates a fake; it serves nothing until started or asked for a handler.</summary>
    /// <param name="options">The options, copied; null means the defaults.</param>
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
            Id = "MvpdAlpha", DisplayName = "Alpha TV", PlatformMappingId = "map-77", EnablePlatformServices = true,
        });
        AddMvpd(new FakeMvpd { Id = "MvpdBeta", DisplayName = "Beta Cable", HasLogoutEndpoint = false, PlatformMappingId = "map-88" });
        AddMvpd(new FakeMvpd
        {
            Id = "TempBasic", DisplayName = "Preview", TempPass = new FakeTempPass(FakeTempPassKind.Basic, TimeSpan.FromMinutes(10)),
        });
    }

    /// <summary>The address of the loopback server; null while it is not running.</summary>
    public Uri? BaseAddress => _baseAddress;

    /// <summary>
    /// Whether the made-up MVPD login page lets every user in at once (302) or shows an HTML form. Start value:
    /// <see cref="FakeAdobePassOptions.AutoLogin"/>.
    /// </summary>
    public bool AutoLogin
    {
        get => _service.AutoLogin;
        set => _service.AutoLogin = value;
    }

    /// <summary>The latest requests and what became of them, oldest first; a snapshot.</summary>
    public IReadOnlyList<FakeExchange> Exchanges => _log.Exchanges();

    /// <summary>
    /// Reports of requests whose shape breaks the reference (headers, parameters, body, method, path), oldest first; a snapshot. An empty
    /// list means the client sent nothing it should not have sent. Expired tokens, wrong codes and the like are no breaches; they are in
    /// <see cref="FakeExchange.Rejection"/> only.
    /// </summary>
    public IReadOnlyList<string> Rejections => _log.Rejections();

    /// <summary>How many requests were answered (or broken), throttled ones included.</summary>
    public long Requests => _log.Requests;

    /// <summary>How many requests got 429 from the throttle; injected ones do not count.</summary>
    public long Throttled => _log.Throttled;

    /// <summary>How many pairs of client credentials were issued, lost answers included.</summary>
    public long Registrations => _log.Registrations;

    /// <summary>How many requests the token operation got, whatever the answer, throttled ones included.</summary>
    public long TokenRequests => _log.Count(FakeOperation.Token);

    /// <summary>How many access tokens were issued, lost answers included.</summary>
    public long TokensIssued => _log.TokensIssued;

    /// <summary>Starts the loopback server: Kestrel, plain HTTP, 127.0.0.1.</summary>
    /// <param name="port">The port, 0 to 65535; 0 takes a free one.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The base address, such as <c>http://127.0.0.1:5000/</c>.</returns>
    /// <exception cref="InvalidOperationException">It is running already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is out of its range.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public async Task<Uri> StartAsync(int port = 0, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, 65535);
        await _serverGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_server is not null)
            {
                throw new InvalidOperationException("The fake is running already.");
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

    /// <summary>Stops the loopback server; what it knows stays, and it may be started again. Nothing happens when it is not running.</summary>
    /// <param name="cancellationToken">Ends the wait for running requests; their connections are then closed.</param>
    /// <returns>The end of the stop.</returns>
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
    /// A handler that answers in process, for <c>http</c> and <c>https</c> addresses on any host. It follows no redirect, honours the
    /// cancellation token, and shares everything with the other handlers and the server of this fake.
    /// </summary>
    /// <param name="remoteAddress">The address its requests seem to come from; the throttle key without <c>X-Forwarded-For</c>.</param>
    /// <returns>The handler; disposing it does not end the fake.</returns>
    /// <exception cref="ArgumentException">The address is empty.</exception>
    public HttpMessageHandler CreateHandler(string remoteAddress = "127.0.0.1")
    {
        ArgumentException.ThrowIfNullOrEmpty(remoteAddress);
        return new InProcessHandler(_service.HandleAsync, remoteAddress);
    }

    /// <summary>Adds a service provider; others get <c>invalid_parameter_service_provider</c>.</summary>
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

    /// <summary>Adds an MVPD, or replaces the one with the same id.</summary>
    /// <param name="mvpd">The MVPD.</param>
    /// <exception cref="ArgumentNullException"><paramref name="mvpd"/> is null.</exception>
    /// <exception cref="ArgumentException">Its id is empty, a TempPass limit is out of range, or an item error is no documented code.</exception>
    public void AddMvpd(FakeMvpd mvpd)
    {
        ArgumentNullException.ThrowIfNull(mvpd);
        ArgumentException.ThrowIfNullOrEmpty(mvpd.Id, nameof(mvpd));
        if (mvpd.TempPass is { } pass && (pass.Duration <= TimeSpan.Zero || pass.MaxResources < 1))
        {
            throw new ArgumentException("The limits of the TempPass must be positive.", nameof(mvpd));
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

    /// <summary>Removes an MVPD; it then gets <c>invalid_parameter_mvpd</c>. Its profiles stay but are no longer found by path.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>Whether it was there.</returns>
    public bool RemoveMvpd(string id)
    {
        lock (_state.Gate)
        {
            return _state.Mvpds.Remove(id);
        }
    }

    /// <summary>Puts a degradation rule in force for one service provider and MVPD, replacing the one before.</summary>
    /// <param name="serviceProvider">The service provider.</param>
    /// <param name="mvpd">The MVPD.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="details">Custom denial text for <see cref="FakeDegradation.AuthZNone"/>, sent as <c>details</c>; null sends none.</param>
    public void SetDegradation(string serviceProvider, string mvpd, FakeDegradation rule, string? details = null)
    {
        lock (_state.Gate)
        {
            _state.Degradations[(serviceProvider, mvpd)] = new DegradationRule(rule, details);
        }
    }

    /// <summary>Ends the degradation of one service provider and MVPD.</summary>
    /// <param name="serviceProvider">The service provider.</param>
    /// <param name="mvpd">The MVPD.</param>
    /// <returns>Whether a rule was in force.</returns>
    public bool ClearDegradation(string serviceProvider, string mvpd)
    {
        lock (_state.Gate)
        {
            return _state.Degradations.Remove((serviceProvider, mvpd));
        }
    }

    /// <summary>Makes an approved software statement: a JWS with <c>sub</c>, <c>nbf</c>, <c>iat</c>, <c>iss</c> and no <c>exp</c>.</summary>
    /// <param name="scopes">The scopes granted with it; none means <c>api:client:v2</c>.</param>
    /// <returns>The statement. It is worth nothing outside this fake.</returns>
    public string CreateSoftwareStatement(params string[] scopes) =>
        CreateSoftwareStatement(scopes is { Length: > 0 }
            ? new FakeSoftwareApplication { Scopes = [.. scopes] }
            : new FakeSoftwareApplication());

    /// <summary>Makes a software statement for a registered application.</summary>
    /// <param name="application">The application.</param>
    /// <returns>The statement. It is worth nothing outside this fake.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="application"/> is null.</exception>
    public string CreateSoftwareStatement(FakeSoftwareApplication application)
    {
        ArgumentNullException.ThrowIfNull(application);
        var now = _options.TimeProvider.GetUtcNow().ToUnixTimeSeconds();
        var statement = Secrets.Jws(new JsonObject { ["sub"] = Secrets.Opaque(), ["nbf"] = now, ["iss"] = "auth.adobe.com", ["iat"] = now });
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
    /// Revokes a software statement: registering gives <c>invalid_software_statement</c>, token requests of its clients
    /// <c>invalid_client</c>, and their tokens <c>invalid_access_token_client_application</c>.
    /// </summary>
    /// <param name="statement">The statement.</param>
    /// <exception cref="ArgumentException">The fake does not know it.</exception>
    public void RevokeSoftwareStatement(string statement)
    {
        lock (_state.Gate)
        {
            Statement(statement).IsRevoked = true;
        }
    }

    /// <summary>Withdraws the approval of a software statement: registering gives <c>unapproved_software_statement</c>.</summary>
    /// <param name="statement">The statement.</param>
    /// <exception cref="ArgumentException">The fake does not know it.</exception>
    public void UnapproveSoftwareStatement(string statement)
    {
        lock (_state.Gate)
        {
            Statement(statement).IsApproved = false;
        }
    }

    /// <summary>Approves a software statement.</summary>
    /// <param name="statement">The statement.</param>
    /// <exception cref="ArgumentException">The fake does not know it.</exception>
    public void ApproveSoftwareStatement(string statement)
    {
        lock (_state.Gate)
        {
            Statement(statement).IsApproved = true;
        }
    }

    /// <summary>
    /// Revokes client credentials: token requests give <c>invalid_client</c>, tokens already issued
    /// <c>invalid_access_token_client_application</c>.
    /// </summary>
    /// <param name="clientId">The client.</param>
    /// <exception cref="ArgumentException">The fake does not know it.</exception>
    public void RevokeCredentials(string clientId)
    {
        lock (_state.Gate)
        {
            if (!_state.Clients.TryGetValue(clientId, out var client))
            {
                throw new ArgumentException("The fake knows no such client.", nameof(clientId));
            }

            client.IsRevoked = true;
        }
    }

    /// <summary>Revokes access tokens; they give 401 from then on, while new ones can be had.</summary>
    /// <param name="clientId">The client whose tokens are revoked; null means all clients.</param>
    /// <returns>How many tokens were revoked.</returns>
    public int RevokeAccessTokens(string? clientId = null)
    {
        lock (_state.Gate)
        {
            var tokens = _state.Tokens.Values.Where(token => !token.IsRevoked && (clientId is null || token.Client.Id == clientId)).ToArray();
            foreach (var token in tokens)
            {
                token.IsRevoked = true;
            }

            return tokens.Length;
        }
    }

    /// <summary>Makes every access token issued so far expire now, earlier than its <c>expires_in</c> promised.</summary>
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

    /// <summary>Logs the user of a session in, as the login page would: the regular profile exists when this returns.</summary>
    /// <param name="code">The authentication code.</param>
    /// <param name="mvpd">The MVPD, for a session that leaves the choice to the login page; else null.</param>
    /// <exception cref="InvalidOperationException">
    /// The code is unknown or no longer valid, parameters are missing, or the MVPD is not known.
    /// </exception>
    public void CompleteLogin(string code, string? mvpd = null)
    {
        lock (_state.Gate)
        {
            var now = _options.TimeProvider.GetUtcNow();
            if (!_state.Sessions.TryGetValue(code, out var session) || !session.IsLive(now))
            {
                throw new InvalidOperationException($"The code '{code}' is unknown or no longer valid.");
            }

            if (session.Missing() is { Count: > 0 } missing)
            {
                throw new InvalidOperationException("The session lacks: " + string.Join(", ", missing));
            }

            var id = session.Mvpd ?? mvpd ?? LoginPages.Choices(_state, session).FirstOrDefault()?.Id;
            if (id is null || !_state.Mvpds.TryGetValue(id, out var found) || !found.IsIntegratedWith(session.Owner.ServiceProvider))
            {
                throw new InvalidOperationException($"The MVPD '{id}' is not known to the session's service provider.");
            }

            LoginPages.Complete(_state, session, found, now, _options.ProfileLifetime);
        }
    }

    /// <summary>
    /// Makes a signed token for <c>Adobe-Subject-Token</c>, <c>X-Roku-Reserved-Roku-Connect-Token</c> or <c>AD-Service-Token</c>. Two
    /// tokens of one subject open the same single sign-on.
    /// </summary>
    /// <param name="subject">The user.</param>
    /// <param name="lifetime">Time to its <c>exp</c>; null means one hour. A token past it is ignored, as documented.</param>
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

    /// <summary>Makes a partner (Apple) SAML response as the platform framework would hand it over.</summary>
    /// <param name="subject">The user.</param>
    /// <returns>Base64, not URL-encoded; a form encoder does that exactly once.</returns>
    /// <exception cref="ArgumentException">The subject is empty.</exception>
    public string CreatePartnerResponse(string subject = "u-001")
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        return PartnerHandler.Response(_options.TimeProvider.GetUtcNow(), subject);
    }

    /// <summary>Verifies a media token as the Media Token Verifier would.</summary>
    /// <param name="serializedToken">The <c>serializedToken</c> of a decision.</param>
    /// <param name="resource">The resource about to be played.</param>
    /// <returns>The documented result.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public FakeMediaTokenStatus VerifyMediaToken(string serializedToken, string resource)
    {
        ArgumentNullException.ThrowIfNull(serializedToken);
        ArgumentNullException.ThrowIfNull(resource);
        return _mediaTokens.Verify(serializedToken, resource, _options.TimeProvider.GetUtcNow());
    }

    /// <summary>Forgets TempPass trials, so that they can begin anew.</summary>
    /// <param name="mvpd">The TempPass MVPD.</param>
    /// <param name="deviceId">The Base64 identifier from <c>AP-Device-Identifier</c>; null means all devices.</param>
    /// <returns>How many trials were forgotten.</returns>
    public int ResetTempPass(string mvpd, string? deviceId = null)
    {
        lock (_state.Gate)
        {
            return _state.Trials.RemoveAll(trial =>
                trial.Mvpd == mvpd && (deviceId is null || trial.Keys.Contains("device:" + deviceId)));
        }
    }

    /// <summary>Forgets all exchanges, rejections and counters.</summary>
    public void ClearExchanges() => _log.Clear();

    /// <summary>Gives every address its full burst again.</summary>
    public void ResetThrottle() => _throttle.Reset();

    /// <summary>
    /// What was issued (statements and their approval, client credentials, access tokens, profiles, TempPass trials) as JSON, so that a
    /// fake stopped here can go on elsewhere. The text contains the made-up secrets of this fake in the clear; none of them is worth
    /// anything outside it. Sessions, service providers, MVPDs, faults, counters and the key of the media tokens are not included.
    /// </summary>
    /// <returns>The JSON text.</returns>
    public string ExportState()
    {
        lock (_state.Gate)
        {
            return StateSerializer.Write(_state);
        }
    }

    /// <summary>Replaces what was issued (running sessions included) with an exported state.</summary>
    /// <param name="json">A text from <see cref="ExportState"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is no such state; nothing was changed.</exception>
    public void ImportState(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        lock (_state.Gate)
        {
            StateSerializer.Read(_state, json);
        }
    }

    /// <summary>Stops the loopback server without waiting for running requests. Handlers keep working.</summary>
    /// <returns>The end of the stop.</returns>
    public async ValueTask DisposeAsync() => await StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);

    /// <summary>Stops the loopback server without waiting for running requests. Handlers keep working.</summary>
    public void Dispose() => StopAsync(new CancellationToken(canceled: true)).GetAwaiter().GetResult();

    private StatementRecord Statement(string statement) =>
        _state.Statements.TryGetValue(statement, out var record)
            ? record
            : throw new ArgumentException("The fake knows no such software statement.", nameof(statement));
}
