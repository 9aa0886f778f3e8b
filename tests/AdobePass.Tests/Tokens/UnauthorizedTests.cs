using System.Net;
using AdobePass.Testing;

namespace AdobePass.Tests.Tokens;

public sealed class UnauthorizedTests
{
    [Fact]
    public async Task Rejected_token_is_renewed_once_and_the_call_succeeds()
    {
        await using var service = new Service();
        var client = service.Client();
        await client.GetProfilesAsync("CHAN1");
        service.Fake.RevokeAccessTokens();

        await client.GetProfilesAsync("CHAN1");
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(2, service.Fake.TokenRequests);
        Assert.Equal(1, service.Fake.Registrations);
        Assert.Equal(1, service.Count(FakeOperation.Profiles, 401));
    }

    [Fact]
    public async Task Rejected_cached_token_is_renewed_once_and_not_used_again()
    {
        using var folder = new TemporaryFolder();
        await using var service = new Service();
        void Configure(AdobePassOptions options) => options.AccessTokenCache = new FileAccessTokenCache(folder.Path);
        await service.Client(Configure).GetProfilesAsync("CHAN1");
        service.Fake.RevokeAccessTokens();

        await service.Client(Configure).GetProfilesAsync("CHAN1");
        await service.Client(Configure).GetProfilesAsync("CHAN1");

        Assert.Equal(2, service.Fake.TokenRequests);
        Assert.Equal(1, service.Fake.Registrations);
        Assert.Equal(1, service.Count(FakeOperation.Profiles, 401));
        Assert.Equal(3, service.Count(FakeOperation.Profiles, 200) + service.Count(FakeOperation.Profiles, 401) - 1);
    }

    [Theory]
    [InlineData("invalid_access_token_client_application")]
    [InlineData("invalid_access_token_service_provider")]
    public async Task A_second_401_reaches_the_caller_with_its_error_and_registers_nothing(string code)
    {
        await using var service = new Service();
        var client = service.Client();
        await client.GetProfilesAsync("CHAN1");
        service.Fake.InjectFault(FakeFault.EnhancedError(code, "why").On(FakeOperation.Profiles).Forever());

        for (var i = 1; i <= 3; i++)
        {
            var fault = await Assert.ThrowsAsync<AdobePassApiException>(() => client.GetProfilesAsync("CHAN1"));

            Assert.Equal(HttpStatusCode.Unauthorized, fault.StatusCode);
            Assert.Equal("getProfiles", fault.OperationId);
            Assert.Equal(ErrorAction.ApplicationRegistration, fault.Error!.Action);
            Assert.Equal(NextStep.RegisterAgain, fault.NextStep);
            Assert.Equal(new ErrorCode(code), fault.Error.Code);
            Assert.Equal(401, fault.Error.Status);
            Assert.Equal("why", fault.Error.Details);
            Assert.NotNull(fault.Error.Trace);
            Assert.Equal(1 + (2 * i), service.Count(FakeOperation.Profiles));
            Assert.Equal(1 + i, service.Fake.TokenRequests);
        }

        Assert.Equal(1, service.Fake.Registrations);
        Assert.Equal(1, service.Count(FakeOperation.Register));
    }

    [Theory]
    [InlineData("xml")]
    [InlineData("empty")]
    [InlineData("html")]
    [InlineData("access_denied")]
    [InlineData("not json")]
    [InlineData("invalid_client")]
    public async Task Any_401_response_renews_the_token_once_and_is_then_reported(string shape)
    {
        await using var service = new Service();
        var client = service.Client();
        await client.GetProfilesAsync("CHAN1");
        var before = await service.StoredAsync();
        service.Fake.InjectFault((shape switch
        {
            "xml" => FakeFault.ForeignUnauthorized(),
            "empty" => FakeFault.EmptyBody(401),
            "html" => FakeFault.HtmlPage(401),
            "not json" => FakeFault.NotJson(401),
            _ => FakeFault.Respond(401, $$"""{"error":"{{shape}}"}""", "application/json"),
        }).On(FakeOperation.Profiles).Forever());

        var fault = await Assert.ThrowsAsync<AdobePassApiException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal(HttpStatusCode.Unauthorized, fault.StatusCode);
        Assert.Null(fault.Error);
        Assert.Equal(3, service.Count(FakeOperation.Profiles));
        Assert.Equal(2, service.Fake.TokenRequests);
        Assert.Equal(1, service.Count(FakeOperation.Register));
        Assert.Equal(before!.ClientId, (await service.StoredAsync())!.ClientId);
    }

    [Fact]
    public async Task Retried_call_repeats_its_body_unchanged()
    {
        await using var service = new Service();
        var client = service.Client();
        await client.GetProfilesAsync("CHAN1");
        service.Fake.RevokeAccessTokens();

        await client.AuthorizeAsync("CHAN1", "MvpdAlpha", new RestV2.DecisionsRequest { Resources = ["réś-1"] });

        var bodies = service.Received.Where(request => request.Operation == FakeOperation.Authorize).Select(request => request.BodyText).ToArray();
        Assert.Equal(2, bodies.Length);
        Assert.Equal(bodies[0], bodies[1]);
        Assert.NotEmpty(bodies[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task Identical_token_after_a_rejection_causes_only_one_token_request(int callers)
    {
        await using var service = ServiceWithIdenticalTokens();
        service.Fake.InjectFault(FakeFault.ForeignUnauthorized().On(FakeOperation.Profiles).Forever());
        var client = service.Client();

        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Record.ExceptionAsync(() => client.GetProfilesAsync("CHAN1"))));

        Assert.Equal(2, service.Fake.TokenRequests);
    }
    [Theory]
    [InlineData(999, 2)]
    [InlineData(1000, 3)]
    public async Task Identical_token_that_is_rejected_again_is_requested_again_after_a_second(int milliseconds, int tokenRequests)
    {
        await using var service = ServiceWithIdenticalTokens();
        var client = service.Client();
        await client.GetProfilesAsync("CHAN1");
        service.Fake.InjectFault(FakeFault.ForeignUnauthorized().On(FakeOperation.Profiles).Forever());
        await Record.ExceptionAsync(() => client.GetProfilesAsync("CHAN1"));
        Assert.Equal(2, service.Fake.TokenRequests);

        service.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        await Record.ExceptionAsync(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal(tokenRequests, service.Fake.TokenRequests);
    }

    // Within one second, the service issues the identical text again.
    private static Service ServiceWithIdenticalTokens()
    {
        string? first = null;
        return new Service
        {
            Answer = (request, answer) =>
            {
                if (request.Path != "/o/client/token" || answer.Status is not (200 or 201))
                {
                    return answer;
                }

                var body = System.Text.Json.Nodes.JsonNode.Parse(answer.Body.Span)!;
                first ??= body["access_token"]!.GetValue<string>();
                body["access_token"] = first;
                return answer with { Body = System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()) };
            },
        };
    }
}
