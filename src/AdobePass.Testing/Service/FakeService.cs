using AdobePass.Testing.Checks;
using AdobePass.Testing.Errors;
using AdobePass.Testing.Faults;
using AdobePass.Testing.Http;
using AdobePass.Testing.Operations;
using AdobePass.Testing.State;

namespace AdobePass.Testing.Service;

/// <summary>Processes a request: route, throttle, fault, checks, handler, log.</summary>
internal sealed class FakeService(
    FakeAdobePassOptions options, FakeState state, FaultPlan faults, ExchangeLog log, Throttle throttle, MediaTokens mediaTokens)
{
    /// <summary>Whether the fake MVPD logs every user in at once.</summary>
    public bool AutoLogin { get; set; } = options.AutoLogin;

    /// <summary>A function that can replace every response; null leaves responses unchanged.</summary>
    public Func<FakeRequest, FakeResponse, FakeResponse>? Replacement { get; set; }

    public async Task<FakeResponse> HandleAsync(FakeRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var route = Route.Match(request.Method, request.Path);
        request = request.WithOperation(route.Operation);
        var received = options.TimeProvider.GetUtcNow();
        FakeFault? fault = null;
        FakeCall? call = null;
        FakeResponse response;
        string? reason = null;
        if (!throttle.TryPass(request))
        {
            log.CountThrottled();
            response = Throttle.TooManyRequests(received);
            reason = $"operation {request.Operation}: {ReferencePages.See("throttled", ReferencePages.Throttling)}";
        }
        else
        {
            fault = faults.Take(request);
            (response, call) = await RespondAsync(request, route, fault, cancellationToken).ConfigureAwait(false);
            if (!response.ResetsConnection && Replacement is { } replacement)
            {
                response = replacement(request, response);
            }
        }

        Record(request, received, response, fault, call, reason);
        return response;
    }

    private async Task<(FakeResponse Response, FakeCall? Call)> RespondAsync(
        FakeRequest request, Route route, FakeFault? fault, CancellationToken cancellationToken)
    {
        switch (fault?.Kind)
        {
            case FakeFaultKind.Respond:
                return (fault.CreateResponse!(options.TimeProvider.GetUtcNow()), null);
            case FakeFaultKind.ResetBeforeProcessing:
                return (FakeResponse.Reset(), null);
            case FakeFaultKind.Delay:
                await Task.Delay(fault.DelayTime, options.TimeProvider, cancellationToken).ConfigureAwait(false);
                break;
        }

        var call = new FakeCall(request, route, options);
        FakeResponse response;
        lock (state.Gate)
        {
            response = FieldResponses.Apply(call, state, Process(call));
        }

        return fault?.Kind switch
        {
            FakeFaultKind.ResetAfterProcessing => (FakeResponse.Reset(), call),
            FakeFaultKind.Alter => (fault.Change!(response), call),
            _ => (response, call),
        };
    }

    private FakeResponse Process(FakeCall call)
    {
        var operation = call.Request.Operation;
        if (operation == FakeOperation.Unknown)
        {
            return call.ReportViolation($"path '{call.Request.Path}' is not documented", FakeResponse.Empty(404));
        }

        if (!call.Route.MethodFits)
        {
            return call.ReportViolation($"method {call.Request.Method} is not the method of this operation", FakeResponse.Empty(405));
        }

        if (operation == FakeOperation.UserAgentPage)
        {
            return LoginPages.Page(call, state, AutoLogin);
        }

        return RequestCheck.Run(call, state) ?? operation switch
        {
            FakeOperation.Register => RegistrationHandler.Register(call, state, log),
            FakeOperation.Token => RegistrationHandler.Token(call, state, log),
            FakeOperation.Configuration => ConfigurationHandler.Read(call, state),
            FakeOperation.CreateSession => SessionsHandler.Create(call, state),
            FakeOperation.ResumeSession => SessionsHandler.Resume(call, state),
            FakeOperation.ReadSession => SessionsHandler.Read(call, state),
            FakeOperation.Authenticate => LoginPages.Authenticate(call, state),
            FakeOperation.Profiles => ProfilesHandler.All(call, state),
            FakeOperation.ProfileByMvpd => ProfilesHandler.ByMvpd(call, state),
            FakeOperation.ProfileByCode => ProfilesHandler.ByCode(call, state),
            FakeOperation.Preauthorize or FakeOperation.Authorize => DecisionsHandler.Decide(call, state, faults, mediaTokens),
            FakeOperation.Logout => LogoutHandler.Run(call, state),
            FakeOperation.CreatePartnerSession => PartnerHandler.CreateSession(call, state),
            FakeOperation.CreatePartnerProfile => PartnerHandler.CreateProfile(call, state),
            _ => throw new InvalidOperationException($"No handler for {operation}."),
        };
    }

    private void Record(
        FakeRequest request, DateTimeOffset received, FakeResponse response, FakeFault? fault, FakeCall? call, string? reason) =>
        log.Add(
            new FakeExchange
            {
                Number = 0,
                Time = received,
                Operation = request.Operation,
                Method = request.Method,
                Path = request.Path,
                Query = ExchangeLog.RedactText(request.Query),
                Headers = ExchangeLog.RedactHeaders(request.Headers),
                Body = ExchangeLog.RedactText(request.BodyText),
                Status = response.ResetsConnection ? 0 : response.Status,
                Rejection = call?.Reason ?? reason,
                Fault = fault?.Kind,
                ClientId = call?.Client?.Id,
                DeviceId = call?.DeviceId,
                Address = Throttle.Key(request),
            },
            call?.IsViolation ?? false);
}
