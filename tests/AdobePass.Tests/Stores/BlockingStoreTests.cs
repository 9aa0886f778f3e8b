namespace AdobePass.Tests.Stores;

/// <summary>A store whose calls block the thread: a frozen disk, a dead network mount, a synchronous driver.</summary>
public sealed class BlockingStoreTests
{
    [Fact]
    public async Task Blocking_store_delays_callers_no_longer_than_the_timeout()
    {
        await using var service = new Service();
        using var gate = new ManualResetEventSlim();
        var store = new ScriptedStore(service.Store) { OnFind = _ => Block(gate, service) };
        var client = service.Client(options => options.CredentialStore = store);

        var call = client.GetProfilesAsync("CHAN1");
        await service.Clock.DriveStuckAsync(Record.ExceptionAsync(() => call));

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(() => call);
        Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
        gate.Set();
        await client.GetProfilesAsync("CHAN1");
        Assert.Equal(1, service.Fake.Registrations);
    }

    [Fact]
    public async Task Blocking_store_uses_no_thread_pool_thread_and_then_fails_immediately()
    {
        await using var service = new Service();
        using var gate = new ManualResetEventSlim();
        var blocked = 0;
        var store = new ScriptedStore(service.Store)
        {
            OnFind = _ =>
            {
                Assert.False(Thread.CurrentThread.IsThreadPoolThread);
                Interlocked.Increment(ref blocked);
                return Block(gate, service);
            },
        };
        var client = service.Client(options => options.CredentialStore = store);
        var calls = Enumerable.Range(0, 200).Select(i => client.GetProfilesAsync("CHAN1", Service.Device("device-" + i))).ToList();
        await Eventually.TrueAsync(() => Volatile.Read(ref blocked) == 16);

        // The pool is free: work that needs it runs while the store is stuck.
        Assert.Equal(42, await Task.Run(() => 42));
        var all = Task.WhenAll(calls.Select(call => Record.ExceptionAsync(() => call)));
        await service.Clock.DriveStuckAsync(all);
        Assert.All(await all, thrown => Assert.IsType<CredentialStoreException>(thrown));

        // Every thread is stuck, so a call does not wait for the timeout again.
        var late = client.GetProfilesAsync("CHAN1", Service.Device("late"));
        await Assert.ThrowsAsync<CredentialStoreException>(() => late);
        Assert.Equal(16, Volatile.Read(ref blocked));
        gate.Set();
        await Eventually.TrueAsync(() => StoreThreads.ActiveOperations == 0);
        store.OnFind = null;
        await client.GetProfilesAsync("CHAN1", Service.Device("late"));
    }

    [Fact]
    public async Task Blocking_token_cache_causes_a_token_request_and_fails_no_call()
    {
        await using var service = new Service();
        using var gate = new ManualResetEventSlim();
        var cache = new ScriptedCache { OnFind = () => { gate.Wait(); return Task.CompletedTask; } };
        var client = service.Client(options => options.AccessTokenCache = cache);

        var call = client.GetProfilesAsync("CHAN1");
        await service.Clock.DriveStuckAsync(call);

        await call;
        gate.Set();
        Assert.Equal(1, service.Fake.TokenRequests);
    }

    private static ValueTask<StoredCredentials?> Block(ManualResetEventSlim gate, Service service)
    {
        gate.Wait();
        return service.Store.FindAsync(Service.DeviceKey(), default);
    }
}
