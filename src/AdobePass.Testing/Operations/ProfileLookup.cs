using AdobePass.Testing.Checks;
using AdobePass.Testing.State;

namespace AdobePass.Testing.Operations;

/// <summary>Finds the profile that a request may use: its own, or one shared by single sign-on.</summary>
internal static class ProfileLookup
{
    /// <summary>Returns the valid profile of an MVPD and its type for the requesting owner. The owner's profile takes precedence.</summary>
    public static (ProfileRecord Profile, string Type)? Valid(FakeState state, Owner owner, SsoKeys sso, string mvpd, DateTimeOffset now)
    {
        if (state.Find(owner, mvpd) is { } own && own.IsValid(now))
        {
            return (own, own.Type);
        }

        foreach (var shared in state.Shared(sso, owner))
        {
            if (shared.Profile.Mvpd == mvpd && shared.Profile.IsValid(now))
            {
                return shared;
            }
        }

        return null;
    }

    /// <summary>Returns whether the MVPD has an expired profile.</summary>
    public static bool HasExpired(FakeState state, Owner owner, SsoKeys sso, string mvpd, DateTimeOffset now) =>
        state.Owned(owner).Concat(state.Shared(sso, owner).Select(static shared => shared.Profile))
            .Any(profile => profile.Mvpd == mvpd && !profile.IsValid(now));

    /// <summary>Returns the rejection for an MVPD that does not exist or is not integrated; null if it may be used.</summary>
    public static FakeResponse? CheckMvpd(FakeCall call, FakeState state, string? id)
    {
        if (id is null || !state.Mvpds.TryGetValue(id, out var mvpd))
        {
            return call.Reject("invalid_parameter_mvpd", $"MVPD '{id}' does not exist");
        }

        return mvpd.IsIntegratedWith(call.ServiceProvider)
            ? null
            : call.Reject("invalid_integration", $"MVPD '{id}' is not integrated with '{call.ServiceProvider}'");
    }

    /// <summary>
    /// Returns the error code of the partner status, which requests with an <c>appleSSO</c> profile must send; null if it is valid.
    /// </summary>
    public static string? PartnerErrorCode(FakeCall call, FakeState state, string? mvpd) =>
        PartnerStatus.Read(call.Request.GetHeader(HeaderMatrix.PartnerStatus), call.ServiceProvider, state, call.Now, mvpd).ErrorCode;
}
