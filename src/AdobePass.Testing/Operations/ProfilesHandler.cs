using System.Text.Json.Nodes;
using AdobePass.Testing.Checks;
using AdobePass.Testing.State;

namespace AdobePass.Testing.Operations;

/// <summary>
/// Handles the three profile operations. Without a profile, the result is an empty map, not an error. Expired profiles are omitted.
/// </summary>
internal static class ProfilesHandler
{
    public static FakeResponse All(FakeCall call, FakeState state)
    {
        var map = new JsonObject();
        foreach (var mvpd in state.Owned(call.Owner).Select(static profile => profile.Mvpd)
            .Concat(state.Shared(call.Sso, call.Owner).Select(static shared => shared.Profile.Mvpd)).Distinct().ToArray())
        {
            if (ProfileLookup.Valid(state, call.Owner, call.Sso, mvpd, call.Now) is { } found
                && !(found.Type == "appleSSO" && ProfileLookup.PartnerErrorCode(call, state, mvpd) is not null))
            {
                map[mvpd] = ProfileSerializer.Stored(found.Profile, found.Type);
            }
        }

        return FakeResponse.Json(200, new JsonObject { ["profiles"] = map });
    }

    public static FakeResponse ByMvpd(FakeCall call, FakeState state)
    {
        var id = call.Route.Mvpd;
        if (ProfileLookup.CheckMvpd(call, state, id) is { } rejection)
        {
            return rejection;
        }

        if (Special(call, state, id, call.DeviceId) is { } special)
        {
            return special;
        }

        if (ProfileLookup.Valid(state, call.Owner, call.Sso, id, call.Now) is not { } found)
        {
            return FakeResponse.Json(200, ProfileSerializer.Map(id, null));
        }

        if (found.Type == "appleSSO" && ProfileLookup.PartnerErrorCode(call, state, id) is { } errorCode)
        {
            // Without the header, the profile is not found. An invalid header is reported.
            return call.Request.GetHeader(HeaderMatrix.PartnerStatus) is null
                ? FakeResponse.Json(200, ProfileSerializer.Map(id, null))
                : call.Reject(errorCode, "the partner status does not cover the appleSSO profile");
        }

        return FakeResponse.Json(200, ProfileSerializer.Map(id, ProfileSerializer.Stored(found.Profile, found.Type)));
    }

    public static FakeResponse ByCode(FakeCall call, FakeState state)
    {
        if (!state.Sessions.TryGetValue(call.Route.Code, out var session) || session.Owner.ServiceProvider != call.ServiceProvider)
        {
            return call.Reject("invalid_parameter_code", $"code '{call.Route.Code}' was never issued for '{call.ServiceProvider}'");
        }

        var own = session.Mvpd is null ? null : state.Find(session.Owner, session.Mvpd);
        var loggedIn = own is { Type: "regular" } && own.SessionCode == session.Code && own.IsValid(call.Now);
        if (!session.IsLive(call.Now) && !(loggedIn && call.Options.Field.CodesOutliveLogin))
        {
            return call.Reject("invalid_authentication_session", $"code '{call.Route.Code}' is expired or was replaced by a newer one");
        }

        if (session.Mvpd is not { } mvpd)
        {
            return FakeResponse.Json(200, ProfileSerializer.Map("", null));
        }

        if (Special(call, state, mvpd, session.Owner.DeviceId) is { } special)
        {
            return special;
        }

        return FakeResponse.Json(200, ProfileSerializer.Map(mvpd, loggedIn ? ProfileSerializer.Stored(own!, "regular") : null));
    }

    /// <summary>Returns a degraded or temporary profile; null if neither applies.</summary>
    private static FakeResponse? Special(FakeCall call, FakeState state, string id, string? deviceId)
    {
        if (state.IsDegraded(call.ServiceProvider, id, FakeDegradation.AuthNAll))
        {
            return FakeResponse.Json(200, ProfileSerializer.Map(id, ProfileSerializer.Degraded(call, id)));
        }

        if (state.Mvpds[id] is not { TempPass: not null } mvpd)
        {
            return null;
        }

        var trial = TempPassTrials.Find(call, state, mvpd, deviceId);
        return TempPassTrials.FindErrorCode(call, mvpd, trial, identityRequired: true, resource: null) is { } errorCode
            ? call.Reject(errorCode, "the temporary access cannot be used")
            : FakeResponse.Json(200, ProfileSerializer.Map(id, ProfileSerializer.Temporary(call, mvpd, trial)));
    }
}
