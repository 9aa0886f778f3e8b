using AdobePass.Testing.Catalog;

namespace AdobePass.Testing.Checks;

/// <summary>Maps each operation to the headers that it lists.</summary>
internal static class HeaderMatrix
{
    public const string Authorization = "Authorization";
    public const string ContentType = "Content-Type";
    public const string DeviceIdentifier = "AP-Device-Identifier";
    public const string DeviceInfo = "X-Device-Info";
    public const string ForwardedFor = "X-Forwarded-For";
    public const string SubjectToken = "Adobe-Subject-Token";
    public const string RokuToken = "X-Roku-Reserved-Roku-Connect-Token";
    public const string ServiceToken = "AD-Service-Token";
    public const string PartnerStatus = "AP-Partner-Framework-Status";
    public const string TempPassIdentity = "AP-TempPass-Identity";

    // The operation of the spec that each operation of the fake implements.
    private static readonly Dictionary<FakeOperation, OperationRow> Rows = new()
    {
        [FakeOperation.Register] = OperationTable.Rows["registerClient"],
        [FakeOperation.Token] = OperationTable.Rows["requestAccessToken"],
        [FakeOperation.Configuration] = OperationTable.Rows["getConfiguration"],
        [FakeOperation.CreateSession] = OperationTable.Rows["createSession"],
        [FakeOperation.ResumeSession] = OperationTable.Rows["resumeSession"],
        [FakeOperation.ReadSession] = OperationTable.Rows["getSession"],
        [FakeOperation.Authenticate] = OperationTable.Rows["startAuthentication"],
        [FakeOperation.Profiles] = OperationTable.Rows["getProfiles"],
        [FakeOperation.ProfileByMvpd] = OperationTable.Rows["getProfileForMvpd"],
        [FakeOperation.ProfileByCode] = OperationTable.Rows["getProfileForCode"],
        [FakeOperation.Preauthorize] = OperationTable.Rows["preauthorize"],
        [FakeOperation.Authorize] = OperationTable.Rows["authorize"],
        [FakeOperation.Logout] = OperationTable.Rows["logout"],
        [FakeOperation.CreatePartnerSession] = OperationTable.Rows["createPartnerSession"],
        [FakeOperation.CreatePartnerProfile] = OperationTable.Rows["createPartnerProfile"],
    };

    public static OperationRow For(FakeOperation operation) => Rows[operation];

    /// <summary>
    /// Whether a header is defined by Adobe Pass, so that sending it to an operation that does not list it is a violation.
    /// </summary>
    public static bool IsProductHeader(string name) =>
        name.StartsWith("AP-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("AD-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Adobe-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith(OperationRow.RokuPrefix, StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, DeviceInfo, StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, ForwardedFor, StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, Authorization, StringComparison.OrdinalIgnoreCase);
}
