using AdobePass.Testing.Checks;
using AdobePass.Testing.State;

namespace AdobePass.Testing.Operations;

/// <summary>TempPass trials: whose they are, and whether their limits hold.</summary>
internal static class TempPassTrials
{
    /// <summary>
    /// The trial of a request; a new one is not remembered until it is started. The device key and, for a promotional TempPass, the
    /// identity key each lead to an existing trial, which from then on is known under both.
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
    /// The documented code of what forbids the use of the trial; null when nothing does. A resource already used does not count twice.
    /// </summary>
    public static string? Fault(FakeCall call, FakeMvpd mvpd, TrialRecord trial, bool identityRequired, string? resource)
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

    /// <summary>Starts the clock at the first authorization and notes the resource.</summary>
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
