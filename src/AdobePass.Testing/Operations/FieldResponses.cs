using System.Globalization;
using System.Text.Json.Nodes;
using AdobePass.Testing.Checks;
using AdobePass.Testing.State;

namespace AdobePass.Testing.Operations;

/// <summary>Changes a documented response to a response of the real service. The caller holds the gate of the state.</summary>
internal static class FieldResponses
{
    /// <summary>Objects that are maps: an unknown member would be read as an entry.</summary>
    private static readonly string[] Maps = ["profiles", "logouts", "attributes", "metadata"];

    public static FakeResponse Apply(FakeCall call, FakeState state, FakeResponse response)
    {
        var field = call.Options.Field;
        if (!field.ChangesBodies
            || response.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true
            || JsonNode.Parse(response.BodyText) is not JsonObject body)
        {
            return response;
        }

        if (response.Status is 200 or 201)
        {
            if (field.RedirectOnLogout && Location(call, body) is { } location)
            {
                return FakeResponse.Redirect(location);
            }

            Change(call, state, field, body);
        }

        if (field.UnknownMembers)
        {
            AddUnknown(body);
        }

        return response with { Body = FakeResponse.Json(response.Status, body).Body };
    }

    private static void Change(FakeCall call, FakeState state, FakeFieldBehavior field, JsonObject body)
    {
        switch (call.Request.Operation)
        {
            case FakeOperation.Register when field.ScopesAsString:
                body["scopes"] = string.Join(',', body["scopes"]!.AsArray().Select(static scope => (string?)scope));
                break;
            case FakeOperation.Token when field.CreatedAtAsString:
                body["created_at"] = call.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
                break;
            case FakeOperation.Configuration when field.ConfigurationAtRoot:
                var requestor = body["requestor"]!.AsObject();
                var mvpds = requestor["mvpds"];
                requestor.Remove("mvpds");
                body["mvpds"] = mvpds;
                break;
            case FakeOperation.CreateSession or FakeOperation.ResumeSession or FakeOperation.CreatePartnerSession:
                ChangeReason(call, field, body);
                break;
            case FakeOperation.Profiles when field.OddProfile && body["profiles"] is JsonObject { Count: > 0 } profiles:
                profiles["OddMvpd"] = new JsonObject
                {
                    ["notAfter"] = FakeCall.Milliseconds(call.Now.AddDays(1)),
                    ["issuer"] = "OddMvpd",
                    ["type"] = "regular",
                    ["attributes"] = new JsonObject(),
                };
                break;
            case FakeOperation.Preauthorize or FakeOperation.Authorize:
                body["decisions"] = Decisions(call, state.Mvpds[call.Route.Mvpd], field, body["decisions"]!.AsArray());
                break;
        }
    }

    private static void ChangeReason(FakeCall call, FakeFieldBehavior field, JsonObject body)
    {
        if (!field.OmitReasonType && !field.ReasonForReasonType)
        {
            return;
        }

        var reason = (string?)body["reasonType"];
        body.Remove("reasonType");
        if (field.ReasonForReasonType && !(field.OmitReasonType && call.Request.Operation == FakeOperation.ResumeSession))
        {
            body["reason"] = reason;
        }
    }

    private static JsonArray Decisions(FakeCall call, FakeMvpd mvpd, FakeFieldBehavior field, JsonArray documented)
    {
        var rows = new JsonArray();
        if (field.EmptyDecisionsWithoutProfile && documented.All(static row => LacksProfile(row!)))
        {
            return rows;
        }

        foreach (var row in documented.Select(static row => row!.DeepClone().AsObject()))
        {
            if (field.OmitUngatedResources
                && call.Request.Operation == FakeOperation.Preauthorize && mvpd.IsUngated((string)row["resource"]!))
            {
                continue;
            }

            if (field.OmitDecisionSource)
            {
                row.Remove("source");
            }

            if (field.DecisionMetadata && (bool)row["authorized"]!)
            {
                row["metadata"] = ProfileSerializer.Attributes(mvpd, isPartner: false);
            }

            if (field.OddItemErrors && row["error"] is JsonObject error)
            {
                error["message"] = new JsonObject { ["text"] = (string?)error["message"] };
                error["status"] = (int)error["status"]! == 403 ? "403 Forbidden" : $"{(int)error["status"]!} Error";
            }

            rows.Add((JsonNode)row);
            if (field.RepeatDecisions)
            {
                rows.Add(row.DeepClone());
            }
        }

        return rows;
    }

    private static bool LacksProfile(JsonNode row) =>
        ((string?)row["error"]?["code"])?.StartsWith("authenticated_profile_", StringComparison.Ordinal) == true;

    /// <summary>Returns the URL that a user agent opens to log out; null if this is not a logout or no URL is needed.</summary>
    private static string? Location(FakeCall call, JsonObject body) =>
        call.Request.Operation == FakeOperation.Logout && (string?)body["logouts"]?[call.Route.Mvpd]?["url"] is { } url
            ? $"{call.Request.Scheme}://{call.Request.Authority}{url}"
            : null;

    private static void AddUnknown(JsonNode? node, bool isMap = false)
    {
        switch (node)
        {
            case JsonArray items:
                foreach (var item in items)
                {
                    AddUnknown(item);
                }

                break;
            case JsonObject members:
                foreach (var (name, value) in members.ToArray())
                {
                    // The MVPD defines the value of an attribute, so it is not part of the protocol.
                    if (isMap || name != "value")
                    {
                        AddUnknown(value, Maps.Contains(name) && !isMap);
                    }
                }

                if (!isMap)
                {
                    members["fieldUnknown"] = new JsonObject { ["added"] = "later" };
                }

                break;
        }
    }
}
