using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AdobePass.Testing.Checks;
using AdobePass.Testing.State;

namespace AdobePass.Testing.Operations;

/// <summary>Writes profiles as JSON. All times are numbers in milliseconds.</summary>
internal static class ProfileSerializer
{
    public static JsonObject Stored(ProfileRecord profile, string type) => Profile(
        profile.NotBefore,
        profile.NotAfter,
        type == "appleSSO" ? "Apple" : profile.Mvpd,
        type,
        profile.Attributes.DeepClone().AsObject());

    /// <summary>Creates the AuthNAll profile: issued by Adobe, user id with the documented prefix.</summary>
    public static JsonObject Degraded(FakeCall call, string mvpd) => Profile(
        call.Now,
        call.Now + call.Options.DecisionLifetime,
        "Adobe",
        "degraded",
        new JsonObject { ["userID"] = Plain("95cf93bcd183214a" + Stable(mvpd)) });

    /// <summary>Creates the TempPass profile. Before the first authorization, its validity period starts at the current time.</summary>
    public static JsonObject Temporary(FakeCall call, FakeMvpd mvpd, TrialRecord trial)
    {
        var pass = mvpd.TempPass!;
        var start = trial.StartedAt ?? call.Now;
        var end = start + pass.Duration;
        var attributes = new JsonObject
        {
            ["userID"] = Plain("temppass_" + Stable(trial.Keys.Order(StringComparer.Ordinal).FirstOrDefault() ?? mvpd.Id)),
            ["expiration_date"] = Plain(FakeCall.Milliseconds(end)),
        };
        if (pass.Kind == FakeTempPassKind.Promotional)
        {
            attributes["remaining_resources"] = Plain(pass.MaxResources - trial.UsedAssets.Count);
            attributes["used_assets"] =
                Plain(new JsonArray([.. trial.UsedAssets.Select(static asset => (JsonNode?)JsonValue.Create(asset))]));
        }

        return Profile(start, end, "Adobe", "temporary", attributes);
    }

    /// <summary>Creates the attributes of a new login. A partner profile also has its token source.</summary>
    public static JsonObject Attributes(FakeMvpd mvpd, bool isPartner)
    {
        var attributes = new JsonObject { ["userID"] = Plain(mvpd.UserId) };
        foreach (var (name, attribute) in mvpd.Attributes ?? new Dictionary<string, FakeAttribute>())
        {
            attributes[name] = new JsonObject { ["value"] = attribute.Value?.DeepClone(), ["state"] = attribute.State };
        }

        if (isPartner)
        {
            attributes["tokenSource"] = Plain("Apple");
        }

        return attributes;
    }

    public static JsonObject Map(string mvpd, JsonObject? profile)
    {
        var map = new JsonObject();
        if (profile is not null)
        {
            map[mvpd] = profile;
        }

        return new JsonObject { ["profiles"] = map };
    }

    private static JsonObject Profile(
        DateTimeOffset notBefore,
        DateTimeOffset notAfter,
        string issuer,
        string type,
        JsonObject attributes) => new()
        {
            ["notBefore"] = FakeCall.Milliseconds(notBefore),
            ["notAfter"] = FakeCall.Milliseconds(notAfter),
            ["issuer"] = issuer,
            ["type"] = type,
            ["attributes"] = attributes,
        };

    private static JsonObject Plain(JsonNode value) => new() { ["value"] = value, ["state"] = "plain" };

    private static string Stable(string text) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16].ToLowerInvariant();
}
