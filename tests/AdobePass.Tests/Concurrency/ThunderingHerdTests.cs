using AdobePass.Testing;

namespace AdobePass.Tests.Concurrency;

public sealed class ThunderingHerdTests
{
    [Fact]
    public async Task Concurrent_calls_with_an_expired_token_cause_one_token_request()
    {
        await using var service = new Service();
        var client = service.Client();
        await client.GetProfilesAsync("CHAN1");
        service.Clock.Advance(TimeSpan.FromHours(6));
        var pause = TimeSpan.FromSeconds(3);
        service.Fake.InjectFault(FakeFault.Delay(pause).On(FakeOperation.Token));
        var renewing = service.Clock.WaitBegins(pause);

        // Each call runs up to its wait for the token before the next one begins, so that all of them wait when the token comes.
        var calls = Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => client.GetProfilesAsync("CHAN1")).ToArray());
        await Eventually.BeforeAsync(renewing, calls);
        service.Clock.Advance(pause);
        await calls;

        Assert.Equal(2, service.Fake.TokenRequests);
        Assert.Equal(1, service.Fake.Registrations);
        Assert.Equal(1001, service.Count(FakeOperation.Profiles, 200));
        Assert.Equal(2, service.TokensSent.Distinct().Count());
    }

    [Fact]
    public async Task Concurrently_rejected_calls_cause_one_token_renewal()
    {
        await using var service = new Service();
        var client = service.Client();
        await client.GetProfilesAsync("CHAN1");
        var second = TimeSpan.FromSeconds(1);
        service.Fake.InjectFault(FakeFault.Delay(second).On(FakeOperation.Profiles).Count(200));
        var allUnderWay = service.Clock.WaitBegins(second, 200);
        var calls = Enumerable.Range(0, 200).Select(_ => Task.Run(() => client.GetProfilesAsync("CHAN1"))).ToArray();
        await Eventually.BeforeAsync(allUnderWay, Task.WhenAll(calls));
        service.Fake.RevokeAccessTokens();
        var pause = TimeSpan.FromSeconds(3);
        service.Fake.InjectFault(FakeFault.Delay(pause).On(FakeOperation.Token).Forever());
        var renewing = service.Clock.WaitBegins(pause);
        service.Clock.Advance(second);
        await Eventually.BeforeAsync(renewing, Task.WhenAll(calls));
        await Eventually.TrueAsync(() => service.Count(FakeOperation.Profiles, 401) == 200);

        // Whatever else was started must come to its request while the renewal is still under way.
        for (var i = 0; i < 1000; i++)
        {
            await Task.Run(static () => { });
        }

        service.Clock.Advance(pause);

        await Task.WhenAll(calls);

        Assert.Equal(200, service.Count(FakeOperation.Profiles, 401));
        Assert.Equal(201, service.Count(FakeOperation.Profiles, 200));
        Assert.Equal(2, service.Fake.TokenRequests);
        Assert.Equal(1, service.Fake.Registrations);
    }

    [Fact]
    public async Task Failed_shared_request_fails_its_callers_and_the_next_call_retries()
    {
        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.Delay(TimeSpan.FromSeconds(1)).On(FakeOperation.Register));
        service.Fake.InjectFault(FakeFault.ServerError().On(FakeOperation.Token));
        var registering = service.Clock.WaitBegins(TimeSpan.FromSeconds(1));
        var calls = Enumerable.Range(0, 20).Select(_ => client.GetProfilesAsync("CHAN1")).ToArray();
        await Eventually.BeforeAsync(registering, Task.WhenAll(calls));
        service.Clock.Advance(TimeSpan.FromSeconds(1));

        foreach (var call in calls)
        {
            Assert.Equal("requestAccessToken", (await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => call)).OperationId);
        }

        Assert.Equal(1, service.Fake.TokenRequests);
        service.Clock.Advance(TimeSpan.FromSeconds(1));
        await client.GetProfilesAsync("CHAN1");
        Assert.Equal(2, service.Fake.TokenRequests);
        Assert.Equal(1, service.Fake.Registrations);
    }
}
