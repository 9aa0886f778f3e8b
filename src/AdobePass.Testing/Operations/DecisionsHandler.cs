using System.Text.Json.Nodes;
using AdobePass.Testing.Checks;
using AdobePass.Testing.Errors;
using AdobePass.Testing.Faults;
using AdobePass.Testing.State;

namespace AdobePass.Testing.Operations;

/// <summary>
/// Handles preauthorize and authorize: one decision per resource, errors at item level, media tokens for permits of authorize.
/// </summary>
internal static class DecisionsHandler
{
    public static FakeResponse Decide(FakeCall call, FakeState state, FaultPlan faults, MediaTokens tokens)
    {
        if (Resources(call.Json!["resources"]) is not { Count: > 0 } resources)
        {
            return call.Reject(
                "invalid_parameter_resources",
                ReferencePages.See(
                    "'resources' is missing, empty or not a list of strings", ReferencePages.For(call.Request.Operation)));
        }

        if (ProfileLookup.CheckMvpd(call, state, call.Route.Mvpd) is { } rejection)
        {
            return rejection;
        }

        var isAuthorize = call.Request.Operation == FakeOperation.Authorize;
        var limit = isAuthorize ? call.Options.MaxAuthorizeResources : call.Options.MaxPreauthorizeResources;
        if (resources.Count > limit)
        {
            return call.Reject("too_many_resources", $"{resources.Count} resources were sent, but at most {limit} are allowed");
        }

        var mvpd = state.Mvpds[call.Route.Mvpd];
        var rule = state.Degradation(call.ServiceProvider, mvpd.Id);
        Func<string, Verdict> judge;
        if (rule is not null)
        {
            judge = _ => Degraded(rule);
        }
        else if (mvpd.TempPass is not null)
        {
            judge = resource => Temporary(call, state, mvpd, resource, isAuthorize);
        }
        else
        {
            var found = ProfileLookup.Valid(state, call.Owner, call.Sso, mvpd.Id, call.Now);
            if (found is { Type: "appleSSO" } && ProfileLookup.PartnerErrorCode(call, state, mvpd.Id) is { } errorCode)
            {
                return call.Reject(
                    errorCode,
                    ReferencePages.See("decisions with an appleSSO profile need a valid partner status", ReferencePages.PartnerSso));
            }

            var missing = found is not null ? null
                : ProfileLookup.HasExpired(state, call.Owner, call.Sso, mvpd.Id, call.Now)
                    ? "authenticated_profile_expired" : "authenticated_profile_missing";
            judge = resource => Regular(mvpd, resource, missing, faults, isAuthorize);
        }

        var decisions = new JsonArray();
        foreach (var resource in resources)
        {
            decisions.Add((JsonNode)Write(call, mvpd, resource, judge(resource), isAuthorize, tokens));
        }

        return FakeResponse.Json(200, new JsonObject { ["decisions"] = decisions });
    }

    private static Verdict Degraded(DegradationRule rule) => rule.Rule == FakeDegradation.AuthZNone
        ? new("degradation", "authorization_denied_by_degradation_rule", rule.Details, HasTimes: false)
        : new("degradation", null, null, HasTimes: rule.Rule == FakeDegradation.AuthNAll);

    private static Verdict Temporary(FakeCall call, FakeState state, FakeMvpd mvpd, string resource, bool isAuthorize)
    {
        var trial = TempPassTrials.Find(call, state, mvpd, call.DeviceId);

        // Preauthorize does not list AP-TempPass-Identity, so only the device identifies the trial.
        var errorCode = TempPassTrials.FindErrorCode(call, mvpd, trial, identityRequired: isAuthorize, resource);
        if (errorCode is null && isAuthorize)
        {
            TempPassTrials.Use(call, state, trial, resource);
        }

        return new("temppass", errorCode, null, HasTimes: false);
    }

    private static Verdict Regular(FakeMvpd mvpd, string resource, string? missing, FaultPlan faults, bool isAuthorize)
    {
        var denial = isAuthorize ? "authorization_denied_by_mvpd" : "preauthorization_denied_by_mvpd";
        var error = missing
            ?? faults.TakeItemError(resource)
            ?? mvpd.ItemErrors?.GetValueOrDefault(resource)
            ?? (mvpd.Permits(resource) ? null : denial);
        return new(
            mvpd.IsDummy ? "dummy" : "mvpd",
            error,
            error is null || missing is not null ? null : mvpd.DenialDetails,
            HasTimes: true);
    }

    private static JsonObject Write(
        FakeCall call, FakeMvpd mvpd, string resource, Verdict verdict, bool isAuthorize, MediaTokens tokens)
    {
        var decision = new JsonObject
        {
            ["resource"] = resource,
            ["serviceProvider"] = call.ServiceProvider,
            ["mvpd"] = mvpd.Id,
            ["source"] = verdict.Source,
            ["authorized"] = verdict.Error is null,
        };
        if (verdict.Error is not null)
        {
            decision["error"] = EnhancedErrors.Object(verdict.Error, verdict.Details);
        }
        else if (isAuthorize)
        {
            var end = call.Now + call.Options.MediaTokenLifetime;
            decision["token"] = new JsonObject
            {
                ["notBefore"] = FakeCall.Milliseconds(call.Now),
                ["notAfter"] = FakeCall.Milliseconds(end),
                ["serializedToken"] = tokens.Create(resource, mvpd.Id, call.Now, end),
            };
            if (verdict.HasTimes)
            {
                decision["notBefore"] = FakeCall.Milliseconds(call.Now);
                decision["notAfter"] = FakeCall.Milliseconds(call.Now + call.Options.DecisionLifetime);
            }
        }

        return decision;
    }

    private static List<string>? Resources(JsonNode? node)
    {
        if (node is not JsonArray array)
        {
            return null;
        }

        var resources = array.Select(static node => JsonParser.Text(node) ?? "").ToList();
        return resources.TrueForAll(static resource => !string.IsNullOrWhiteSpace(resource)) ? resources : null;
    }

    /// <summary>The decision for one resource.</summary>
    private sealed record Verdict(string Source, string? Error, string? Details, bool HasTimes);
}
