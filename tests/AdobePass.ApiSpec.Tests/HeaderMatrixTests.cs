namespace AdobePass.ApiSpec.Tests;

public class HeaderMatrixTests
{
    private static readonly string[] Operations =
    [
        "registerClient", "requestAccessToken",
        "getConfiguration", "createSession", "resumeSession", "getSession", "startAuthentication",
        "getProfiles", "getProfileForMvpd", "getProfileForCode", "preauthorize", "authorize",
        "logout", "createPartnerSession", "createPartnerProfile",
    ];

    // One column for each operation above: R required, o optional, - not declared.
    private static readonly (string Header, string Presence)[] Matrix =
    [
        ("AP-Device-Identifier", "-- oR---RR-RRRRR"),
        ("X-Device-Info", "RR oR---RR-RRRRR"),
        ("X-Forwarded-For", "oo oooo-oooooooo"),
        ("Adobe-Subject-Token", "-- -o---oo-ooo--"),
        ("X-Roku-Reserved-Roku-Connect-Token", "-- -o---oo-ooo--"),
        ("AD-Service-Token", "-- -o---oo-ooo--"),
        ("AP-Partner-Framework-Status", "-- -----oo-oo-RR"),
        ("AP-TempPass-Identity", "-- ------oo-o---"),
        ("AP-Visitor-Identifier", "-- oooo-oooooooo"),
        ("User-Agent", "oo ooooooooooooo"),
        ("Accept", "-- -------------"),
        ("Content-Type", "-- -------------"),
        ("Authorization", "-- -------------"),
    ];

    public static TheoryData<string, string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (var (header, presence) in Matrix)
            {
                var columns = presence.Replace(" ", string.Empty, StringComparison.Ordinal);
                Assert.Equal(Operations.Length, columns.Length);
                for (var index = 0; index < columns.Length; index++)
                {
                    rows.Add(header, Operations[index], columns[index] switch { 'R' => "required", 'o' => "optional", _ => "undefined" });
                }
            }

            return rows;
        }
    }

    public static TheoryData<string> OperationIds => [.. Operations];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Header_presence_matches_the_matrix(string header, string operation, string presence)
    {
        var declared = Spec.Operation(operation).Parameters
            .Where(parameter => parameter["in"]!.GetValue<string>() == "header"
                && string.Equals(parameter["name"]!.GetValue<string>(), header, StringComparison.OrdinalIgnoreCase))
            .ToList();

        if (presence == "undefined")
        {
            Assert.Empty(declared);
            return;
        }

        var parameter = Assert.Single(declared);
        Assert.Equal(header, parameter["name"]!.GetValue<string>());
        Assert.Equal(presence == "required", parameter["required"]!.GetValue<bool>());
    }

    [Theory]
    [MemberData(nameof(OperationIds))]
    public void Operations_declare_no_header_outside_the_matrix(string operation)
    {
        var known = Matrix.Select(row => row.Header).ToHashSet(StringComparer.Ordinal);

        foreach (var parameter in Spec.Operation(operation).Parameters.Where(parameter => parameter["in"]!.GetValue<string>() == "header"))
        {
            Assert.Contains(parameter["name"]!.GetValue<string>(), known);
        }
    }
}
