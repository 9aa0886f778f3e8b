using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using AdobePass.Testing;

namespace AdobePass.Tests.Errors;

/// <summary>One classifier says what an application can do about an error, wherever the error occurs.</summary>
public sealed class NextStepTests
{
    private static readonly string Spec = Path.Combine(
        typeof(NextStepTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == "RepositoryRoot").Value!,
        "api-spec",
        "rest-v2.json");

    private static readonly JsonArray Codes =
        JsonNode.Parse(File.ReadAllText(Spec))!["components"]!["schemas"]!["ErrorCode"]!["x-error-codes"]!.AsArray();

    public static TheoryData<string, string, int> Documented
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            foreach (var row in Codes)
            {
                data.Add((string)row!["code"]!, (string)row["action"]!, (int)row["status"]!);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public void Code_without_action_gives_the_step_of_its_documented_action(string code, string action, int status)
    {
        var complete = new EnhancedError { Action = new ErrorAction(action), Code = new ErrorCode(code), Status = status };
        var withoutAction = new EnhancedError { Code = new ErrorCode(code) };

        Assert.Equal(complete.NextStep, withoutAction.NextStep);
        Assert.NotEqual(NextStep.Unknown, complete.NextStep);
        if (action != "none")
        {
            Assert.Equal(new EnhancedError { Action = new ErrorAction(action) }.NextStep, complete.NextStep);
        }
    }

    [Theory]
    [InlineData("configuration", NextStep.FixConfiguration)]
    [InlineData("application-registration", NextStep.RegisterAgain)]
    [InlineData("authentication", NextStep.SignIn)]
    [InlineData("authorization", NextStep.AuthorizeAgain)]
    [InlineData("retry", NextStep.RetryLater)]
    public void Action_determines_the_next_step_for_any_code(string action, NextStep expected)
    {
        foreach (var code in new[] { "invalid_parameter_mvpd", "authorization_denied_by_mvpd", "a_code_of_tomorrow" })
        {
            Assert.Equal(expected, new EnhancedError { Action = new ErrorAction(action), Code = new ErrorCode(code) }.NextStep);
        }
    }

    [Theory]
    [InlineData("none", "invalid_parameter_code", null, NextStep.FixRequest)]
    [InlineData("none", "authorization_denied_by_parental_controls", 403, NextStep.ShowMessage)]
    [InlineData("none", "authorization_denied_by_something_new", 403, NextStep.ShowMessage)]
    [InlineData("none", "invalid_header_of_tomorrow", 400, NextStep.FixRequest)]
    [InlineData("none", "a_code_of_tomorrow", 400, NextStep.ShowMessage)]
    [InlineData("an_action_of_tomorrow", "authenticated_profile_missing", 403, NextStep.SignIn)]
    [InlineData("an_action_of_tomorrow", "a_code_of_tomorrow", 400, NextStep.FixRequest)]
    [InlineData(null, "a_code_of_tomorrow", 403, NextStep.Unknown)]
    [InlineData(null, null, 503, NextStep.RetryLater)]
    [InlineData(null, null, null, NextStep.Unknown)]
    public void Unknown_values_fall_back_to_known_values(string? action, string? code, int? status, NextStep expected) =>
        Assert.Equal(
            expected,
            new EnhancedError
            {
                Action = action is null ? null : new ErrorAction(action),
                Code = code is null ? null : new ErrorCode(code),
                Status = status,
            }.NextStep);

    [Theory]
    [InlineData("invalid_client", NextStep.RegisterAgain)]
    [InlineData("invalid_software_statement", NextStep.FixConfiguration)]
    [InlineData("unapproved_software_statement", NextStep.FixConfiguration)]
    [InlineData("invalid_redirect_uri", NextStep.FixConfiguration)]
    [InlineData("unauthorized_client", NextStep.FixConfiguration)]
    [InlineData("invalid_request", NextStep.FixRequest)]
    public async Task Rejection_by_the_token_endpoint_has_a_next_step(string code, NextStep expected)
    {
        await using var service = new Service();
        var rejection = FakeFault.Respond(400, $$"""{"error":"{{code}}"}""", "application/json");
        service.Fake.InjectFault(rejection.On(FakeOperation.Token).Forever());
        var client = service.Client(options => options.InvalidClientBehavior = InvalidClientBehavior.Fail);

        var fault = await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal(expected, fault.NextStep);
    }

    [Fact]
    public async Task Top_level_and_decision_errors_have_the_same_type()
    {
        await using var service = new Service();
        const string Error =
            """{"action":"authentication","status":403,"code":"authenticated_profile_expired","message":"m","trace":"t"}""";
        var decision = $$"""{"decisions":[{"resource":"a","authorized":false,"error":{{Error}}}]}""";
        service.Fake.InjectFault(FakeFault.Respond(403, Error, "application/json").On(FakeOperation.Authorize));
        service.Fake.InjectFault(FakeFault.Respond(200, decision, "application/json").On(FakeOperation.Authorize));
        var request = new RestV2.DecisionsRequest { Resources = ["a"] };

        var client = service.Client();

        var fault = await Assert.ThrowsAsync<AdobePassApiException>(() => client.AuthorizeAsync("CHAN1", "MvpdAlpha", request));
        EnhancedError thrown = fault.Error!;
        EnhancedError item = (await client.AuthorizeAsync("CHAN1", "MvpdAlpha", request)).Find("a")!.Error!;

        Assert.Equal(
            (thrown.Action, thrown.Code, thrown.Status, thrown.Message, thrown.Trace),
            (item.Action, item.Code, item.Status, item.Message, item.Trace));
        Assert.Equal((NextStep.SignIn, NextStep.SignIn), (thrown.NextStep, item.NextStep));
    }

    [Fact]
    public void Exceptions_without_a_service_error_have_a_next_step()
    {
        AdobePassException[] faults =
        [
            new AdobePassConnectionException("op", "m", null),
            new AdobePassThrottledException("op", 3),
            new AdobePassConfigurationException("m"),
            new CredentialStoreException(CredentialStoreFailure.Unavailable, "m"),
            new CredentialStoreException(CredentialStoreFailure.Corrupt, "m"),
            new AdobePassResponseException("op", null, "m"),
            new AdobePassApiException("op", HttpStatusCode.BadGateway, null, "m"),
            new AdobePassApiException("op", HttpStatusCode.Unauthorized, null, "m"),
        ];

        Assert.Equal(
            [
                NextStep.RetryLater, NextStep.RetryLater, NextStep.FixConfiguration, NextStep.RetryLater, NextStep.FixConfiguration,
                NextStep.Unknown, NextStep.RetryLater, NextStep.Unknown,
            ],
            faults.Select(fault => fault.NextStep));
    }
}
