using System.Text.Json.Nodes;
using AdobePass.Testing.Checks;
using AdobePass.Testing.Errors;
using AdobePass.Testing.Http;
using AdobePass.Testing.State;

namespace AdobePass.Testing.Operations;

/// <summary>Deletes the profiles of one MVPD, including those shared by single sign-on, and returns the next action.</summary>
internal static class LogoutHandler
{
    public static FakeResponse Run(FakeCall call, FakeState state)
    {
        var redirect = call.Query.Value("redirectUrl");
        if (redirect is null ? call.IsStrict : !Uri.TryCreate(redirect, UriKind.Absolute, out _))
        {
            return redirect is null
                ? call.ReportViolation(
                    "query parameter 'redirectUrl' is missing",
                    EnhancedErrors.Response("invalid_parameter_redirect_url"))
                : call.Reject("invalid_parameter_redirect_url", $"'{redirect}' is not an absolute URL");
        }

        if (ProfileLookup.CheckMvpd(call, state, call.Route.Mvpd) is { } rejection)
        {
            return rejection;
        }

        var mvpd = state.Mvpds[call.Route.Mvpd];
        var profiles = state.Owned(call.Owner).Concat(state.Shared(call.Sso, call.Owner).Select(static shared => shared.Profile))
            .Where(profile => profile.Mvpd == mvpd.Id).Distinct().ToArray();
        var valid = profiles.Where(profile => profile.IsValid(call.Now)).ToArray();
        foreach (var profile in profiles)
        {
            state.Remove(profile);
        }

        var (name, type) = valid switch
        {
            [] when mvpd.TempPass is not null || state.IsDegraded(call.ServiceProvider, mvpd.Id, FakeDegradation.AuthNAll) =>
                ("complete", "none"),
            [] => ("invalid", "none"),
            _ when valid.Any(profile => profile.Type == "appleSSO" && profile.Owner == call.Owner) =>
                ("partner_logout", "partner_interactive"),
            _ when mvpd.HasLogoutEndpoint => ("logout", "interactive"),
            _ => ("complete", "none"),
        };
        var entry = new JsonObject { ["actionName"] = name, ["actionType"] = type, ["mvpd"] = mvpd.Id };
        if (name == "logout")
        {
            var query = FormParser.Write(("requestor_id", call.ServiceProvider), ("mso_id", mvpd.Id));
            entry["url"] = "/adobe-services/logout?" + query + (redirect is null ? "" : "&" + FormParser.Write(("redirect_url", redirect)));
        }

        return FakeResponse.Json(200, new JsonObject { ["logouts"] = new JsonObject { [mvpd.Id] = entry } });
    }
}
