using System.Net;
using AdobePass.Testing;

namespace AdobePass.Tests.Errors;

public sealed class ApiErrorTests
{
    private const string Fields =
        """{"trace":"0c","helpUrl":"https://help.example/","details":"d","message":"m","code":"new_code","status":403,"action":"retry","extra":{"a":[1]},"more":[{}],"nothing":null}""";

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Error_fields_are_read_from_flat_and_wrapped_objects(bool wrapped, bool withMark)
    {
        await using var service = new Service();
        var client = service.Client();
        var body = wrapped ? $$"""{"before":1,"error":{{Fields}},"after":[]}""" : Fields;
        service.Fake.InjectFault(FakeFault.Respond(400, (withMark ? "\uFEFF" : "") + body, "application/json").On(FakeOperation.Profiles));

        var fault = await Assert.ThrowsAsync<AdobePassApiException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal(HttpStatusCode.BadRequest, fault.StatusCode);
        Assert.Equal("getProfiles", fault.OperationId);
        Assert.Equal(ErrorAction.Retry, fault.Error!.Action);
        Assert.Equal(403, fault.Error.Status);
        Assert.Equal(new ErrorCode("new_code"), fault.Error.Code);
        Assert.Equal("m", fault.Error.Message);
        Assert.Equal("d", fault.Error.Details);
        Assert.Equal("https://help.example/", fault.Error.HelpUrl);
        Assert.Equal("0c", fault.Error.Trace);
        Assert.Contains("new_code", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Absent_error_fields_are_null_and_status_may_be_a_string()
    {
        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.Respond(500, """{"code":"x","status":"500"}""", "application/json").On(FakeOperation.Profiles));

        var error = (await Assert.ThrowsAsync<AdobePassApiException>(() => client.GetProfilesAsync("CHAN1"))).Error!;

        Assert.Equal(500, error.Status);
        Assert.Null(error.Action);
        Assert.Null(error.Message);
        Assert.Null(error.Trace);
    }

    [Theory]
    [InlineData("network_received_error", 403, "retry")]
    [InlineData("authenticated_profile_missing", 403, "authentication")]
    [InlineData("too_many_resources", 403, "configuration")]
    [InlineData("invalid_parameter_mvpd", 400, "none")]
    [InlineData("internal_server_error", 500, "none")]
    public async Task Documented_errors_throw_without_a_retry(string code, int status, string action)
    {
        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.EnhancedError(code).On(FakeOperation.Profiles));

        var fault = await Assert.ThrowsAsync<AdobePassApiException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal(status, (int)fault.StatusCode);
        Assert.Equal(status, fault.Error!.Status);
        Assert.Equal(new ErrorAction(action), fault.Error.Action);
        Assert.Equal(new ErrorCode(code), fault.Error.Code);
        Assert.Equal(1, service.Count(FakeOperation.Profiles));
        Assert.Equal(1, service.Fake.TokenRequests);
    }

    [Theory]
    [InlineData(400, "", null)]
    [InlineData(500, "", "application/json")]
    [InlineData(503, "<html>marker7F</html>", "text/html")]
    [InlineData(500, "marker7F", "application/json")]
    [InlineData(400, "[\"marker7F\"]", "application/json")]
    [InlineData(400, "{\"marker7F\":{\"code\":\"inner\"}}", "application/json")]
    [InlineData(400, "{\"code\":\"marker7F\"", "application/json")]
    [InlineData(404, "{}", "application/json")]
    [InlineData(405, "null", "application/json")]
    public async Task Error_status_without_an_error_object_throws_without_the_body_text(int status, string body, string? type)
    {
        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.Respond(status, body, type).On(FakeOperation.Profiles));

        var fault = await Assert.ThrowsAsync<AdobePassApiException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal(status, (int)fault.StatusCode);
        Assert.Null(fault.Error);
        BrokenResponseTests.AssertSilent(fault, "getProfiles", fault.OperationId);
    }

    [Fact]
    public async Task Too_deeply_nested_error_throws_API_exception_without_an_error()
    {
        await using var service = new Service();
        var client = service.Client();
        var body = "{\"x\":" + new string('[', 3000) + new string(']', 3000) + "}";
        service.Fake.InjectFault(FakeFault.Respond(400, body, "application/json").On(FakeOperation.Profiles));

        Assert.Null((await Assert.ThrowsAsync<AdobePassApiException>(() => client.GetProfilesAsync("CHAN1"))).Error);
    }

    [Theory]
    [InlineData(FakeOperation.Register, "registerClient")]
    [InlineData(FakeOperation.Token, "requestAccessToken")]
    public async Task Broken_registration_responses_throw_typed_exceptions_and_store_nothing_invalid(
        FakeOperation operation,
        string operationId)
    {
        await using var service = new Service();
        var client = service.Client();
        foreach (var fault in new[]
        {
            FakeFault.HtmlPage(200),
            FakeFault.EmptyBody(201),
            FakeFault.NotJson(201),
            FakeFault.Respond(201, "{}", "application/json"),
            FakeFault.HugeBody(17 << 20),
        })
        {
            service.Fake.InjectFault(fault.On(operation));
            Assert.Equal(
                operationId,
                (await Assert.ThrowsAsync<AdobePassResponseException>(() => client.GetProfilesAsync("CHAN1"))).OperationId);
        }

        foreach (var fault in new[]
        {
            FakeFault.HtmlPage(503),
            FakeFault.EmptyBody(500),
            FakeFault.NotJson(400),
            FakeFault.Respond(400, "{\"error\":{}}", "application/json"),
        })
        {
            service.Fake.InjectFault(fault.On(operation));
            await Assert.ThrowsAnyAsync<AdobePassException>(() => client.GetProfilesAsync("CHAN1"));
        }

        Assert.Equal(0, service.Count(FakeOperation.Profiles));
        Assert.Equal(operation == FakeOperation.Register, await service.StoredAsync() is null);
        await client.GetProfilesAsync("CHAN1");
    }

    [Fact]
    public async Task Errors_of_single_decisions_do_not_throw()
    {
        await using var service = new Service();
        var client = service.Client();
        var session = await client.CreateSessionAsync("CHAN1", new RestV2.SessionRequest
        {
            Mvpd = "MvpdAlpha",
            DomainName = "tv.example",
            RedirectUrl = "https://tv.example/done",
        });
        service.Fake.CompleteLogin(session.Code!);
        service.Fake.InjectItemError("res-2", "network_received_error");

        var response = await client.PreauthorizeAsync(
            "CHAN1",
            "MvpdAlpha",
            new RestV2.DecisionsRequest { Resources = ["res-1", "res-2", "denied-3"] });

        Assert.Equal([true, false, false], response.Decisions.Select(decision => decision.Authorized));
        Assert.Null(response.Decisions[0].Error);
        Assert.Equal(ErrorAction.Retry, response.Decisions[1].Error!.Action);
        Assert.Equal("preauthorization_denied_by_mvpd", response.Decisions[2].Error!.Code!.Value.Value);
        Assert.NotNull(response.Decisions[2].Error!.Trace);
    }
}
