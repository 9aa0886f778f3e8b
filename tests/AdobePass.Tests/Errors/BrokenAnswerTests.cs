using System.Net;
using System.Text;
using AdobePass.Testing;

namespace AdobePass.Tests.Errors;

public sealed class BrokenAnswerTests
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

    public static TheoryData<string, string?> Decisions => new()
    {
        { Decision("\"authorized\":\"maybe\""), "$.decisions[0].authorized" },
        { Decision("\"authorized\":[]"), "$.decisions[0].authorized" },
        { Decision("\"authorized\":null"), "$.decisions[0].authorized" },
        { Decision("\"other\":[1,{\"a\":2}]"), "$.decisions[0].authorized" },
        { "{\"decisions\":[" + Item("\"authorized\":true") + "," + Item("\"x\":1") + "]}", "$.decisions[1].authorized" },
        { Decision("\"authorized\":true,\"notAfter\":\"tomorrow\""), "$.decisions[0].notAfter" },
        { Decision("\"authorized\":true,\"notAfter\":9223372036854775807"), "$.decisions[0].notAfter" },
        { Decision("\"authorized\":true,\"token\":{\"notBefore\":1,\"notAfter\":2,\"serializedToken\":{}}"), "$.decisions[0].token.serializedToken" },
        { Decision("\"authorized\":true,\"token\":{\"notBefore\":1,\"notAfter\":2}"), "$.decisions[0].token.serializedToken" },
        { Decision("\"authorized\":true,\"token\":[]"), "$.decisions[0].token" },
        { "{\"decisions\":[7]}", "$.decisions[0]" },
        { "{\"decisions\":{}}", "$.decisions" },
        { "{\"decisions\":null}", "$.decisions" },
        { "{}", "$.decisions" },
        { "[]", "$" },
        { "\"" + Marker + "\"", "$" },
        { "null", "$" },
        { "{\"ignored\":[[1,2],{\"decisions\":3}],\"decisions\":true}", "$.decisions" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_success_that_is_no_json_is_a_response_fault(string kind, string body, string type)
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
    [MemberData(nameof(Decisions))]
    public async Task A_member_that_is_missing_or_mistyped_is_named_by_its_path(string body, string? path)
    {
        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.Respond(200, body, "application/json").On(FakeOperation.Authorize));

        var fault = await Assert.ThrowsAsync<AdobePassResponseException>(
            () => client.AuthorizeAsync("CHAN1", "MvpdAlpha", new RestV2.DecisionsRequest { Resources = ["res-1"] }));

        Assert.Equal(path, fault.JsonPath);
        Assert.Contains(path!, fault.Message, StringComparison.Ordinal);
        AssertSilent(fault, "authorize", fault.OperationId);
    }

    [Fact]
    public async Task A_key_of_a_map_is_quoted_in_the_path()
    {
        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.Respond(200, """{"profiles":{"Mvpd A!":{"notBefore":[]}}}""", "application/json").On(FakeOperation.Profiles));

        var fault = await Assert.ThrowsAsync<AdobePassResponseException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal("$.profiles['Mvpd A!'].notBefore", fault.JsonPath);
    }

    [Fact]
    public async Task Scalars_of_another_type_with_the_same_meaning_are_read()
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
        Assert.Equal("new", decision.Source.Value);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_780_000_000), decision.NotAfter);
    }

    [Fact]
    public async Task An_answer_with_arrays_for_objects_is_a_response_fault()
    {
        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.WrongTypes().On(FakeOperation.Configuration));

        var fault = await Assert.ThrowsAsync<AdobePassResponseException>(() => client.GetConfigurationAsync("CHAN1"));

        Assert.StartsWith("$.requestor.", fault.JsonPath, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("value", null)]
    [InlineData("name", null)]
    [InlineData("name before a fault", "$.profiles")]
    [InlineData("key of a map", null)]
    [InlineData("lone surrogate in a value", null)]
    [InlineData("lone surrogate in a name", null)]
    public async Task Text_that_is_no_unicode_is_a_response_fault_or_is_skipped(string kind, string? path)
    {
        byte[] body = kind switch
        {
            "value" => [.. """{"profiles":{"m":{"issuer":"""u8, .. "\"\xFF\xFE\""u8.ToArray().Select(static b => b), .. """}}}"""u8],
            "name" => [.. "{\""u8, 0xFF, .. "\":[],\"profiles\":1}"u8],
            "name before a fault" => [.. "{\"x"u8, 0xFF, 0xFE, .. "\":1,\"profiles\":1}"u8],
            "key of a map" => [.. "{\"profiles\":{\"a"u8, 0xC3, .. "\":{}}}"u8],
            "lone surrogate in a value" => Encoding.UTF8.GetBytes("""{"profiles":{"m":{"issuer":"\ud800"}}}"""),
            _ => Encoding.UTF8.GetBytes("""{"\ud800\ud800":1,"profiles":1}"""),
        };
        if (kind == "value")
        {
            body = [.. "{\"profiles\":{\"m\":{\"issuer\":\""u8, 0xFF, 0xFE, .. "\"}}}"u8];
        }

        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.Respond(new FakeResponse { Status = 200, ContentType = "application/json", Body = body }).On(FakeOperation.Profiles));

        var fault = await Assert.ThrowsAsync<AdobePassResponseException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal("getProfiles", fault.OperationId);
        if (path is not null)
        {
            Assert.Equal(path, fault.JsonPath);
        }
    }

    [Theory]
    [InlineData("name")]
    [InlineData("value")]
    [InlineData("lone surrogate")]
    public async Task An_error_answer_that_is_no_unicode_is_an_api_fault(string kind)
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
    public async Task An_answer_larger_than_the_option_allows_is_a_response_fault(bool loopback)
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
    public async Task An_answer_that_cannot_be_decompressed_is_a_typed_fault(string encoding)
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
