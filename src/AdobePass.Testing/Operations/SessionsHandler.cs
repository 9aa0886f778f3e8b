using System.Text.Json.Nodes;
using AdobePass.Testing.Checks;
using AdobePass.Testing.Http;
using AdobePass.Testing.State;

namespace AdobePass.Testing.Operations;

/// <summary>Creates, resumes and reads authentication sessions.</summary>
internal static class SessionsHandler
{
    public static FakeResponse Create(FakeCall call, FakeState state)
    {
        var mvpd = call.Form.Value("mvpd");
        var redirectUrl = call.Form.Value("redirectUrl");
        if (Check(call, state, mvpd, redirectUrl) is { } rejection)
        {
            return rejection;
        }

        if (SessionStore.AuthorizeReason(state, call.Owner, call.Sso, mvpd, call.Now) is { } reason)
        {
            return SessionStore.Authorize(call.ServiceProvider, mvpd!, reason, Secrets.Opaque());
        }

        var session = SessionStore.Open(call, state, mvpd, call.Form.Value("domainName"), redirectUrl);
        return SessionStore.Continue(session, actionWhenMissing: "resume", reason: "none");
    }

    public static FakeResponse Resume(FakeCall call, FakeState state)
    {
        if (Find(call, state, out var session) is { } notFound)
        {
            return notFound;
        }

        var mvpd = call.Form.Value("mvpd");
        var redirectUrl = call.Form.Value("redirectUrl");
        if (Check(call, state, mvpd, redirectUrl) is { } rejection)
        {
            return rejection;
        }

        session.Mvpd = mvpd ?? session.Mvpd;
        session.DomainName = call.Form.Value("domainName") ?? session.DomainName;
        session.RedirectUrl = redirectUrl ?? session.RedirectUrl;
        if (SessionStore.AuthorizeReason(state, session.Owner, session.Sso, session.Mvpd, call.Now) is { } reason)
        {
            // The reference page of resume does not list authenticatedSSO.
            return SessionStore.Authorize(
                call.ServiceProvider, session.Mvpd!, reason == "authenticatedSSO" ? "authenticated" : reason, session.Id);
        }

        return SessionStore.Continue(session, actionWhenMissing: "retry", reason: "none");
    }

    public static FakeResponse Read(FakeCall call, FakeState state)
    {
        if (Find(call, state, out var session) is { } notFound)
        {
            return notFound;
        }

        var existing = new JsonObject();
        foreach (var (name, value) in new[]
        {
            ("mvpd", session.Mvpd), ("domainName", session.DomainName), ("redirectUrl", session.RedirectUrl),
            ("serviceProvider", session.Owner.ServiceProvider),
        })
        {
            if (value is not null)
            {
                existing[name] = value;
            }
        }

        var body = new JsonObject { ["existingParameters"] = existing };
        if (session.Missing() is { Count: > 0 } missing)
        {
            body["missingParameters"] = new JsonArray([.. missing.Select(static name => (JsonNode?)JsonValue.Create(name))]);
        }

        body["device"] = session.Device.DeepClone();
        body["notBefore"] = SessionStore.Digits(session.NotBefore);
        body["notAfter"] = SessionStore.Digits(session.NotAfter);
        return FakeResponse.Json(200, body);
    }

    private static FakeResponse? Check(FakeCall call, FakeState state, string? mvpd, string? redirectUrl) =>
        (mvpd is null ? null : ProfileLookup.CheckMvpd(call, state, mvpd)) ?? SessionStore.CheckRedirect(call, redirectUrl);

    private static FakeResponse? Find(FakeCall call, FakeState state, out SessionRecord session)
    {
        if (!state.Sessions.TryGetValue(call.Route.Code, out session!) || session.Owner.ServiceProvider != call.ServiceProvider)
        {
            return call.Reject("invalid_parameter_code", $"code '{call.Route.Code}' was never issued for '{call.ServiceProvider}'");
        }

        return session.IsLive(call.Now)
            ? null
            : call.Reject("invalid_authentication_session", $"code '{call.Route.Code}' is expired or was replaced by a newer one");
    }
}
