using AdobePass.Testing;

namespace AdobePass.Tests.Concurrency;

public sealed class CancellationTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Cancellation_ends_only_the_wait_of_its_caller()
    {
        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.Delay(Pause).On(FakeOperation.Register));
        var registering = service.Clock.WaitBegins(Pause);
        using var impatience = new CancellationTokenSource();
        var impatient = client.GetProfilesAsync("CHAN1", cancellationToken: impatience.Token);
        await Eventually.BeforeAsync(registering, impatient);
        var patient = client.GetProfilesAsync("CHAN1");

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);

        service.Clock.Advance(Pause);
        await patient;
        Assert.Equal(1, service.Fake.Registrations);
        Assert.Equal(1, service.Fake.TokenRequests);
        Assert.Equal(1, service.Count(FakeOperation.Profiles));
        Assert.NotNull(await service.StoredAsync());
    }

    [Fact]
    public async Task Registration_is_stored_after_all_callers_cancelled()
    {
        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.Delay(Pause).On(FakeOperation.Register));
        var registering = service.Clock.WaitBegins(Pause);
        using var impatience = new CancellationTokenSource();
        var calls = Enumerable.Range(0, 10).Select(_ => client.GetProfilesAsync("CHAN1", cancellationToken: impatience.Token)).ToArray();
        await Eventually.BeforeAsync(registering, Task.WhenAll(calls));

        await impatience.CancelAsync();
        foreach (var call in calls)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }

        Assert.Null(await service.StoredAsync());
        service.Clock.Advance(Pause);
        await Eventually.TrueAsync(() => service.StoredAsync().Result is not null);
        await client.GetProfilesAsync("CHAN1");
        Assert.Equal(1, service.Fake.Registrations);
        Assert.Equal(1, service.Fake.TokenRequests);
    }

    [Fact]
    public async Task Call_cancelled_in_flight_throws_OperationCanceledException()
    {
        await using var service = new Service();
        var client = service.Client();
        await client.GetProfilesAsync("CHAN1");
        service.Fake.InjectFault(FakeFault.Delay(Pause).On(FakeOperation.Profiles));
        var sent = service.Clock.WaitBegins(Pause);
        using var impatience = new CancellationTokenSource();
        var call = client.GetProfilesAsync("CHAN1", cancellationToken: impatience.Token);
        await Eventually.BeforeAsync(sent, call);

        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Call_with_a_cancelled_token_registers_nothing()
    {
        await using var service = new Service();
        var client = service.Client();
        var cancelled = new CancellationToken(canceled: true);
        for (var i = 0; i < 100; i++)
        {
            var device = Service.Device("cancelled-" + i);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetProfilesAsync("CHAN1", device, cancellationToken: cancelled));
        }

        // Gives registrations in the background, of which there must be none, the time to arrive.
        for (var i = 0; i < 20; i++)
        {
            await client.GetProfilesAsync("CHAN1");
        }

        Assert.Equal(1, service.Fake.Registrations);
    }
}
