using System.Globalization;
using System.Text.Json.Nodes;
using AdobePass.Testing.Checks;
using AdobePass.Testing.State;

namespace AdobePass.Testing.Operations;

/// <summary>Creates session records and session responses.</summary>
internal static class SessionStore
{
    public static SessionRecord Open(FakeCall call, FakeState state, string? mvpd, string? domainName, string? redirectUrl)
    {
        var unambiguous = call.Options.Field.UnambiguousCodes;
        var code = Secrets.Code(unambiguous);
        while (state.Sessions.ContainsKey(code))
        {
            code = Secrets.Code(unambiguous);
        }

        var session = new SessionRecord
        {
            Code = code,
            Id = Secrets.Opaque(),
            Owner = call.Owner,
            Sso = call.Sso,
            Device = DeviceSerializer.Build(call.DeviceInfo, call.Request, Throttle.Key(call.Request)),
            Mvpd = mvpd,
            DomainName = domainName,
            RedirectUrl = redirectUrl,
            NotBefore = call.Now,
            NotAfter = call.Now + call.Options.AuthenticationCodeLifetime,
        };
        state.Add(session);
        return session;
    }

    /// <summary>Returns the reason why a login is not needed; null if a login is needed.</summary>
    public static string? AuthorizeReason(FakeState state, Owner owner, SsoKeys sso, string? mvpd, DateTimeOffset now)
    {
        if (mvpd is null)
        {
            return null;
        }

        if (state.Mvpds[mvpd].TempPass is not null)
        {
            return "temporary";
        }

        if (state.IsDegraded(owner.ServiceProvider, mvpd, FakeDegradation.AuthNAll))
        {
            return "degraded";
        }

        return ProfileLookup.Valid(state, owner, sso, mvpd, now) switch
        {
            null => null,
            { Type: "regular" } => "authenticated",
            _ => "authenticatedSSO",
        };
    }

    /// <summary>Creates the response that directs the client to the decisions, without a code and times.</summary>
    public static FakeResponse Authorize(string serviceProvider, string mvpd, string reason, string sessionId) =>
        FakeResponse.Json(200, new JsonObject
        {
            ["actionName"] = "authorize",
            ["actionType"] = "direct",
            ["reasonType"] = reason,
            ["url"] = $"/api/v2/{Uri.EscapeDataString(serviceProvider)}/decisions/authorize/{Uri.EscapeDataString(mvpd)}",
            ["sessionId"] = sessionId,
            ["mvpd"] = mvpd,
            ["serviceProvider"] = serviceProvider,
        });

    /// <summary>Creates the response that requests a login or the missing parameters. Times are strings of digits.</summary>
    public static FakeResponse Continue(SessionRecord session, string actionWhenMissing, string reason)
    {
        var missing = session.Missing();
        var sp = Uri.EscapeDataString(session.Owner.ServiceProvider);
        var body = new JsonObject
        {
            ["actionName"] = missing.Count == 0 ? "authenticate" : actionWhenMissing,
            ["actionType"] = missing.Count == 0 ? "interactive" : "direct",
            ["reasonType"] = reason,
        };
        if (missing.Count > 0)
        {
            body["missingParameters"] = new JsonArray([.. missing.Select(static name => (JsonNode?)JsonValue.Create(name))]);
        }

        body["url"] = missing.Count == 0 ? $"/api/v2/authenticate/{sp}/{session.Code}" : $"/api/v2/{sp}/sessions/{session.Code}";
        body["code"] = session.Code;
        body["sessionId"] = session.Id;
        if (session.Mvpd is not null)
        {
            body["mvpd"] = session.Mvpd;
        }

        body["serviceProvider"] = session.Owner.ServiceProvider;
        body["notBefore"] = Digits(session.NotBefore);
        body["notAfter"] = Digits(session.NotAfter);
        return FakeResponse.Json(200, body);
    }

    public static string Digits(DateTimeOffset time) => FakeCall.Milliseconds(time).ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Returns the rejection for a redirect URL that is not absolute, such as one that is encoded twice; null if it is valid or absent.
    /// </summary>
    public static FakeResponse? CheckRedirect(FakeCall call, string? redirectUrl) =>
        redirectUrl is null || Uri.TryCreate(redirectUrl, UriKind.Absolute, out _)
            ? null
            : call.Reject("invalid_parameter_redirect_url", $"'{redirectUrl}' is not an absolute URL");
}
