using AdobePass.Testing;
using AdobePass.Tests.RestV2;

namespace AdobePass.Tests.Field;

/// <summary>One odd item of a response never costs the good ones beside it.</summary>
public sealed class NonstandardResponseTests
{
    private static readonly DecisionsRequest Request = new() { Resources = ["a", "b"] };

    [Theory]
    [InlineData("""{"resource":"b","authorized":false,"error":{"message":{"en":"No."},"status":"403 Forbidden","code":"c"}}""", 2)]
    [InlineData("""{"resource":"b","authorized":true,"token":{"notAfter":2,"serializedToken":"t"}}""", 0)]
    [InlineData("""{"resource":"b","authorized":true}""", 0)]
    [InlineData("""{"resource":"b","authorized":true,"source":{"x":1},"notAfter":9223372036854775807}""", 2)]
    [InlineData("""{"resource":"b","authorized":true,"token":{"notAfter":2}}""", 1)]
    public async Task Readable_members_of_an_incomplete_decision_are_returned(string odd, int issues)
    {
        await using var service = new Service();
        service.Fake.InjectFault(Respond("{\"decisions\":[" + odd + """,{"resource":"a","authorized":true,"source":"mvpd"}]}""").On(FakeOperation.Authorize));

        var response = await service.Client().AuthorizeAsync("CHAN1", "MvpdAlpha", Request);

        Assert.Equal(["b", "a"], response.Decisions.Select(each => each.Resource));
        Assert.Equal("mvpd", response.Decisions[1].Source?.Value);
        Assert.Equal(issues, response.ReadIssues.Count);
    }

    [Fact]
    public async Task Readable_members_of_a_malformed_decision_error_are_returned()
    {
        await using var service = new Service();
        service.Fake.InjectFault(
            Respond("""{"decisions":[{"resource":"b","authorized":false,"error":{"message":{"en":"No."},"status":"403 Forbidden","code":"c"}}]}""")
                .On(FakeOperation.Authorize));

        var response = await service.Client().AuthorizeAsync("CHAN1", "MvpdAlpha", Request);

        Assert.Equal("c", response.Decisions[0].Error?.Code?.Value);
        Assert.Equal(["$.decisions[0].error.message", "$.decisions[0].error.status"], response.ReadIssues.Select(each => each.Path));
        Assert.Equal("expected a 64-bit integer, found a string", response.ReadIssues[1].Message);
    }

    [Theory]
    [InlineData("""{"notAfter":1,"issuer":"b"}""")]
    [InlineData("""{"notBefore":1,"notAfter":9223372036854775807}""")]
    [InlineData("""{"attributes":[],"type":{}}""")]
    public async Task Incomplete_profile_is_returned_with_the_complete_one(string odd)
    {
        await using var service = new Service();
        service.Fake.InjectFault(Respond("{\"profiles\":{\"b\":" + odd + ""","a":{"notBefore":1,"notAfter":2,"issuer":"a"}}}""").On(FakeOperation.Profiles));

        var response = await service.Client().GetProfilesAsync("CHAN1");

        Assert.Equal(["b", "a"], response.Profiles.Keys);
        Assert.Equal("a", response.Profiles["a"].Issuer);
    }

    [Theory]
    [InlineData("""{"actionName":"authenticate","url":"https://login.example","code":"ABC"}""")]
    [InlineData("""{"actionName":"authenticate","reason":"none","url":"https://login.example","code":"ABC","notAfter":"never"}""")]
    [InlineData("""{"actionName":"authenticate","actionType":[],"reasonType":{},"url":"https://login.example","code":"ABC","sessionId":[]}""")]
    public async Task Session_without_reason_or_action_type_is_usable(string body)
    {
        await using var service = new Service();
        service.Fake.InjectFault(Respond(body).On(FakeOperation.CreateSession));

        var session = await service.Client().CreateSessionAsync("CHAN1");

        Assert.Equal((SessionActionName.Authenticate, "https://login.example", "ABC"), (session.ActionName, session.Url, session.Code));
        Assert.Null(session.ReasonType);
    }

    [Theory]
    [InlineData("""{"status":403,"message":"User not Authenticated"}""")]
    [InlineData("""{"error":{"status":403,"message":"User not Authenticated"}}""")]
    [InlineData("""{"errors":[{"status":403,"message":"User not Authenticated"}]}""")]
    [InlineData("""{"errors":["x",[],{"status":403,"message":"User not Authenticated"},{"message":"second"}],"details":{}}""")]
    [InlineData("""{"\ud800":"\udc00","details":"\udc00","status":403,"message":"User not Authenticated"}""")]
    public async Task Error_with_only_status_and_message_keeps_its_message(string body)
    {
        await using var service = new Service();
        service.Fake.InjectFault(FakeFault.Respond(403, body, "application/json").On(FakeOperation.Profiles));

        var fault = await Assert.ThrowsAsync<AdobePassApiException>(() => service.Client().GetProfilesAsync("CHAN1"));

        Assert.Equal((403, "User not Authenticated"), (fault.Error?.Status, fault.Error?.Message));
        Assert.Contains("User not Authenticated", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"requestor":{"id":"CHAN1","mvpds":[{"id":"a"},{"displayName":"no id"},{"id":"b","isTempPass":"maybe"}]}}""")]
    [InlineData("""{"id":"CHAN1","mvpds":[{"id":"a"},{"displayName":"no id"},{"id":"b","isTempPass":"maybe"}]}""")]
    [InlineData("""{"requestor":{"id":"CHAN1"},"mvpds":[{"id":"a"},7,{"id":"b","isTempPass":[]}]}""")]
    public async Task MVPDs_are_read_from_the_requestor_or_the_root(string body)
    {
        await using var service = new Service();
        service.Fake.InjectFault(Respond(body).On(FakeOperation.Configuration));

        var configuration = await service.Client().GetConfigurationAsync("CHAN1");

        Assert.Equal(["a", "b"], (configuration.Requestor?.Mvpds ?? configuration.Mvpds)!.Select(each => each.Id));
        Assert.Equal(2, configuration.ReadIssues.Count);
    }

    [Fact]
    public async Task Attribute_with_invalid_Unicode_is_omitted()
    {
        byte[] body =
        [
            .. """{"profiles":{"m":{"attributes":{"bad":{"value":["x",{"y":" """u8,
            0xFF,
            .. """ "}],"state":"plain"},"good":{"value":"ü"}}}}}"""u8,
        ];
        await using var service = new Service();
        service.Fake.InjectFault(
            FakeFault.Respond(new FakeResponse { Status = 200, ContentType = "application/json", Body = body }).On(FakeOperation.Profiles));

        var response = await service.Client().GetProfilesAsync("CHAN1");

        var attributes = response.Profiles["m"].Attributes!;
        Assert.Null(attributes["bad"].Value);
        Assert.Equal("plain", attributes["bad"].State?.Value);
        Assert.Equal("ü", attributes["good"].Value?.GetString());
        Assert.Equal("$.profiles.m.attributes.bad.value", Assert.Single(response.ReadIssues).Path);
    }

    [Fact]
    public async Task Unknown_members_of_a_decision_are_kept()
    {
        await using var service = new Service();
        service.Fake.InjectFault(
            Respond("""{"decisions":[{"resource":"a","authorized":true,"userMetadata":{"zip":"1"},"x":null}],"more":[1]}""").On(FakeOperation.Authorize));

        var response = await service.Client().AuthorizeAsync("CHAN1", "MvpdAlpha", Request);

        Assert.Equal("1", response.Decisions[0].AdditionalMembers!["userMetadata"].GetProperty("zip").GetString());
        Assert.Equal("more", Assert.Single(response.AdditionalMembers!).Key);
        Assert.Empty(response.ReadIssues);
    }

    [Fact]
    public async Task Request_secret_in_a_member_name_is_masked_in_the_path()
    {
        await using var service = new Service();
        service.Answer = (request, response) => request.Operation == FakeOperation.Profiles
            ? FakeResponse.Text(200, "{\"profiles\":{\"" + request.GetHeader("Authorization")!["Bearer ".Length..] + "\":7}}", "application/json")
            : response;

        var profiles = await service.Client().GetProfilesAsync("CHAN1");

        Assert.Equal("$.profiles['***']", Assert.Single(profiles.ReadIssues).Path);
    }

    private static FakeFault Respond(string json) => FakeFault.Respond(200, json, "application/json");
}
