using System.Net;
using AdobePass.Testing.Checks;
using AdobePass.Testing.Errors;
using AdobePass.Testing.Http;
using AdobePass.Testing.State;

namespace AdobePass.Testing.Operations;

/// <summary>
/// Handles the pages that a user agent visits: the user-agent operation, the SAML redirect, the fake MVPD login page, the assertion
/// consumer that creates the profile, and the logout page. Every redirect is a 302; the first can be a form. Errors are HTML.
/// </summary>
internal static class LoginPages
{
    private const string Saml = "/adobe-services/authenticate/saml";
    private const string Consumer = "/adobe-services/saml/assertion-consumer";
    private const string LogoutPath = "/adobe-services/logout";
    private const string LoginPath = "/fake-mvpd/login";

    public static FakeResponse Authenticate(FakeCall call, FakeState state)
    {
        if (!state.Sessions.TryGetValue(call.Route.Code, out var session)
            || session.Owner.ServiceProvider != call.ServiceProvider || !session.IsLive(call.Now))
        {
            return Error(call, "The authentication code is unknown, expired or was replaced by a newer one.");
        }

        if (session.Missing() is { Count: > 0 } missing)
        {
            return Error(call, "The authentication session has missing parameters: " + string.Join(", ", missing));
        }

        (string Name, string Value)[] fields =
        [
            ("noflash", "true"), ("no_iframe", "false"), ("mso_id", session.Mvpd ?? ""), ("requestor_id", call.ServiceProvider),
            ("domain_name", session.DomainName!), ("code", session.Code),
        ];
        return call.Options.Field.AuthenticateWithForm
            ? SelfSubmittingForm($"{call.Request.Scheme}://{call.Request.Authority}{Saml}", fields)
            : FakeResponse.Redirect(Absolute(call, Saml, fields));
    }

    public static FakeResponse Page(FakeCall call, FakeState state, bool autoLogin) => call.Request.Path switch
    {
        Saml => RedirectToLogin(call, state),
        LoginPath => LoginPage(call, state, autoLogin),
        Consumer => Consume(call, state),
        LogoutPath => LogoutPage(call),
        _ => call.Reject(OtherErrors.UserAgent(404, "The page does not exist."), "the page does not exist"),
    };

    /// <summary>Creates the regular profile of a session. The caller has checked that the session is live and complete.</summary>
    public static void Complete(FakeState state, SessionRecord session, FakeMvpd mvpd, DateTimeOffset now, TimeSpan lifetime)
    {
        session.Mvpd = mvpd.Id;
        state.Add(new ProfileRecord
        {
            Owner = session.Owner,
            Mvpd = mvpd.Id,
            Sso = session.Sso,
            Type = "regular",
            Attributes = ProfileSerializer.Attributes(mvpd, isPartner: false),
            NotBefore = now,
            NotAfter = now + (mvpd.ProfileLifetime ?? lifetime),
            SessionCode = session.Code,
        });
    }

    /// <summary>Returns the MVPDs that a session without an MVPD can use.</summary>
    public static IEnumerable<FakeMvpd> Choices(FakeState state, SessionRecord session) =>
        state.Mvpds.Values.Where(mvpd => mvpd.TempPass is null && mvpd.IsIntegratedWith(session.Owner.ServiceProvider));

    private static FakeResponse SelfSubmittingForm(string action, (string Name, string Value)[] fields) => FakeResponse.Html(
        200,
        "<html>\n<body onload=\"document.forms[0].submit()\">\n<form method=\"post\" action=\"" + WebUtility.HtmlEncode(action) + "\">\n"
        + string.Concat(fields.Select(static field =>
            $"<input type=\"hidden\" name=\"{field.Name}\" value=\"{WebUtility.HtmlEncode(field.Value)}\">\n"))
        + "<noscript><button type=\"submit\">Continue</button></noscript>\n</form>\n</body>\n</html>\n");

    private static FakeResponse RedirectToLogin(FakeCall call, FakeState state)
    {
        var fields = call.Request.Method == "POST" ? FormParser.Parse(call.Request.BodyText) : call.Query;
        if (fields.Value("code") is not { } code || !state.Sessions.TryGetValue(code, out var session) || !session.IsLive(call.Now))
        {
            return Error(call, "The authentication code is unknown or expired.");
        }

        session.LoginTicket = Secrets.Opaque();
        return FakeResponse.Redirect(Absolute(call, LoginPath, ("RelayState", code + "." + session.LoginTicket)));
    }

    private static FakeResponse LoginPage(FakeCall call, FakeState state, bool autoLogin)
    {
        var posted = call.Request.Method == "POST";
        var form = posted ? FormParser.Parse(call.Request.BodyText) : call.Query;
        if (Session(call, state, form.Value("RelayState")) is not { } session)
        {
            return Error(call, "The login page was not opened by a redirect from Adobe Pass, or the session is no longer valid.");
        }

        var relay = form.Value("RelayState")!;
        var selected = session.Mvpd ?? form.Value("mvpd");
        if (posted || autoLogin)
        {
            selected ??= autoLogin && !posted ? Choices(state, session).FirstOrDefault()?.Id : null;
            return selected is null
                ? Error(call, "No MVPD was selected.")
                : FakeResponse.Redirect(Absolute(call, Consumer, ("RelayState", relay), ("mvpd", selected)));
        }

        var choice = selected is not null
            ? $"<p>Sign in to <b>{WebUtility.HtmlEncode(selected)}</b></p>"
            : "<select name=\"mvpd\">"
                + string.Concat(Choices(state, session).Select(static mvpd => $"<option>{WebUtility.HtmlEncode(mvpd.Id)}</option>"))
                + "</select>";
        return FakeResponse.Html(
            200,
            "<html>\n<head><title>Fake MVPD login</title></head>\n<body>\n<form method=\"post\" action=\"" + LoginPath + "\">\n" + choice
            + $"\n<input type=\"hidden\" name=\"RelayState\" value=\"{WebUtility.HtmlEncode(relay)}\">\n"
            + "<input name=\"user\"> <button type=\"submit\">Sign in</button>\n</form>\n</body>\n</html>\n");
    }

    private static FakeResponse Consume(FakeCall call, FakeState state)
    {
        if (Session(call, state, call.Query.Value("RelayState")) is not { } session)
        {
            return Error(call, "The assertion does not belong to a running login.");
        }

        var id = session.Mvpd ?? call.Query.Value("mvpd");
        if (id is null || !state.Mvpds.TryGetValue(id, out var mvpd) || !mvpd.IsIntegratedWith(session.Owner.ServiceProvider))
        {
            return Error(call, "The assertion does not come from a known MVPD.");
        }

        session.LoginTicket = null;
        Complete(state, session, mvpd, call.Now, call.Options.ProfileLifetime);
        return FakeResponse.Redirect(session.RedirectUrl!);
    }

    private static FakeResponse LogoutPage(FakeCall call) =>
        call.Query.Value("redirect_url") is { } target && Uri.TryCreate(target, UriKind.Absolute, out _)
            ? FakeResponse.Redirect(target)
            : FakeResponse.Html(200, "<html>\n<head><title>Signed out</title></head>\n<body>\n<p>Signed out.</p>\n</body>\n</html>\n");

    /// <summary>Returns the live session of a relay state, which contains the code and the one-time ticket of the last redirect.</summary>
    private static SessionRecord? Session(FakeCall call, FakeState state, string? relay) =>
        relay?.Split('.') is [var code, var ticket]
        && state.Sessions.TryGetValue(code, out var session) && session.LoginTicket == ticket && session.IsLive(call.Now)
            ? session
            : null;

    private static FakeResponse Error(FakeCall call, string text) => call.Reject(OtherErrors.UserAgent(400, text), text);

    private static string Absolute(FakeCall call, string path, params (string Name, string Value)[] query) =>
        $"{call.Request.Scheme}://{call.Request.Authority}{path}?{FormParser.Write(query)}";
}
