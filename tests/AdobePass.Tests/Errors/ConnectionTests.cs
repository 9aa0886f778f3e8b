using AdobePass.Testing;

namespace AdobePass.Tests.Errors;

public sealed class ConnectionTests
{
    [Fact]
    public async Task Refused_connection_throws_connection_exception()
    {
        await using var service = new Service();
        var client = await service.LoopbackClientAsync();
        await service.Fake.StopAsync();

        var fault = await Assert.ThrowsAsync<AdobePassConnectionException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal("registerClient", fault.OperationId);
        Assert.NotNull(fault.InnerException);
        Assert.Null(await service.StoredAsync());
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Connection_reset_throws_connection_exception_without_a_retry(bool loopback, bool after)
    {
        await using var service = new Service();
        var client = await service.ClientAsync(loopback);
        await client.GetProfilesAsync("CHAN1");
        service.Fake.InjectFault((after ? FakeFault.ResetAfterProcessing() : FakeFault.ResetBeforeProcessing()).On(FakeOperation.CreateSession));

        var fault = await Assert.ThrowsAsync<AdobePassConnectionException>(
            () => client.CreateSessionAsync("CHAN1", new RestV2.SessionRequest { Mvpd = "MvpdAlpha" }));

        Assert.Equal("createSession", fault.OperationId);
        Assert.Equal(1, service.Count(FakeOperation.CreateSession));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Truncated_response_throws_connection_exception(bool loopback)
    {
        await using var service = new Service();
        var client = await service.ClientAsync(loopback);
        service.Fake.InjectFault(FakeFault.TruncatedBody().On(FakeOperation.Configuration));

        var fault = await Assert.ThrowsAsync<AdobePassConnectionException>(() => client.GetConfigurationAsync("CHAN1"));

        Assert.Equal("getConfiguration", fault.OperationId);
        Assert.DoesNotContain("MvpdAlpha", fault.ToString(), StringComparison.Ordinal);
        await client.GetConfigurationAsync("CHAN1");
    }

    [Theory]
    [InlineData(FakeOperation.Register, "registerClient")]
    [InlineData(FakeOperation.Token, "requestAccessToken")]
    [InlineData(FakeOperation.Profiles, "getProfiles")]
    public async Task Response_timeout_throws_connection_exception(FakeOperation operation, string operationId)
    {
        await using var service = new Service();
        var client = service.Client(options => options.RequestTimeout = TimeSpan.FromSeconds(20));
        var pause = TimeSpan.FromSeconds(47);
        service.Fake.InjectFault(FakeFault.Delay(pause).On(operation));
        var sent = service.Clock.WaitBegins(pause);
        var call = client.GetProfilesAsync("CHAN1");
        await Eventually.BeforeAsync(sent, call);

        service.Clock.Advance(TimeSpan.FromSeconds(20) - TimeSpan.FromTicks(1));
        Assert.False(call.IsCompleted);
        service.Clock.Advance(TimeSpan.FromTicks(1));
        var fault = await Assert.ThrowsAsync<AdobePassConnectionException>(() => call);

        Assert.Equal(operationId, fault.OperationId);
        Assert.Contains("RequestTimeout", fault.Message, StringComparison.Ordinal);
        Assert.Contains("20 s", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_is_not_followed_and_its_host_receives_no_request()
    {
        await using var service = new Service();
        await using var elsewhere = new FakeAdobePass();
        var address = await elsewhere.StartAsync();
        var client = await service.LoopbackClientAsync();
        service.Answer = (_, _) => FakeResponse.Redirect(new Uri(address, "/o/client/register").AbsoluteUri);

        var registration = await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1"));
        service.Answer = null;
        await client.GetProfilesAsync("CHAN1");
        service.Answer = (_, _) => FakeResponse.Redirect(new Uri(address, "/api/v2/CHAN1/profiles").AbsoluteUri);
        var call = await Assert.ThrowsAsync<AdobePassApiException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal(302, (int)registration.StatusCode);
        Assert.Equal(302, (int)call.StatusCode);
        Assert.Equal(0, elsewhere.Requests);
    }

    [Fact]
    public async Task Cookies_of_the_load_balancer_are_not_sent_back()
    {
        await using var service = new Service();
        var client = await service.LoopbackClientAsync();
        service.Answer = (_, answer) => answer with { Headers = [new("Set-Cookie", "AWSALB=x; Path=/")] };

        await client.GetProfilesAsync("CHAN1");
        await client.GetProfilesAsync("CHAN1");

        Assert.All(service.Received, request => Assert.Null(request.GetHeader("Cookie")));
    }
}
