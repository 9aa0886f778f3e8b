using AdobePass.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AdobePass.Tests.Registration;

/// <summary>When the pairs of many devices are rejected at once, nothing is replaced.</summary>
public sealed class ReplacementCircuitBreakerTests
{
    private const string InvalidClient = """{"error":"invalid_client"}""";
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Hours = TimeSpan.FromHours(6);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Many_rejections_replace_at_most_MaxRejectedDevices_pairs(bool newPairsAreAccepted)
    {
        await using var service = new Service();
        using var journal = new Journal();
        var client = service.Client(options => Configure(options, journal));
        var old = await SignInAsync(service, client, 200);
        var ids = old.Values.ToHashSet();
        using (service.Fake.InjectFault(
            Rejection(request => !newPairsAreAccepted || ids.Any(id => request.BodyText.Contains(id, StringComparison.Ordinal)))))
        {
            for (var i = 0; i < 200; i++)
            {
                await Record.ExceptionAsync(() => client.GetProfilesAsync("CHAN1", Device(i)));
            }
        }

        var lost = await CountLostAsync(service, old);
        Assert.Equal(newPairsAreAccepted ? 5 : 0, lost);
        Assert.Equal(205, service.Fake.Registrations);
        Assert.Single(journal.Of(1007));
    }

    [Fact]
    public async Task MaxRejectedDevices_of_zero_disables_automatic_replacement()
    {
        await using var service = new Service();
        var client = service.Client(options =>
        {
            Configure(options);
            options.MaxRejectedDevices = 0;
        });
        var old = await SignInAsync(service, client, 3);
        using (service.Fake.InjectFault(Rejection(_ => true)))
        {
            for (var i = 0; i < 3; i++)
            {
                var fault = await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1", Device(i)));
                Assert.Contains(nameof(AdobePassOptions.MaxRejectedDevices), fault.Message, StringComparison.Ordinal);
                Assert.Equal("invalid_client", fault.ErrorCode);
            }
        }

        Assert.Equal(3, service.Fake.Registrations);
        Assert.Equal(0, await CountLostAsync(service, old));
    }

    [Fact]
    public async Task Accepted_probe_ends_the_break_without_losing_a_pair()
    {
        await using var service = new Service();
        using var journal = new Journal();
        var connection = service.Connect(options => Configure(options, journal));
        var client = new EntitlementsClient(connection);
        var old = await SignInAsync(service, client, 20);
        using (service.Fake.InjectFault(Rejection(_ => true)))
        {
            for (var i = 0; i < 20; i++)
            {
                await Record.ExceptionAsync(() => client.GetProfilesAsync("CHAN1", Device(i)));
            }

            var health = await connection.CheckHealthAsync();
            Assert.False(health.IsHealthy);
            Assert.True(health.AreReplacementsStopped);
        }

        service.Clock.Advance(Break);
        for (var i = 0; i < 20; i++)
        {
            await client.GetProfilesAsync("CHAN1", Device(i));
        }

        Assert.True((await connection.CheckHealthAsync()).IsHealthy);
        Assert.Equal(0, await CountLostAsync(service, old));
        Assert.Single(journal.Of(1008));
    }

    [Fact]
    public async Task One_probe_at_a_time_is_sent_while_the_service_rejects()
    {
        await using var service = new Service();
        var client = service.Client(options => Configure(options));
        await SignInAsync(service, client, 20);
        using var storm = service.Fake.InjectFault(Rejection(_ => true));
        for (var i = 0; i < 20; i++)
        {
            await Record.ExceptionAsync(() => client.GetProfilesAsync("CHAN1", Device(i)));
        }

        for (var round = 0; round < 5; round++)
        {
            service.Clock.Advance(Break);
            var before = service.Fake.TokenRequests;
            for (var i = 0; i < 20; i++)
            {
                await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1", Device(i)));
            }

            Assert.Equal(1, service.Fake.TokenRequests - before);
        }

        Assert.Equal(25, service.Fake.Registrations);
    }

    [Fact]
    public async Task Devices_that_were_not_rejected_are_served_during_the_break()
    {
        await using var service = new Service();
        var client = service.Client(options => Configure(options));
        var old = await SignInAsync(service, client, 20);
        var rejected = Enumerable.Range(0, 10).Select(i => old[i]).ToHashSet();
        using var storm = service.Fake.InjectFault(
            Rejection(request => rejected.Any(id => request.BodyText.Contains(id, StringComparison.Ordinal))));
        for (var i = 0; i < 10; i++)
        {
            await Record.ExceptionAsync(() => client.GetProfilesAsync("CHAN1", Device(i)));
        }

        for (var i = 10; i < 20; i++)
        {
            await client.GetProfilesAsync("CHAN1", Device(i));
        }

        // Others are accepted and none is newly rejected: the pairs themselves are at fault, and are replaced one after the other.
        for (var round = 0; round < 7; round++)
        {
            service.Clock.Advance(Break);
            await client.GetProfilesAsync("CHAN1", Device(100 + round));
            service.Clock.Advance(Hours);
            await client.GetProfilesAsync("CHAN1", Device(100 + round));
            for (var i = 0; i < 10; i++)
            {
                await Record.ExceptionAsync(() => client.GetProfilesAsync("CHAN1", Device(i)));
            }
        }

        for (var i = 0; i < 10; i++)
        {
            await client.GetProfilesAsync("CHAN1", Device(i));
        }
    }

    [Fact]
    public async Task Rejections_of_other_processes_count_if_the_store_supports_counting()
    {
        await using var service = new Service();
        var store = new CountingStore(service.Store);
        var clients = Enumerable.Range(0, 10)
            .Select(_ => service.Client(options =>
            {
                Configure(options);
                options.CredentialStore = store;
            }))
            .ToList();
        var old = await SignInAsync(service, clients[0], 50);
        using (service.Fake.InjectFault(
            Rejection(request => old.Values.Any(id => request.BodyText.Contains(id, StringComparison.Ordinal)))))
        {
            for (var i = 0; i < 50; i++)
            {
                await Record.ExceptionAsync(() => clients[i % 10].GetProfilesAsync("CHAN1", Device(i)));
            }
        }

        Assert.Equal(5, await CountLostAsync(service, old));
    }

    [Fact]
    public async Task Pairs_are_replaced_if_rejections_are_far_apart()
    {
        await using var service = new Service();
        var client = service.Client(options => Configure(options));
        await SignInAsync(service, client, 20);
        for (var i = 0; i < 20; i++)
        {
            service.Fake.RevokeCredentials((await service.StoredAsync("device-" + i))!.ClientId);
            service.Clock.Advance(TimeSpan.FromMinutes(2));
            await client.GetProfilesAsync("CHAN1", Device(i));
        }

        Assert.Equal(40, service.Fake.Registrations);
    }

    [Fact]
    public async Task Health_check_is_unhealthy_during_the_break()
    {
        await using var service = new Service();
        var connection = service.Connect(options =>
        {
            Configure(options);
            options.MaxRejectedDevices = 0;
        });
        var client = new EntitlementsClient(connection);
        await SignInAsync(service, client, 1);
        using var storm = service.Fake.InjectFault(Rejection(_ => true));
        await Record.ExceptionAsync(() => client.GetProfilesAsync("CHAN1", Device(0)));
        var services = new ServiceCollection().AddSingleton(connection).AddLogging();
        services.AddHealthChecks().AddCheck<AdobePassHealthCheck>("adobe-pass");
        await using var provider = services.BuildServiceProvider();

        var report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.Equal(HealthStatus.Unhealthy, report.Status);
    }

    private static void Configure(AdobePassOptions options, Journal? journal = null)
    {
        options.RegistrationBreakDuration = Break;
        options.Device = null;
        options.LoggerFactory = journal;
    }

    private static StreamingDevice Device(int index) => Service.Device("device-" + index);

    private static FakeFault Rejection(Func<FakeRequest, bool> condition) =>
        FakeFault.Respond(400, InvalidClient, "application/json").On(FakeOperation.Token).When(condition).Forever();

    private static async Task<Dictionary<int, string>> SignInAsync(Service service, IEntitlements client, int devices)
    {
        var pairs = new Dictionary<int, string>();
        for (var i = 0; i < devices; i++)
        {
            await client.GetProfilesAsync("CHAN1", Device(i));
            pairs[i] = (await service.StoredAsync("device-" + i))!.ClientId;
        }

        service.Clock.Advance(Hours);
        return pairs;
    }

    private static async Task<int> CountLostAsync(Service service, Dictionary<int, string> old)
    {
        var lost = 0;
        foreach (var (index, id) in old)
        {
            lost += (await service.StoredAsync("device-" + index))?.ClientId == id ? 0 : 1;
        }

        return lost;
    }

    private sealed class CountingStore(MemoryCredentialStore inner) : CredentialStore
    {
        private long _count;

        internal override bool RunsInMemory => true;

        public override ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken) =>
            inner.FindAsync(key, cancellationToken);

        public override ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken) => default;

        public override ValueTask<StoredCredentials> CreateAsync(
            CredentialKey key,
            ClientCredentials credentials,
            CancellationToken cancellationToken) =>
            inner.CreateAsync(key, credentials, cancellationToken);

        public override ValueTask<StoredCredentials?> TryReplaceAsync(
            CredentialKey key,
            ClientCredentials credentials,
            string expectedVersion,
            CancellationToken cancellationToken) =>
            inner.TryReplaceAsync(key, credentials, expectedVersion, cancellationToken);

        public override ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken) =>
            inner.DeleteAsync(key, cancellationToken);

        public override ValueTask<long?> CountRejectionAsync(TimeSpan window, CancellationToken cancellationToken) =>
            new(Interlocked.Increment(ref _count));
    }
}
