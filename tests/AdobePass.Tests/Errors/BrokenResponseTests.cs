using System.Net;
using System.Text;
using AdobePass.Testing;

namespace AdobePass.Tests.Errors;

public sealed class BrokenResponseTests
{
    private const string Marker = "marker7F";

    public static TheoryData<string, string, string> Unreadable => new()
    {
        { "empty", "", "application/json" },
        { "html", $"<html><body>{Marker}</body></html>", "text/html" },
        { "text", Marker, "application/json" },
        { "cut in the middle", "{\"profiles\":{\"" + Marker, "application/json" },
        { "two values", "{\"profiles\":{}} {\"" + Marker + "\":1}", "application/json" },
        { "deep", "{\"x\":" + new string('[', 2000) + new string(']', 2000) + ",\"profiles\":{}}", "application/json" },
        { "blank", "   ", "application/json" },
        { "comment", "/* " + Marker + " */ {}", "application/json" },
    };

    /// <summary>Responses whose root cannot do without what is missing or mistyped.</summary>
    public static TheoryData<string, string> UnusableRoots => new()
    {
        { "{\"decisions\":{}}", "$.decisions" },
        { "{\"decisions\":null}", "$.decisions" },
        { "{}", "$.decisions" },
        { "[]", "$" },
        { "\"" + Marker + "\"", "$" },
        { "null", "$" },
        { "{\"ignored\":[[1,2],{\"decisions\":3}],\"decisions\":true}", "$.decisions" },
    };

    /// <summary>Responses with one part that cannot be read, and how many decisions are delivered.</summary>
    public static TheoryData<string, string, int> OddParts => new()
    {
        { Decision("\"authorized\":\"maybe\""), "$.decisions[0].authorized", 0 },
        { Decision("\"authorized\":[]"), "$.decisions[0].authorized", 0 },
        { Decision("\"authorized\":null"), "$.decisions[0].authorized", 0 },
        { Decision("\"other\":[1,{\"a\":2}]"), "$.decisions[0].authorized", 0 },
        { "{\"decisions\":[" + Item("\"authorized\":true") + "," + Item("\"x\":1") + "]}", "$.decisions[1].authorized", 1 },
        { Decision("\"authorized\":true,\"notAfter\":\"tomorrow\""), "$.decisions[0].notAfter", 1 },
        { Decision("\"authorized\":true,\"notAfter\":9223372036854775807"), "$.decisions[0].notAfter", 1 },
        { Decision("\"authorized\":true,\"token\":{\"notBefore\":1,\"notAfter\":2,\"serializedToken\":{}}"), "$.decisions[0].token.serializedToken", 1 },
        { Decision("\"authorized\":true,\"token\":{\"notBefore\":1,\"notAfter\":2}"), "$.decisions[0].token.serializedToken", 1 },
        { Decision("\"authorized\":true,\"token\":[]"), "$.decisions[0].token", 1 },
        { "{\"decisions\":[7]}", "$.decisions[0]", 0 },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task Success_response_without_valid_JSON_throws_response_exception(string kind, string body, string type)
    {
        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.Respond(200, body, type).On(FakeOperation.Profiles));

        var fault = await Assert.ThrowsAsync<AdobePassResponseException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.True(fault.JsonPath is null || kind == "two values", kind);
        AssertSilent(fault, "getProfiles", fault.OperationId);
        Assert.Equal(1, service.Count(FakeOperation.Profiles));
    }

    [Theory]
    [MemberData(nameof(UnusableRoots))]
    public async Task Missing_or_mistyped_required_root_member_is_reported_by_path(string body, string path)
    {
        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.Respond(200, body, "application/json").On(FakeOperation.Authorize));

        var fault = await Assert.ThrowsAsync<AdobePassResponseException>(
            () => client.AuthorizeAsync("CHAN1", "MvpdAlpha", new RestV2.DecisionsRequest { Resources = ["res-1"] }));

        Assert.Equal(path, fault.JsonPath);
        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
        AssertSilent(fault, "authorize", fault.OperationId);
    }

    [Theory]
    [MemberData(nameof(OddParts))]
    public async Task Unreadable_part_is_omitted_and_reported_by_path(string body, string path, int delivered)
    {
        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.Respond(200, body, "application/json").On(FakeOperation.Authorize));

        var response = await client.AuthorizeAsync("CHAN1", "MvpdAlpha", new RestV2.DecisionsRequest { Resources = ["res-1"] });

        Assert.Equal(delivered, response.Decisions.Count);
        var issue = Assert.Single(response.ReadIssues);
        Assert.Equal(path, issue.Path);
        Assert.DoesNotContain(Marker, issue.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Map_key_is_quoted_in_the_path()
    {
        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.Respond(200, """{"profiles":{"Mvpd A!":{"notBefore":[]}}}""", "application/json").On(FakeOperation.Profiles));

        var response = await client.GetProfilesAsync("CHAN1");

        Assert.Equal("$.profiles['Mvpd A!'].notBefore", Assert.Single(response.ReadIssues).Path);
        Assert.NotNull(response.Profiles["Mvpd A!"]);
    }

    [Fact]
    public async Task Scalars_of_convertible_types_are_read()
    {
        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.Respond(
            200,
            "\uFEFF" + """{"decisions":[{"resource":7,"serviceProvider":"s","mvpd":"m","source":"new","authorized":"true","notAfter":"1780000000000","unknown":{"a":[1]}}]}""",
            "text/plain").On(FakeOperation.Authorize));

        var answer = await client.AuthorizeAsync("CHAN1", "MvpdAlpha", new RestV2.DecisionsRequest { Resources = ["7"] });

        var decision = Assert.Single(answer.Decisions);
        Assert.Equal("7", decision.Resource);
        Assert.True(decision.Authorized);
        Assert.Equal("new", decision.Source?.Value);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_780_000_000), decision.NotAfter);
    }

    [Fact]
    public async Task Members_of_wrong_types_are_treated_as_absent()
    {
        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.WrongTypes().On(FakeOperation.Configuration));

        var response = await client.GetConfigurationAsync("CHAN1");

        Assert.NotNull(response.Requestor);
        Assert.Contains(response.ReadIssues, issue => issue.Path.StartsWith("$.requestor.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("value", "$.profiles.m.issuer", 1)]
    [InlineData("name", "$['?']", 1)]
    [InlineData("key of a map", "$.profiles['?']", 1)]
    [InlineData("lone surrogate in a value", "$.profiles.m.issuer", 1)]
    [InlineData("lone surrogate in a name", "$['?']", 1)]
    [InlineData("lone surrogate in a deep name", "$.profiles.m['?']", 1)]
    public async Task Invalid_Unicode_is_omitted_and_reported(string kind, string path, int profiles)
    {
        byte[] body = kind switch
        {
            "value" => [.. """{"profiles":{"m":{"issuer":"""u8, .. "\"\xFF\xFE\""u8.ToArray().Select(static b => b), .. """}}}"""u8],
            "name" => [.. "{\"x"u8, 0xFF, .. "\":[],\"profiles\":{\"m\":{}}}"u8],
            "key of a map" => [.. "{\"profiles\":{\"a"u8, 0xC3, .. "\":{},\"m\":{}}}"u8],
            "lone surrogate in a value" => Encoding.UTF8.GetBytes("""{"profiles":{"m":{"issuer":"\ud800"}}}"""),
            "lone surrogate in a deep name" => Encoding.UTF8.GetBytes("""{"profiles":{"m":{"\ud800":{"a":[1]},"issuer":"i"}}}"""),
            _ => Encoding.UTF8.GetBytes("""{"\ud800\ud800":1,"profiles":{"m":{}}}"""),
        };
        if (kind == "value")
        {
            body = [.. "{\"profiles\":{\"m\":{\"issuer\":\""u8, 0xFF, 0xFE, .. "\"}}}"u8];
        }

        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.Respond(new FakeResponse { Status = 200, ContentType = "application/json", Body = body }).On(FakeOperation.Profiles));

        var response = await client.GetProfilesAsync("CHAN1");

        Assert.Equal(profiles, response.Profiles.Count);
        Assert.Equal(path, Assert.Single(response.ReadIssues).Path);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("value")]
    [InlineData("lone surrogate")]
    public async Task Error_response_with_invalid_Unicode_throws_API_exception(string kind)
    {
        byte[] body = kind switch
        {
            "name" => [.. "{\"a"u8, 0xFF, .. "\":1}"u8],
            "value" => [.. "{\"code\":\""u8, 0xFF, .. "\"}"u8],
            _ => Encoding.UTF8.GetBytes("""{"\ud800":1,"code":"x"}"""),
        };
        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.Respond(new FakeResponse { Status = 400, ContentType = "application/json", Body = body }).On(FakeOperation.Profiles));

        var fault = await Assert.ThrowsAsync<AdobePassApiException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal(HttpStatusCode.BadRequest, fault.StatusCode);
        Assert.Equal("getProfiles", fault.OperationId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_larger_than_MaxResponseBytes_throws_response_exception(bool loopback)
    {
        await using var service = new Service();
        var client = await service.ClientAsync(loopback, options => options.MaxResponseBytes = 4096);
        service.Fake.InjectFault(FakeFault.HugeBody(4096).On(FakeOperation.Profiles));
        await client.GetProfilesAsync("CHAN1");
        service.Fake.InjectFault(FakeFault.HugeBody(4097).On(FakeOperation.Profiles));
        service.Fake.InjectFault(FakeFault.HugeBody(1L << 40).On(FakeOperation.Profiles));

        for (var i = 0; i < 2; i++)
        {
            var fault = await Assert.ThrowsAsync<AdobePassResponseException>(() => client.GetProfilesAsync("CHAN1"));
            Assert.Contains("MaxResponseBytes", fault.Message, StringComparison.Ordinal);
            Assert.Equal("getProfiles", fault.OperationId);
        }

        await client.GetProfilesAsync("CHAN1");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Response_that_cannot_be_decompressed_throws_typed_exception(string encoding)
    {
        await using var service = new Service();
        var client = await service.LoopbackClientAsync();
        service.Fake.InjectFault(FakeFault.Respond(FakeResponse.Text(200, Marker + new string('x', 500), "application/json") with
        {
            Headers = [new("Content-Encoding", encoding)],
        }).On(FakeOperation.Profiles));

        var fault = await Assert.ThrowsAnyAsync<AdobePassException>(() => client.GetProfilesAsync("CHAN1"));

        AssertSilent(fault, "getProfiles", fault is AdobePassResponseException response ? response.OperationId : ((AdobePassConnectionException)fault).OperationId);
    }

    internal static void AssertSilent(Exception fault, string expectedOperation, string operation)
    {
        Assert.Equal(expectedOperation, operation);
        Assert.StartsWith(expectedOperation + ":", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Marker, fault.ToString(), StringComparison.Ordinal);
    }

    private static string Item(string members) =>
        "{\"resource\":\"" + Marker + "\",\"serviceProvider\":\"s\",\"mvpd\":\"m\",\"source\":\"mvpd\"," + members + "}";

    private static string Decision(string members) => "{\"decisions\":[" + Item(members) + "]}";
}
