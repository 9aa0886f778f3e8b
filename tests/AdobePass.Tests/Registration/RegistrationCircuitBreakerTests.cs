using System.Net;
using AdobePass.Testing;

namespace AdobePass.Tests.Registration;

public sealed class RegistrationCircuitBreakerTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("invalid_software_statement")]
    [InlineData("unapproved_software_statement")]
    [InlineData("invalid_redirect_uri")]
    public async Task Rejected_application_causes_one_registration_instead_of_one_per_device(string error)
    {
        await using var service = new Service();
        var client = service.Client(Pausing);
        using var fault = service.Fake.InjectFault(Refusal(error).On(FakeOperation.Register).Forever());

        for (var i = 0; i < 100; i++)
        {
            var refusal = await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1", Service.Device("device-" + i)));
            Assert.Equal(error, refusal.ErrorCode);
            Assert.Equal(i > 0, refusal.Message.Contains(nameof(AdobePassOptions.RegistrationBreakDuration), StringComparison.Ordinal));
        }

        Assert.Equal(1, service.Count(FakeOperation.Register));
        service.Clock.Advance(Pause);
        for (var i = 0; i < 100; i++)
        {
            await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1", Service.Device("device-" + i)));
        }

        Assert.Equal(2, service.Count(FakeOperation.Register));
    }

    [Fact]
    public async Task First_accepted_registration_closes_the_circuit()
    {
        await using var service = new Service();
        var client = service.Client(Pausing);
        service.Fake.InjectFault(Refusal("invalid_software_statement").On(FakeOperation.Register));
        await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1"));
        service.Clock.Advance(Pause);

        for (var i = 0; i < 20; i++)
        {
            await client.GetProfilesAsync("CHAN1", Service.Device("device-" + i));
        }

        Assert.Equal(21, service.Count(FakeOperation.Register));
    }

    [Fact]
    public async Task Registered_devices_get_tokens_while_the_circuit_is_open()
    {
        await using var service = new Service();
        var client = service.Client(Pausing);
        await client.GetProfilesAsync("CHAN1");
        service.Fake.InjectFault(Refusal("unapproved_software_statement").On(FakeOperation.Register).Forever());
        await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1", Service.Device("new")));
        service.Fake.InjectFault(FakeFault.ForeignUnauthorized().On(FakeOperation.Profiles));

        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(2, service.Fake.TokenRequests);
    }

    [Fact]
    public async Task Rejected_grant_stops_the_token_requests_of_only_its_device()
    {
        await using var service = new Service();
        var client = service.Client(Pausing);
        var refused = service.Fake.InjectFault(Refusal("unauthorized_client").On(FakeOperation.Token).Forever());
        for (var i = 0; i < 20; i++)
        {
            var refusal = await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1"));
            Assert.Equal("unauthorized_client", refusal.ErrorCode);
        }

        Assert.Equal(1, service.Fake.TokenRequests);
        refused.Dispose();

        // Its pair may belong to an application that is gone; the others' do not.
        await client.GetProfilesAsync("CHAN1", Service.Device("other"));
        await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1"));
        service.Clock.Advance(Pause);
        await client.GetProfilesAsync("CHAN1");
        Assert.Equal(3, service.Fake.TokenRequests);
    }

    [Fact]
    public async Task Temporary_failure_of_a_token_request_pauses_its_device_for_the_retry_delay()
    {
        await using var service = new Service();
        var client = service.Client(options =>
        {
            Pausing(options);
            options.RetryDelay = TimeSpan.FromSeconds(2);
        });
        service.Fake.InjectFault(FakeFault.Respond(503, """{"error":"server_error"}""", "application/json").On(FakeOperation.Token));
        await Assert.ThrowsAnyAsync<AdobePassException>(() => client.GetProfilesAsync("CHAN1"));
        service.Clock.Advance(TimeSpan.FromMilliseconds(1999));
        await Assert.ThrowsAnyAsync<AdobePassException>(() => client.GetProfilesAsync("CHAN1"));
        Assert.Equal(1, service.Fake.TokenRequests);

        service.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(2, service.Fake.TokenRequests);
    }

    [Fact]
    public async Task Probe_without_a_result_lets_the_next_request_probe()
    {
        await using var service = new Service();
        var client = service.Client(Pausing);
        service.Fake.InjectFault(Refusal("invalid_software_statement").On(FakeOperation.Register));
        await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1"));
        service.Clock.Advance(Pause);
        service.Fake.InjectFault(FakeFault.ResetBeforeProcessing().On(FakeOperation.Register));
        await Assert.ThrowsAsync<AdobePassConnectionException>(() => client.GetProfilesAsync("CHAN1"));

        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(3, service.Count(FakeOperation.Register));
    }

    [Fact]
    public async Task Only_one_probe_is_sent_at_a_time()
    {
        await using var service = new Service();
        var client = service.Client(options =>
        {
            Pausing(options);
            options.RequestTimeout = TimeSpan.FromMinutes(50);
        });
        service.Fake.InjectFault(Refusal("invalid_software_statement").On(FakeOperation.Register));
        await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1"));
        service.Clock.Advance(Pause);
        var slowly = TimeSpan.FromSeconds(7);
        service.Fake.InjectFault(FakeFault.Delay(slowly).On(FakeOperation.Register));
        var asking = service.Clock.WaitBegins(slowly);
        var first = client.GetProfilesAsync("CHAN1");
        await Eventually.BeforeAsync(asking, first);

        await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1", Service.Device("other")));

        service.Clock.Advance(slowly);
        await first;
        await client.GetProfilesAsync("CHAN1", Service.Device("other"));
        Assert.Equal(3, service.Count(FakeOperation.Register));
    }

    [Fact]
    public void Device_cooldowns_are_limited_and_can_be_disabled()
    {
        var clock = new TestClock();
        var pauses = new DeviceCooldowns(Pause, clock);
        for (var i = 0; i < 10_000; i++)
        {
            pauses.Begin(Service.DeviceKey("device-" + i));
        }

        Assert.True(pauses.IsActive(Service.DeviceKey("device-0")));
        pauses.Begin(Service.DeviceKey("one more"));
        Assert.False(pauses.IsActive(Service.DeviceKey("device-0")));
        Assert.True(pauses.IsActive(Service.DeviceKey("one more")));

        var off = new DeviceCooldowns(TimeSpan.Zero, clock);
        off.Begin(Service.DeviceKey());
        Assert.False(off.IsActive(Service.DeviceKey()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Missing_statement_fails_the_call_without_a_device_cooldown(bool hangs)
    {
        await using var service = new Service();
        var isBroken = true;
        var client = service.Client(options =>
        {
            options.SoftwareStatement = null;
            options.SoftwareStatementProvider = async _ =>
            {
                if (isBroken)
                {
                    await (hangs ? Task.Delay(Timeout.Infinite, CancellationToken.None) : Task.FromCanceled(new CancellationToken(true)));
                }

                return new SoftwareStatement(service.Statement);
            };
        });

        var fault = await Assert.ThrowsAsync<AdobePassConnectionException>(() => service.Clock.DriveAsync(client.GetProfilesAsync("CHAN1")));
        Assert.Contains(nameof(AdobePassOptions.SoftwareStatementProvider), fault.Message, StringComparison.Ordinal);
        isBroken = false;
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(1, service.Fake.Registrations);
    }

    [Fact]
    public async Task Rejected_new_token_is_not_renewed_at_every_call()
    {
        await using var service = new Service();
        var client = service.Client(Pausing);
        service.Fake.InjectFault(FakeFault.ForeignUnauthorized().On(FakeOperation.Profiles).Forever());
        for (var i = 0; i < 20; i++)
        {
            await Assert.ThrowsAsync<AdobePassApiException>(() => client.GetProfilesAsync("CHAN1"));
        }

        Assert.Equal(2, service.Fake.TokenRequests);
        Assert.Equal(21, service.Count(FakeOperation.Profiles));
        service.Clock.Advance(Pause);
        await Assert.ThrowsAsync<AdobePassApiException>(() => client.GetProfilesAsync("CHAN1"));
        Assert.Equal(3, service.Fake.TokenRequests);
        Assert.Equal(1, service.Fake.Registrations);
    }

    [Fact]
    public async Task New_software_statement_is_tried_immediately()
    {
        await using var service = new Service();
        var statement = service.Fake.CreateSoftwareStatement();
        service.Fake.RevokeSoftwareStatement(statement);
        var client = service.Client(options =>
        {
            Pausing(options);
            options.SoftwareStatement = null;
            options.SoftwareStatementProvider = _ => new ValueTask<SoftwareStatement>(new SoftwareStatement(statement));
        });
        await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1"));
        await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1"));
        Assert.Equal(1, service.Count(FakeOperation.Register));

        statement = service.Statement;
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(2, service.Count(FakeOperation.Register));
    }

    [Theory]
    [InlineData("invalid_request")]
    [InlineData("made_up")]
    public async Task Rejection_of_a_single_request_does_not_open_the_circuit(string error)
    {
        await using var service = new Service();
        var client = service.Client(Pausing);
        service.Fake.InjectFault(Refusal(error).On(FakeOperation.Register));
        await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1"));

        await client.GetProfilesAsync("CHAN1", Service.Device("device-2"));

        Assert.Equal(2, service.Count(FakeOperation.Register));
    }

    private static void Pausing(AdobePassOptions options) => options.RegistrationBreakDuration = Pause;

    private static FakeFault Refusal(string error) => FakeFault.Respond((int)HttpStatusCode.BadRequest, $$"""{"error":"{{error}}"}""", "application/json");

    [Fact]
    public async Task Probe_that_throws_lets_the_next_request_probe()
    {
        await using var service = new Service();
        using var handler = new ScriptedHandler(service.Fake.CreateHandler()) { Path = "/o/client/register" };
        var client = service.Client(options =>
        {
            options.HttpMessageHandler = handler;
            options.RegistrationBreakDuration = TimeSpan.FromSeconds(30);
        });
        service.Fake.InjectFault(FakeFault.Respond(400, """{"error":"invalid_software_statement"}""", "application/json").On(FakeOperation.Register));
        await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1"));
        service.Clock.Advance(TimeSpan.FromSeconds(30));
        handler.Answer = () => throw new NotSupportedException("A circuit breaker of the handler (test).");
        await Assert.ThrowsAsync<NotSupportedException>(() => client.GetProfilesAsync("CHAN1"));
        handler.Answer = null;
        service.Clock.Advance(TimeSpan.FromHours(1));
        await client.GetProfilesAsync("CHAN1");
    }
}
