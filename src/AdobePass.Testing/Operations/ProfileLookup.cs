using AdobePass.Testing.Checks;
using AdobePass.Testing.State;

namespace AdobePass.Testing.Operations;

/// <summary>Finds the profile a request may use: its own, or one shared by single sign-on.</summary>
internal static class ProfileLookup
{
    /// <summary>The valid profile of one MVPD with the type it has for the asker; its own goes first.</summary>
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

    /// <summary>Whether there was a profile of this MVPD that has run out.</summary>
    public static bool HasExpired(FakeState state, Owner owner, SsoKeys sso, string mvpd, DateTimeOffset now) =>
        state.Owned(owner).Concat(state.Shared(sso, owner).Select(static shared => shared.Profile))
            .Any(profile => profile.Mvpd == mvpd && !profile.IsValid(now));

    /// <summary>The refusal for an MVPD that does not exist or is not integrated; null when it may be used.</summary>
    public static FakeResponse? CheckMvpd(FakeCall call, FakeState state, string? id)
    {
        if (id is null || !state.Mvpds.TryGetValue(id, out var mvpd))
        {
            return call.Refuse("invalid_parameter_mvpd", $"MVPD '{id}' does not exist");
        }

        return mvpd.IsIntegratedWith(call.ServiceProvider)
            ? null
            : call.Refuse("invalid_integration", $"MVPD '{id}' is not integrated with '{call.ServiceProvider}'");
    }

    /// <summary>What is wrong with the partner status a request with an <c>appleSSO</c> profile must carry; null when nothing is.</summary>
    public static string? PartnerFault(FakeCall call, FakeState state, string? mvpd) =>
        PartnerStatus.Read(call.Request.GetHeader(HeaderMatrix.PartnerStatus), call.ServiceProvider, state, call.Now, mvpd).Fault;
}
