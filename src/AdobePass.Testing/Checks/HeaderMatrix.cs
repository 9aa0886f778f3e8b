namespace AdobePass.Testing.Checks;

/// <summary>Which operation takes which header: the matrix of the reference tables.</summary>
internal static class HeaderMatrix
{
    public const string Authorization = "Authorization";
    public const string ContentType = "Content-Type";
    public const string DeviceIdentifier = "AP-Device-Identifier";
    public const string DeviceInfo = "X-Device-Info";
    public const string ForwardedFor = "X-Forwarded-For";
    public const string SubjectToken = "Adobe-Subject-Token";
    public const string RokuToken = "X-Roku-Reserved-Roku-Connect-Token";
    public const string RokuPrefix = "X-Roku-Reserved-";
    public const string ServiceToken = "AD-Service-Token";
    public const string PartnerStatus = "AP-Partner-Framework-Status";
    public const string TempPassIdentity = "AP-TempPass-Identity";
    public const string Visitor = "AP-Visitor-Identifier";

    private static readonly Dictionary<FakeOperation, Row> Rows = new()
    {
        // X-Forwarded-For is no row of the two DCR tables, but the throttling page demands it from server-to-server callers.
        [FakeOperation.Register] = new("json", [DeviceInfo], [ForwardedFor]),
        [FakeOperation.Token] = new("form", [DeviceInfo], [ForwardedFor]),
        [FakeOperation.Configuration] = new(null, [Authorization], [DeviceIdentifier, DeviceInfo, ForwardedFor]),
        [FakeOperation.CreateSession] = new(
            "form", [Authorization, DeviceIdentifier, DeviceInfo], [ForwardedFor, SubjectToken, RokuToken, ServiceToken, Visitor]),
        [FakeOperation.ResumeSession] = new("form", [Authorization], [ForwardedFor, Visitor]),
        [FakeOperation.ReadSession] = new(null, [Authorization], [ForwardedFor, Visitor]),
        [FakeOperation.Authenticate] = new(null, [], []),
        [FakeOperation.Profiles] = new(
            null,
            [Authorization, DeviceIdentifier, DeviceInfo],
            [ForwardedFor, SubjectToken, RokuToken, ServiceToken, PartnerStatus, Visitor]),
        [FakeOperation.ProfileByMvpd] = new(
            null,
            [Authorization, DeviceIdentifier, DeviceInfo],
            [ForwardedFor, SubjectToken, RokuToken, ServiceToken, PartnerStatus, TempPassIdentity, Visitor]),
        [FakeOperation.ProfileByCode] = new(null, [Authorization], [ForwardedFor, TempPassIdentity, Visitor]),
        [FakeOperation.Preauthorize] = new(
            "json",
            [Authorization, DeviceIdentifier, DeviceInfo],
            [ForwardedFor, SubjectToken, RokuToken, ServiceToken, PartnerStatus, Visitor]),
        [FakeOperation.Authorize] = new(
            "json",
            [Authorization, DeviceIdentifier, DeviceInfo],
            [ForwardedFor, SubjectToken, RokuToken, ServiceToken, PartnerStatus, TempPassIdentity, Visitor]),
        [FakeOperation.Logout] = new(
            null, [Authorization, DeviceIdentifier, DeviceInfo], [ForwardedFor, SubjectToken, RokuToken, ServiceToken, Visitor]),
        [FakeOperation.CreatePartnerSession] = new(
            "form", [Authorization, DeviceIdentifier, DeviceInfo], [ForwardedFor, PartnerStatus, Visitor]),
        [FakeOperation.CreatePartnerProfile] = new(
            "form", [Authorization, DeviceIdentifier, DeviceInfo], [ForwardedFor, PartnerStatus, Visitor]),
    };

    public static Row For(FakeOperation operation) => Rows[operation];

    /// <summary>Whether a header belongs to the product, so that sending it where it is not listed is a mistake.</summary>
    public static bool IsProductHeader(string name) =>
        name.StartsWith("AP-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("AD-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Adobe-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith(RokuPrefix, StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, DeviceInfo, StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, ForwardedFor, StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, Authorization, StringComparison.OrdinalIgnoreCase);

    internal sealed record Row(string? Body, string[] Required, string[] Optional)
    {
        public bool Requires(string header) => Required.Contains(header, StringComparer.OrdinalIgnoreCase);

        public bool Lists(string header) =>
            Requires(header)
            || Optional.Contains(header, StringComparer.OrdinalIgnoreCase)
            // Roku OS adds two headers of this family by itself; only one name is published.
            || (header.StartsWith(RokuPrefix, StringComparison.OrdinalIgnoreCase) && Optional.Contains(RokuToken));
    }
}
