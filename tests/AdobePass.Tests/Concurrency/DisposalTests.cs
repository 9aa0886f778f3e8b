using System.Collections.Concurrent;
using AdobePass.Testing;

namespace AdobePass.Tests.Concurrency;

/// <summary>What becomes of requests and tasks when a client is disposed or its callers have left.</summary>
[Collection(Telemetry.TelemetryCollection.Name)]
public sealed class DisposalTests
{
    private static readonly TimeSpan Slowly = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(FakeOperation.Token)]
    [InlineData(FakeOperation.Profiles)]
    public async Task Disposal_ends_requests_in_flight(FakeOperation operation)
    {
        await using var service = new Service();
        var connection = service.Connect();
        service.Fake.InjectFault(FakeFault.Delay(Slowly).On(operation));
        var begins = service.Clock.WaitBegins(Slowly);
        var call = new EntitlementsClient(connection).GetProfilesAsync("CHAN1");
        await Eventually.BeforeAsync(begins, call);

        connection.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => new EntitlementsClient(connection).GetProfilesAsync("CHAN1"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Registration_that_was_sent_is_stored_after_disposal(bool isAwaited)
    {
        await using var service = new Service();
        var connection = service.Connect();
        service.Fake.InjectFault(FakeFault.Delay(Slowly).On(FakeOperation.Register));
        var begins = service.Clock.WaitBegins(Slowly);
        var call = new EntitlementsClient(connection).GetProfilesAsync("CHAN1");
        await Eventually.BeforeAsync(begins, call);

        var disposal = isAwaited ? connection.DisposeAsync().AsTask() : Task.Run(connection.Dispose);
        if (isAwaited)
        {
            Assert.False(disposal.IsCompleted);
        }
        else
        {
            // It does not wait for the clock.
            await disposal;
        }

        service.Clock.Advance(Slowly);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
        await disposal;
        Assert.NotNull(await service.StoredAsync());
        Assert.Equal(1, service.Fake.Registrations);
        Assert.Equal(0, service.Fake.TokenRequests);
    }

    [Fact]
    public async Task Registration_that_was_not_sent_yet_is_not_sent_after_disposal()
    {
        await using var service = new Service();
        var gate = new TaskCompletionSource();
        var store = new ScriptedStore(service.Store)
        {
            OnEnsureWritable = async () => await gate.Task,
        };
        var connection = service.Connect(options => options.CredentialStore = store);
        var call = new EntitlementsClient(connection).GetProfilesAsync("CHAN1");

        connection.Dispose();
        gate.SetResult();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
        Assert.Equal(0, service.Fake.Registrations);
    }

    [Fact]
    public async Task Disposal_ends_the_wait_in_the_rate_limiter()
    {
        await using var service = new Service();
        var connection = service.Connect(options =>
        {
            options.RequestsPerSecond = 1;
            options.RequestBurst = 2;
        });
        var client = new EntitlementsClient(connection);
        var next = service.Clock.NextWaitExcept(TimeSpan.FromSeconds(30));
        var calls = Task.WhenAll(client.GetProfilesAsync("CHAN1"), client.GetProfilesAsync("CHAN1"), client.GetProfilesAsync("CHAN1"));
        await next;

        connection.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => calls);
    }

    [Fact]
    public async Task Soak_with_cancellations_and_failures_leaves_no_unobserved_exception()
    {
        // What other tests have left behind must not count.
        CollectGarbage();
        var unobserved = new ConcurrentQueue<string>();
        void Count(object? sender, UnobservedTaskExceptionEventArgs e) => unobserved.Enqueue(e.Exception.ToString());
        TaskScheduler.UnobservedTaskException += Count;
        try
        {
            for (var seed = 0; seed < 20; seed++)
            {
                await SoakAsync(seed);
            }

            CollectGarbage();
            Assert.Empty(unobserved);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Count;
        }
    }

    private static void CollectGarbage()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static async Task SoakAsync(int seed)
    {
        var random = new Random(seed);
        await using var service = new Service();
        var store = new FaultyStore(service.Store);
        var cache = new ScriptedCache();
        var connection = service.Connect(options =>
        {
            options.CredentialStore = store;
            options.AccessTokenCache = cache;
        });
        var client = new EntitlementsClient(connection);
        var calls = new List<Task>();
        for (var i = 0; i < 100; i++)
        {
            using var source = new CancellationTokenSource();
            store.OnFind = random.Next(4) == 0 ? FaultyStore.Once() : null;
            store.OnCreate = random.Next(4) == 0 ? FaultyStore.Once() : null;
            cache.OnFind = random.Next(4) == 0 ? static () => throw new IOException("The cache (test).") : null;
            cache.OnSet = random.Next(4) == 0 ? static () => Task.FromException(new IOException("The cache (test).")) : null;
            if (random.Next(3) == 0)
            {
                var fault = random.Next(3) switch
                {
                    0 => FakeFault.ResetBeforeProcessing(),
                    1 => FakeFault.HtmlPage(500),
                    _ => FakeFault.EmptyBody(),
                };
                service.Fake.InjectFault(fault.On(random.Next(2) == 0 ? FakeOperation.Token : FakeOperation.Register));
            }

            // The caller leaves at once, a little later, or never; the shared request goes on and may fail.
            var call = client.GetProfilesAsync("CHAN1", Service.Device("device-" + random.Next(5)), cancellationToken: source.Token);
            for (var yields = random.Next(20); yields > 0; yields--)
            {
                await Task.Yield();
            }

            await source.CancelAsync();
            _ = await Record.ExceptionAsync(() => call);
        }

        await connection.DisposeAsync();
        await Eventually.TrueAsync(() => StoreThreads.ActiveOperations == 0);
    }
}
