using System.Text;
using System.Text.Json.Nodes;

namespace AdobePass.Testing.Tests;

/// <summary>The matrix of the reference tables, written down a second time: R required, o optional, blank not listed.</summary>
public sealed class HeaderMatrixTests
{
    private static readonly string[] Names =
    [
        "Authorization", "AP-Device-Identifier", "X-Device-Info", "X-Forwarded-For", "Adobe-Subject-Token",
        "X-Roku-Reserved-Roku-Connect-Token", "AD-Service-Token", "AP-Partner-Framework-Status", "AP-TempPass-Identity",
        "AP-Visitor-Identifier",
    ];

    // Columns: the headers. X-Forwarded-For on the two DCR operations comes from the throttling page, and AP-Visitor-Identifier on the
    // configuration from the page on the Experience Cloud ID.
    private static readonly (FakeOperation Operation, string Marks)[] Table =
    [
        (FakeOperation.Register, "  Ro      "),
        (FakeOperation.Token, "  Ro      "),
        (FakeOperation.Configuration, "Rooo     o"),
        (FakeOperation.CreateSession, "RRRoooo  o"),
        (FakeOperation.ResumeSession, "R  o     o"),
        (FakeOperation.ReadSession, "R  o     o"),
        (FakeOperation.Authenticate, "          "),
        (FakeOperation.Profiles, "RRRooooo o"),
        (FakeOperation.ProfileByMvpd, "RRRooooooo"),
        (FakeOperation.ProfileByCode, "R  o    oo"),
        (FakeOperation.Preauthorize, "RRRooooo o"),
        (FakeOperation.Authorize, "RRRooooooo"),
        (FakeOperation.Logout, "RRRoooo  o"),
        (FakeOperation.CreatePartnerSession, "RRRo   o o"),
        (FakeOperation.CreatePartnerProfile, "RRRo   o o"),
    ];

    public static TheoryData<FakeOperation, string, char> Cells()
    {
        var cells = new TheoryData<FakeOperation, string, char>();
        foreach (var (operation, marks) in Table)
        {
            for (var i = 0; i < Names.Length; i++)
            {
                cells.Add(operation, Names[i], marks[i]);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Every_cell_of_the_header_matrix_is_enforced(FakeOperation operation, string header, char mark)
    {
        foreach (var strictness in new[] { FakeStrictness.Strict, FakeStrictness.Lenient })
        {
            await using var fake = Device.NewFake(options => options.Strictness = strictness);
            var device = await Device.ReadyAsync(fake);
            var code = (await device.CreateSessionAsync()).Code!;
            var strict = strictness == FakeStrictness.Strict;
            var headers = Required(operation).Where(name => name != header).ToList();
            if (mark == 'R')
            {
                var answer = await Send(device, operation, code, headers);
                var tolerated = !strict && header == "X-Device-Info";
                AssertPassed(tolerated, answer, fake, operation, $"header {header} is missing");
            }
            else
            {
                var answer = await Send(device, operation, code, [.. headers, header]);
                var tolerated = mark == 'o' || (!strict && !(header == "Authorization"
                    && operation is FakeOperation.Register or FakeOperation.Token));
                AssertPassed(tolerated, answer, fake, operation, $"header {header} is ");
            }
        }
    }

    [Theory]
    [InlineData("AP-Session-Identifier")]
    [InlineData("AD-Something")]
    [InlineData("Adobe-Something")]
    [InlineData("ap-sdk-identifier")]
    public async Task Other_product_headers_are_rejected_by_the_strict_fake_only(string name)
    {
        await using var strict = Device.NewFake();
        var device = await Device.ReadyAsync(strict);
        Assert.Equal(400, (await device.ProfileAsync("MvpdAlpha", (name, "x"))).Status);
        Assert.Equal(200, (await device.ProfileAsync("MvpdAlpha", ("X-Correlation-Id", "x"), ("Accept-Language", "en"))).Status);
        await using var lenient = Device.NewFake(options => options.Strictness = FakeStrictness.Lenient);
        Assert.Equal(200, (await (await Device.ReadyAsync(lenient)).ProfileAsync("MvpdAlpha", (name, "x"))).Status);
        Assert.Empty(lenient.Rejections);
    }

    [Fact]
    public async Task Second_Roku_header_is_accepted_where_the_first_is()
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake);
        Assert.Equal(200, (await device.ProfileAsync("MvpdAlpha", ("X-Roku-Reserved-Other", "x"))).Status);
        Assert.Equal(400, (await device.BareAsync("GET", "/api/v2/CHAN1/configuration", null, ("X-Roku-Reserved-Other", "x"))).Status);
    }

    [Theory]
    [InlineData("fingerprint")]
    [InlineData("ZGV2aWNl")]
    [InlineData("fingerprint  ZGV2aWNl")]
    [InlineData("Fingerprint ZGV2aWNl")]
    [InlineData("fingerprint not-base64!")]
    [InlineData("device ZGV2aWNl")]
    public async Task Invalid_device_identifiers_are_rejected(string value)
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake);
        var answer = await device.BareAsync(
            "GET", "/api/v2/CHAN1/profiles", null, ("AP-Device-Identifier", value), ("X-Device-Info", Device.DeviceInfo));
        Assert.Equal(400, answer.Status);
        Assert.Equal("invalid_header_device_identifier", answer.Code);
        Assert.Contains("See Adobe's page \"REST API V2: Header AP-Device-Identifier\".", Assert.Single(fake.Rejections), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%%%", false, false)]
    [InlineData("[]", true, true)]
    [InlineData("{", true, true)]
    [InlineData("BoxOne/1.4", true, true)]
    [InlineData("{\"model\":\"m\",\"version\":\"1\",\"osName\":\"Linux\",\"osVersion\":\"6\"}", true, true)]
    [InlineData("{\"model\":\"\",\"version\":\"1\",\"osName\":\"Linux\",\"osVersion\":\"6\",\"connectionType\":\"LAN\"}", true, true)]
    [InlineData("{\"model\":\"m\",\"version\":\"1\",\"osName\":\"Tizen\",\"osVersion\":\"6\",\"connectionType\":\"LAN\"}", true, true)]
    [InlineData("{\"model\":\"m\",\"version\":\"1\",\"osName\":\"iOS\",\"osVersion\":\"6\",\"connectionType\":\"LAN\",\"type\":\"TV\"}", true, true)]
    public async Task Device_information_is_checked(string payload, bool encode, bool lenientAccepts)
    {
        var value = encode ? Device.Base64(payload) : payload;
        foreach (var strictness in new[] { FakeStrictness.Strict, FakeStrictness.Lenient })
        {
            await using var fake = Device.NewFake(options => options.Strictness = strictness);
            var device = await Device.ReadyAsync(fake);
            var accepted = lenientAccepts && strictness == FakeStrictness.Lenient;
            var answer = await device.BareAsync(
                "GET", "/api/v2/CHAN1/profiles", null, ("AP-Device-Identifier", "fingerprint ZA=="), ("X-Device-Info", value));
            Assert.Equal(accepted ? 200 : 400, answer.Status);
            Assert.Equal(accepted ? null : "invalid_header_device_info", answer.Code);
            var register = await device.SendAsync(
                "POST",
                "/o/client/register",
                Device.Json(new JsonObject { ["software_statement"] = fake.CreateSoftwareStatement() }),
                ("X-Device-Info", value));
            Assert.Equal(accepted ? 201 : 400, register.Status);
        }
    }

    [Fact]
    public async Task Strict_fake_accepts_a_Samsung_TV_as_Linux_of_the_family_Tizen()
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake);
        var information = new DeviceInformation
        {
            Model = "QE55",
            Version = "2024",
            OsName = OsName.Linux,
            OsFamily = OsFamily.Tizen,
            OsVersion = "8.0",
            ConnectionType = "WiFi",
        };
        var answer = await device.BareAsync(
            "GET",
            "/api/v2/CHAN1/profiles",
            null,
            ("AP-Device-Identifier", "fingerprint ZA=="),
            ("X-Device-Info", information.ToHeaderValue()));
        Assert.Equal(200, answer.Status);
        Assert.Empty(fake.Rejections);
    }

    [Theory]
    [InlineData(FakeOperation.Token, "application/json")]
    [InlineData(FakeOperation.CreateSession, "text/plain")]
    [InlineData(FakeOperation.CreateSession, "application/x-www-form-urlencoded; charset=iso-8859-1")]
    [InlineData(FakeOperation.Authorize, "text/json")]
    [InlineData(FakeOperation.Authorize, null)]
    public async Task Wrong_content_types_are_rejected_by_the_strict_fake_only(FakeOperation operation, string? contentType)
    {
        foreach (var strictness in new[] { FakeStrictness.Strict, FakeStrictness.Lenient })
        {
            await using var fake = Device.NewFake(options => options.Strictness = strictness);
            var device = await Device.ReadyAsync(fake);
            var (method, path, content) = Target(device, operation, "AAAAAAA");
            content!.Headers.Remove("Content-Type");
            if (contentType is not null)
            {
                content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            }

            var answer = await device.SendAsync(method, path, content, [.. Required(operation).Select(name => (name, Value(device, name)))]);
            Assert.Equal(strictness == FakeStrictness.Strict, answer.Status == 400);
        }
    }

    [Fact]
    public async Task Undefined_parameters_repeated_headers_and_unsupported_Accept_are_rejected()
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake);
        Assert.Equal(400, (await device.CallAsync("GET", "/api/v2/CHAN1/profiles?x=1")).Status);
        Assert.Equal(200, (await device.BareAsync("GET", "/api/v2/CHAN1/configuration?profile=x")).Status);
        Assert.Equal(400, (await device.CallAsync("POST", "/api/v2/CHAN1/sessions", Device.Form(("device", "x")))).Status);
        Assert.Equal(400, (await device.CallAsync("GET", "/api/v2/CHAN1/profiles", null, ("X-Device-Info", Device.DeviceInfo))).Status);
        Assert.Equal(400, (await device.CallAsync("GET", "/api/v2/CHAN1/profiles", null, ("Accept", "text/html"))).Status);
        Assert.Equal(200, (await device.CallAsync("GET", "/api/v2/CHAN1/profiles", null, ("Accept", "application/json;charset=utf-8"))).Status);
        Assert.Equal(400, (await device.CallAsync("GET", "/api/v2/CHAN1/profiles", null, ("X-Forwarded-For", "unknown"))).Status);
        Assert.Equal(5, fake.Rejections.Count);
        Assert.All(fake.Rejections, report => Assert.StartsWith("operation ", report, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rejection_is_reported_in_the_reason_phrase_of_both_transports()
    {
        await using var fake = Device.NewFake();
        foreach (var address in new[] { null, await fake.StartAsync() })
        {
            var device = await Device.ReadyAsync(fake, baseAddress: address);
            var answer = await device.BareAsync("GET", "/api/v2/CHAN1/profiles");
            Assert.Equal(
                "operation Profiles: header AP-Device-Identifier is missing. "
                + "See Adobe's page \"REST API V2: Header AP-Device-Identifier\".",
                answer.Message.ReasonPhrase);
        }
    }

    [Theory]
    [InlineData("Basic abc")]
    [InlineData("Bearer")]
    [InlineData("Bearer a b")]
    public async Task Malformed_authorization_returns_401(string value)
    {
        await using var fake = Device.NewFake();
        var device = new Device(fake);
        Assert.Equal(401, (await device.SendAsync("GET", "/api/v2/CHAN1/configuration", null, ("Authorization", value))).Status);
        Assert.Single(fake.Rejections);
    }

    private static void AssertPassed(bool passed, Answer answer, FakeAdobePass fake, FakeOperation operation, string report)
    {
        if (passed)
        {
            Assert.Contains(answer.Status, new[] { 200, 201, 302 });
            Assert.Empty(fake.Rejections);
            return;
        }

        Assert.Contains(answer.Status, new[] { 400, 401 });
        Assert.StartsWith($"operation {operation}: {report}", Assert.Single(fake.Rejections), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Required(FakeOperation operation)
    {
        var marks = Table.Single(row => row.Operation == operation).Marks;
        var required = Names.Where((_, i) => marks[i] == 'R').ToList();
        if (operation == FakeOperation.CreatePartnerProfile)
        {
            required.Add("AP-Partner-Framework-Status"); // optional in the table, but the profile needs it
        }

        return required;
    }

    private static Task<Answer> Send(Device device, FakeOperation operation, string code, List<string> headers)
    {
        var (method, path, content) = Target(device, operation, code);
        if (operation == FakeOperation.CreatePartnerProfile && !headers.Contains("AP-Partner-Framework-Status"))
        {
            headers.Add("AP-Partner-Framework-Status");
        }

        return device.SendAsync(method, path, content, [.. headers.Select(name => (name, Value(device, name)))]);
    }

    private static string Value(Device device, string name) => name switch
    {
        "Authorization" => "Bearer " + device.Token,
        "AP-Device-Identifier" => "fingerprint " + device.Identifier,
        "X-Device-Info" => Device.DeviceInfo,
        "X-Forwarded-For" => "203.0.113.7",
        "AP-Partner-Framework-Status" => Device.PartnerStatus(),
        "AP-TempPass-Identity" => Device.Base64("{\"email\":\"hash\"}"),
        "AP-Visitor-Identifier" => "20265673158980419722735089753036633573",
        _ => device.Fake.CreateIdentityToken("viewer"),
    };

    private static (string Method, string Path, HttpContent? Content) Target(Device device, FakeOperation operation, string code)
    {
        var session = Device.Form(("mvpd", "MvpdAlpha"), ("domainName", "tv.example"), ("redirectUrl", Device.Return));
        return operation switch
        {
            FakeOperation.Register => ("POST", "/o/client/register", Device.Json(
                new JsonObject { ["software_statement"] = device.Fake.CreateSoftwareStatement() })),
            FakeOperation.Token => ("POST", "/o/client/token", Device.Form(
                ("client_id", device.ClientId!), ("client_secret", device.ClientSecret!), ("grant_type", "client_credentials"))),
            FakeOperation.Configuration => ("GET", "/api/v2/CHAN1/configuration", null),
            FakeOperation.CreateSession => ("POST", "/api/v2/CHAN1/sessions", session),
            FakeOperation.ResumeSession => ("POST", "/api/v2/CHAN1/sessions/" + code, session),
            FakeOperation.ReadSession => ("GET", "/api/v2/CHAN1/sessions/" + code, null),
            FakeOperation.Authenticate => ("GET", "/api/v2/authenticate/CHAN1/" + code, null),
            FakeOperation.Profiles => ("GET", "/api/v2/CHAN1/profiles", null),
            FakeOperation.ProfileByMvpd => ("GET", "/api/v2/CHAN1/profiles/MvpdAlpha", null),
            FakeOperation.ProfileByCode => ("GET", "/api/v2/CHAN1/profiles/code/" + code, null),
            FakeOperation.Preauthorize => ("POST", "/api/v2/CHAN1/decisions/preauthorize/MvpdAlpha", Device.Resources("res-1")),
            FakeOperation.Authorize => ("POST", "/api/v2/CHAN1/decisions/authorize/MvpdAlpha", Device.Resources("res-1")),
            FakeOperation.Logout => ("GET", "/api/v2/CHAN1/logout/MvpdAlpha?redirectUrl=https%3A%2F%2Ftv.example", null),
            FakeOperation.CreatePartnerSession => ("POST", "/api/v2/CHAN1/sessions/sso/Apple", Device.Form(
                ("domainName", "tv.example"), ("redirectUrl", Device.Return))),
            _ => ("POST", "/api/v2/CHAN1/profiles/sso/Apple", Device.Form(("SAMLResponse", device.Fake.CreatePartnerResponse()))),
        };
    }
}
