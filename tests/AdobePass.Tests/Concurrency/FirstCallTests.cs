using AdobePass.Testing;

namespace AdobePass.Tests.Concurrency;

public sealed class FirstCallTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Concurrent_first_calls_of_a_device_cause_one_registration_and_token_request(bool loopback)
    {
        await using var service = new Service();
        var client = await service.ClientAsync(loopback);

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(() => client.GetProfilesAsync("CHAN1"))));

        Assert.Equal(1, service.Fake.Registrations);
        Assert.Equal(1, service.Count(FakeOperation.Register));
        Assert.Equal(1, service.Fake.TokenRequests);
        Assert.Equal(1000, service.Count(FakeOperation.Profiles, 200));
        Assert.Empty(service.Fake.Rejections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Many_devices_in_parallel_get_one_pair_and_one_token_each(bool loopback)
    {
        await using var service = new Service();
        var client = await service.ClientAsync(loopback, options => options.Device = null);
        var devices = Enumerable.Range(0, 100).Select(i => Service.Device("device-" + i)).ToArray();

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Task.Run(() => client.GetProfilesAsync("CHAN1", devices[i % 100]))));

        Assert.Equal(100, service.Fake.Registrations);
        Assert.Equal(100, service.Fake.TokenRequests);
        var pairs = service.Fake.Exchanges.Where(exchange => exchange.Operation == FakeOperation.Profiles)
            .Select(exchange => (exchange.DeviceId, exchange.ClientId)).Distinct().ToArray();
        Assert.Equal(100, pairs.Length);
        Assert.Equal(100, pairs.Select(pair => pair.ClientId).Distinct().Count());
    }

    [Fact]
    public async Task Devices_do_not_wait_for_each_other()
    {
        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.Delay(TimeSpan.FromSeconds(7)).On(FakeOperation.Register));
        var delayed = service.Clock.WaitBegins(TimeSpan.FromSeconds(7));
        var slow = client.GetProfilesAsync("CHAN1", Service.Device("slow"));
        await Eventually.BeforeAsync(delayed, slow);

        await client.GetProfilesAsync("CHAN1", Service.Device("quick"));

        Assert.False(slow.IsCompleted);
        service.Clock.Advance(TimeSpan.FromSeconds(7));
        await slow;
    }
}
