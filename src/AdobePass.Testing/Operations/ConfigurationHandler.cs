using System.Text.Json.Nodes;
using AdobePass.Testing.Checks;
using AdobePass.Testing.State;

namespace AdobePass.Testing.Operations;

/// <summary>Returns the MVPDs that a user can select.</summary>
internal static class ConfigurationHandler
{
    public static FakeResponse Read(FakeCall call, FakeState state)
    {
        var mvpds = new JsonArray();
        foreach (var mvpd in state.Mvpds.Values.Where(mvpd => mvpd.IsIntegratedWith(call.ServiceProvider)))
        {
            mvpds.Add((JsonNode)Entry(mvpd));
        }

        return FakeResponse.Json(200, new JsonObject
        {
            ["device"] = "unknown",
            ["clientType"] = "html5",
            ["os"] = "Unknown",
            ["requestor"] = new JsonObject
            {
                ["id"] = call.ServiceProvider,
                ["name"] = state.ServiceProviders[call.ServiceProvider],
                ["domains"] = new JsonArray(new JsonObject { ["name"] = "tv.example", ["mvpdInitiated"] = false }),
                ["mvpds"] = mvpds,
            },
        });
    }

    private static JsonObject Entry(FakeMvpd mvpd)
    {
        var entry = new JsonObject
        {
            ["id"] = mvpd.Id,
            ["displayName"] = mvpd.DisplayName ?? mvpd.Id,
            ["logoUrl"] = mvpd.LogoUrl ?? $"https://img.example/{Uri.EscapeDataString(mvpd.Id)}.png",
        };

        // As in the samples, optional members are omitted instead of sent as false.
        Add("isTempPass", mvpd.TempPass is not null ? true : null);
        Add("isProxy", mvpd.IsProxy ? true : null);
        Add("boardingStatus", mvpd.BoardingStatus);
        Add("platformMappingId", mvpd.PlatformMappingId);
        Add("enablePlatformServices", mvpd.EnablePlatformServices ? true : null);
        Add("displayInPlatformPicker", mvpd.DisplayInPlatformPicker);
        Add("enforcePlatformPermissions", mvpd.EnforcePlatformPermissions);
        return entry;

        void Add(string name, JsonNode? value)
        {
            if (value is not null)
            {
                entry[name] = value;
            }
        }
    }
}
