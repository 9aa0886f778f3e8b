using AdobePass.Testing.Checks;
using AdobePass.Testing.State;

namespace AdobePass.Testing.Operations;

/// <summary>Finds TempPass trials and checks their limits.</summary>
internal static class TempPassTrials
{
    /// <summary>
    /// Returns the trial of a request. A new trial is stored only when it starts. The device key and, for a promotional TempPass, the
    /// identity key each find an existing trial. That trial then has both keys.
    /// </summary>
    public static TrialRecord Find(FakeCall call, FakeState state, FakeMvpd mvpd, string? deviceId)
    {
        var keys = new List<string>();
        if (deviceId is not null)
        {
            keys.Add("device:" + deviceId);
        }

        if (mvpd.TempPass!.Kind == FakeTempPassKind.Promotional && call.TempPassIdentity is { } identity)
        {
            keys.Add("identity:" + identity);
        }

        var trial = state.Trials.Find(candidate =>
            candidate.ServiceProvider == call.ServiceProvider && candidate.Mvpd == mvpd.Id && candidate.Keys.Overlaps(keys));
        trial ??= new TrialRecord { ServiceProvider = call.ServiceProvider, Mvpd = mvpd.Id };
        trial.Keys.UnionWith(keys);
        return trial;
    }

    /// <summary>
    /// Returns the documented error code if the trial cannot be used; otherwise, null. A resource that is used again does not count twice.
    /// </summary>
    public static string? FindErrorCode(FakeCall call, FakeMvpd mvpd, TrialRecord trial, bool identityRequired, string? resource)
    {
        var pass = mvpd.TempPass!;
        if (pass.IsMisconfigured)
        {
            return "invalid_configuration_temporary_access";
        }

        var isPromotional = pass.Kind == FakeTempPassKind.Promotional;
        if (isPromotional && identityRequired && call.TempPassIdentity is null)
        {
            return "invalid_header_identity_for_temporary_access";
        }

        if (trial.StartedAt is { } start && call.Now >= start + pass.Duration)
        {
            return "temporary_access_duration_limit_exceeded";
        }

        return isPromotional && trial.UsedAssets.Count >= pass.MaxResources && (resource is null || !trial.UsedAssets.Contains(resource))
            ? "temporary_access_resources_limit_exceeded"
            : null;
    }

    /// <summary>Starts the trial at the first authorization and records the resource.</summary>
    public static void Use(FakeCall call, FakeState state, TrialRecord trial, string resource)
    {
        if (!state.Trials.Contains(trial))
        {
            state.Trials.Add(trial);
        }

        trial.StartedAt ??= call.Now;
        if (!trial.UsedAssets.Contains(resource))
        {
            trial.UsedAssets.Add(resource);
        }
    }
}
