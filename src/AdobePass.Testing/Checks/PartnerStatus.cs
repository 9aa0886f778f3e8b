using System.Globalization;
using System.Text.Json.Nodes;
using AdobePass.Testing.State;

namespace AdobePass.Testing.Checks;

/// <summary>What <c>AP-Partner-Framework-Status</c> says: the MVPD it maps to and the documented code of what is wrong, if anything.</summary>
internal sealed record PartnerStatus(FakeMvpd? Mvpd, string? Fault)
{
    /// <summary>Reads the header. An absent or unreadable one counts as "access status not present".</summary>
    /// <param name="header">The header value, or null.</param>
    /// <param name="serviceProvider">The service provider of the request.</param>
    /// <param name="state">The state; its gate is held.</param>
    /// <param name="now">The current time.</param>
    /// <param name="expected">The MVPD the provider id must map to, or null for any.</param>
    public static PartnerStatus Read(string? header, string serviceProvider, FakeState state, DateTimeOffset now, string? expected = null)
    {
        var payload = header is null || Base64String.Decode(header) is not { } text ? null : JsonParser.ParseObject(text);
        var access = JsonParser.Text((payload?["frameworkPermissionInfo"] as JsonObject)?["accessStatus"]);
        var provider = payload?["frameworkProviderInfo"] as JsonObject;
        var id = JsonParser.Text(provider?["id"]);
        var mvpd = id is null ? null : state.Mvpds.Values.FirstOrDefault(candidate =>
            candidate.PlatformMappingId == id && candidate.IsIntegratedWith(serviceProvider));
        var fault = access switch
        {
            null or "" => "invalid_header_pfs_permission_access_not_present",
            "notDetermined" => "invalid_header_pfs_permission_access_not_determined",
            not "granted" => "invalid_header_pfs_permission_access_not_granted",
            _ when mvpd is null => "invalid_header_pfs_provider_id_not_determined",
            _ when expected is not null && mvpd.Id != expected => "invalid_header_pfs_provider_id_mismatch",
            _ when !IsInFuture(provider!["expirationDate"], now) => "invalid_header_pfs_provider_info_expired",
            _ => null,
        };
        return new(mvpd, fault);
    }

    /// <summary>The date is epoch milliseconds as a string of digits; anything else cannot be in the future.</summary>
    private static bool IsInFuture(JsonNode? node, DateTimeOffset now) =>
        long.TryParse(JsonParser.Text(node), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds > now.ToUnixTimeMilliseconds();
}
