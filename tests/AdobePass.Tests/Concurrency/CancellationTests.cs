using AdobePass.Testing;

namespace AdobePass.Tests.Concurrency;

public sealed class CancellationTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task A_caller_that_cancels_abandons_only_his_own_wait()
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
    public async Task A_registration_whose_callers_have_all_cancelled_is_still_stored()
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
    public async Task A_call_that_is_cancelled_on_the_wire_is_a_cancellation_and_no_connection_failure()
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
    public async Task A_call_that_was_cancelled_before_it_began_registers_nothing()
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
