using System.Globalization;
using System.Text.Json.Nodes;
using AdobePass.Testing.State;

namespace AdobePass.Testing.Checks;

/// <summary>
/// Represents the content of <c>AP-Partner-Framework-Status</c>: the MVPD of its provider id, and the documented error code if it is not
/// valid.
/// </summary>
internal sealed record PartnerStatus(FakeMvpd? Mvpd, string? ErrorCode)
{
    /// <summary>Reads the header. An absent or unreadable header counts as "access status not present".</summary>
    /// <param name="header">The header value, or null.</param>
    /// <param name="serviceProvider">The service provider of the request.</param>
    /// <param name="state">The state. The caller holds its gate.</param>
    /// <param name="now">The current time.</param>
    /// <param name="expected">The MVPD that the provider id must map to, or null for any.</param>
    public static PartnerStatus Read(string? header, string serviceProvider, FakeState state, DateTimeOffset now, string? expected = null)
    {
        var payload = header is null || Base64String.Decode(header) is not { } text ? null : JsonParser.ParseObject(text);
        var access = JsonParser.Text((payload?["frameworkPermissionInfo"] as JsonObject)?["accessStatus"]);
        var provider = payload?["frameworkProviderInfo"] as JsonObject;
        var id = JsonParser.Text(provider?["id"]);
        var mvpd = id is null ? null : state.Mvpds.Values.FirstOrDefault(candidate =>
            candidate.PlatformMappingId == id && candidate.IsIntegratedWith(serviceProvider));
        var errorCode = access switch
        {
            null or "" => "invalid_header_pfs_permission_access_not_present",
            "notDetermined" => "invalid_header_pfs_permission_access_not_determined",
            not "granted" => "invalid_header_pfs_permission_access_not_granted",
            _ when mvpd is null => "invalid_header_pfs_provider_id_not_determined",
            _ when expected is not null && mvpd.Id != expected => "invalid_header_pfs_provider_id_mismatch",
            _ when !IsInFuture(provider!["expirationDate"], now) => "invalid_header_pfs_provider_info_expired",
            _ => null,
        };
        return new(mvpd, errorCode);
    }

    /// <summary>The date is a string of digits, in milliseconds since the Unix epoch. Any other value is not in the future.</summary>
    private static bool IsInFuture(JsonNode? node, DateTimeOffset now) =>
        long.TryParse(JsonParser.Text(node), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds > now.ToUnixTimeMilliseconds();
}
