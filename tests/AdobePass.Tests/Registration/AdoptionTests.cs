using System.Net;
using AdobePass.Testing;

namespace AdobePass.Tests.Registration;

/// <summary>Two connections on one store that register a device at once.</summary>
public sealed class AdoptionTests
{
    private static readonly TimeSpan Slowly = TimeSpan.FromSeconds(7);

    [Fact]
    public async Task Both_clients_use_the_first_stored_pair_and_the_other_is_logged()
    {
        await using var service = new Service();
        using var slowJournal = new Journal();
        using var quickJournal = new Journal();
        var slow = service.Client(options => options.LoggerFactory = slowJournal);
        var quick = service.Client(options => options.LoggerFactory = quickJournal);
        service.Fake.InjectFault(FakeFault.Delay(Slowly).On(FakeOperation.Register));
        var registering = service.Clock.WaitBegins(Slowly);
        var call = slow.GetProfilesAsync("CHAN1");
        await Eventually.BeforeAsync(registering, call);

        await quick.GetProfilesAsync("CHAN1");
        var stored = await service.StoredAsync();
        service.Clock.Advance(Slowly);
        await call;

        Assert.Equal(2, service.Fake.Registrations);
        Assert.Equal(stored!.ClientId, (await service.StoredAsync())!.ClientId);
        Assert.Single(slowJournal.Of(1002));
        Assert.Empty(quickJournal.Of(1002));
        Assert.All(service.Received.Where(request => request.Path == "/o/client/token"), request => Assert.Contains(stored.ClientId, request.BodyText, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Late_replacement_uses_the_stored_pair_and_writes_nothing()
    {
        await using var service = new Service();
        using var journal = new Journal();
        await service.Client().GetProfilesAsync("CHAN1");
        service.Fake.RevokeCredentials((await service.StoredAsync())!.ClientId);
        var readsOnly = new FaultyStore(service.Store) { OnCreate = FaultyStore.Unavailable };
        var slow = service.Client(options =>
        {
            options.CredentialStore = readsOnly;
            options.LoggerFactory = journal;
        });
        service.Fake.InjectFault(FakeFault.Delay(Slowly).On(FakeOperation.Register));
        var registering = service.Clock.WaitBegins(Slowly);
        var call = slow.GetProfilesAsync("CHAN1");
        await Eventually.BeforeAsync(registering, call);

        await service.Client().GetProfilesAsync("CHAN1");
        var stored = await service.StoredAsync();
        service.Clock.Advance(Slowly);
        await call;

        Assert.Equal(3, service.Fake.Registrations);
        Assert.Equal(stored!.ClientId, (await service.StoredAsync())!.ClientId);
        Assert.Single(journal.Of(1002));
    }

    [Fact]
    public async Task Exception_of_the_statement_provider_reaches_the_caller()
    {
        await using var service = new Service();
        var cause = new InvalidOperationException("There is no statement (test).");
        var client = service.Client(options => options.SoftwareStatementProvider = _ => throw cause);

        Assert.Same(cause, await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetProfilesAsync("CHAN1")));

        Assert.Equal(0, service.Fake.Requests);
    }

    [Fact]
    public void Probe_rejected_for_its_own_request_lets_the_next_request_probe()
    {
        var clock = new TestClock();
        using var journal = new Journal();
        var statement = new SoftwareStatement($"e30.{Guid.NewGuid():N}.eA");
        var circuit = new RegistrationCircuitBreaker(TimeSpan.FromSeconds(30), clock, journal);
        circuit.Failed(Service.DeviceKey(), Refusal("invalid_software_statement"), statement);
        Assert.Throws<DynamicClientRegistrationException>(() => circuit.Pass(statement));
        clock.Advance(TimeSpan.FromSeconds(30));
        circuit.Pass(statement);
        Assert.Throws<DynamicClientRegistrationException>(() => circuit.Pass(statement));

        circuit.Failed(Service.DeviceKey(), Refusal("invalid_request"), statement);

        circuit.Pass(statement);
        Assert.Throws<DynamicClientRegistrationException>(() => circuit.Pass(statement));
        Assert.Single(journal.Of(1005));
    }

    private static DynamicClientRegistrationException Refusal(string code) => new("registerClient", HttpStatusCode.BadRequest, code, $"Refused with {code} (test).");
}
