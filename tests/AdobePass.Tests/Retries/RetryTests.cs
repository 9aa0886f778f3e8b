using System.Net;
using AdobePass.Testing;

namespace AdobePass.Tests.Retries;

public sealed class RetryTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(50);

    public static TheoryData<string> Repeatable => new() { "profiles", "configuration", "token" };

    public static TheoryData<string> NotRepeatable => new() { "register", "session", "authorize", "preauthorize" };

    [Theory]
    [MemberData(nameof(Repeatable))]
    public async Task Failed_call_is_retried_with_growing_delays(string call)
    {
        await using var service = new Service();
        var (client, operation) = (Patient(service), OperationOf(call));
        service.Fake.InjectFault(FakeFault.HtmlPage().On(operation).Count(2));

        var first = service.Clock.NextWaitExcept(Limit);
        var answer = CallAsync(client, call);
        await Eventually.BeforeAsync(first, answer);
        Assert.InRange(await first, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.25));
        Assert.Equal(1, service.Count(operation));
        var second = service.Clock.NextWaitExcept(Limit);
        service.Clock.Advance(await first);
        await Eventually.BeforeAsync(second, answer);
        Assert.InRange(await second, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2.5));
        service.Clock.Advance(await second);

        await answer;
        Assert.Equal(3, service.Count(operation));
    }

    [Theory]
    [MemberData(nameof(Repeatable))]
    public async Task Attempts_stop_at_the_configured_maximum(string call)
    {
        await using var service = new Service();
        var (client, operation) = (Patient(service), OperationOf(call));
        service.Fake.InjectFault(FakeFault.HtmlPage().On(operation).Forever());

        var fault = await Assert.ThrowsAnyAsync<AdobePassException>(() => service.Clock.DriveAsync(CallAsync(client, call)));

        Assert.Equal(3, service.Count(operation));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (fault as AdobePassApiException)?.StatusCode ?? ((DynamicClientRegistrationException)fault).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Repeatable))]
    public async Task Failed_connection_is_retried(string call)
    {
        await using var service = new Service();
        var (client, operation) = (Patient(service), OperationOf(call));
        service.Fake.InjectFault(FakeFault.ResetAfterProcessing().On(operation));
        service.Fake.InjectFault(FakeFault.TruncatedBody().On(operation));

        await service.Clock.DriveAsync(CallAsync(client, call));

        Assert.Equal(3, service.Count(operation));
        Assert.Equal(1, service.Fake.Registrations);
    }

    [Theory]
    [MemberData(nameof(NotRepeatable))]
    public async Task Request_that_may_have_had_an_effect_is_not_retried(string call)
    {
        await using var service = new Service();
        var (client, operation) = (Patient(service), OperationOf(call));
        service.Fake.InjectFault(FakeFault.ResetAfterProcessing().On(operation));
        await Assert.ThrowsAsync<AdobePassConnectionException>(() => CallAsync(client, call));
        Assert.Equal(1, service.Count(operation));

        service.Fake.InjectFault(FakeFault.HtmlPage().On(operation));
        await Assert.ThrowsAnyAsync<AdobePassException>(() => CallAsync(client, call));
        Assert.Equal(2, service.Count(operation));
    }

    [Theory]
    [InlineData("authorize")]
    [InlineData("preauthorize")]
    [InlineData("profiles")]
    public async Task Action_retry_is_followed_for_every_call(string call)
    {
        await using var service = new Service();
        var (client, operation) = (Patient(service), OperationOf(call));
        service.Fake.InjectFault(FakeFault.RetryableError().On(operation).Count(2));

        await service.Clock.DriveAsync(CallAsync(client, call));

        Assert.Equal(3, service.Count(operation));
        Assert.Equal(2, service.Count(operation, 403));
    }

    [Fact]
    public async Task Server_error_with_another_action_is_not_retried()
    {
        await using var service = new Service();
        var client = Patient(service);
        service.Fake.InjectFault(FakeFault.Respond(500, """{"action":"none","status":500,"code":"made_up"}""", "application/json").On(FakeOperation.Profiles));

        var fault = await Assert.ThrowsAsync<AdobePassApiException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal(ErrorAction.None, fault.Error!.Action);
        Assert.Equal(1, service.Count(FakeOperation.Profiles));
    }

    [Fact]
    public async Task Timed_out_call_is_not_retried()
    {
        await using var service = new Service();
        var client = Patient(service, options => options.RequestTimeout = TimeSpan.FromSeconds(30));
        var asked = 0;
        service.Fake.InjectFault(FakeFault.Delay(TimeSpan.FromMinutes(1)).On(FakeOperation.Profiles).When(_ => ++asked > 0).Forever());

        await Assert.ThrowsAsync<AdobePassConnectionException>(() => service.Clock.DriveAsync(client.GetProfilesAsync("CHAN1")));

        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Call_cancelled_between_attempts_is_not_retried()
    {
        await using var service = new Service();
        var client = Patient(service);
        await client.GetProfilesAsync("CHAN1");
        service.Fake.InjectFault(FakeFault.HtmlPage().On(FakeOperation.Profiles));
        using var source = new CancellationTokenSource();
        var backingOff = service.Clock.NextWaitExcept(Limit);
        var call = client.GetProfilesAsync("CHAN1", cancellationToken: source.Token);
        await Eventually.BeforeAsync(backingOff, call);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(2, service.Count(FakeOperation.Profiles));
    }

    private static IEntitlements Patient(Service service, Action<AdobePassOptions>? configure = null) => service.Client(options =>
    {
        options.MaxAttempts = 3;
        options.RequestTimeout = Limit;
        configure?.Invoke(options);
    });

    private static FakeOperation OperationOf(string call) => call switch
    {
        "profiles" => FakeOperation.Profiles,
        "configuration" => FakeOperation.Configuration,
        "token" => FakeOperation.Token,
        "register" => FakeOperation.Register,
        "session" => FakeOperation.CreateSession,
        "authorize" => FakeOperation.Authorize,
        _ => FakeOperation.Preauthorize,
    };

    private static async Task<bool> CallAsync(IEntitlements client, string call)
    {
        var resources = new RestV2.DecisionsRequest { Resources = ["res-1"] };
        switch (call)
        {
            case "configuration": await client.GetConfigurationAsync("CHAN1"); break;
            case "session": await client.CreateSessionAsync("CHAN1", new RestV2.SessionRequest { Mvpd = "MvpdAlpha" }); break;
            case "authorize": await client.AuthorizeAsync("CHAN1", "MvpdAlpha", resources); break;
            case "preauthorize": await client.PreauthorizeAsync("CHAN1", "MvpdAlpha", resources); break;
            default: await client.GetProfilesAsync("CHAN1"); break;
        }

        return true;
    }
}
