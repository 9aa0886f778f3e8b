namespace AdobePass.Tests.Stores;

/// <summary>Stores of others as the flow sees them.</summary>
public sealed class TimeoutCredentialStoreTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LeaseTimeout = TimeSpan.FromSeconds(3);
    private static readonly CredentialKey DeviceKey = Service.DeviceKey();

    private readonly TestClock _clock = new();
    private readonly Journal _journal = new();
    private readonly ScriptedStore _inner = new(new MemoryCredentialStore());

    private TimeoutCredentialStore Store => new(_inner, new StoreThreads(_clock, Limit), Limit, _clock, client: null, _journal);

    [Fact]
    public async Task Granted_lease_is_returned_and_released_by_its_caller()
    {
        var turn = new Turn();
        _inner.OnTakeTurn = (_, _) => new ValueTask<IAsyncDisposable?>(turn);

        var given = await Store.AcquireLeaseAsync(DeviceKey, LeaseTimeout, default);

        Assert.False(turn.IsEnded);
        await given!.DisposeAsync();
        Assert.True(turn.IsEnded);
    }

    [Fact]
    public async Task Cancelled_lease_wait_throws_OperationCanceledException()
    {
        using var source = new CancellationTokenSource();
        _inner.OnTakeTurn = static (_, _) => new ValueTask<IAsyncDisposable?>(new TaskCompletionSource<IAsyncDisposable?>().Task);
        var waiting = Store.AcquireLeaseAsync(DeviceKey, LeaseTimeout, source.Token).AsTask();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Lease_granted_after_the_timeout_is_released()
    {
        var given = new TaskCompletionSource<IAsyncDisposable?>();
        _inner.OnTakeTurn = (_, _) => new ValueTask<IAsyncDisposable?>(given.Task);
        var begins = _clock.WaitBegins(LeaseTimeout + Limit);
        var waiting = Store.AcquireLeaseAsync(DeviceKey, LeaseTimeout, default).AsTask();
        await begins;
        _clock.Advance(LeaseTimeout + Limit - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await waiting);

        var turn = new Turn();
        given.SetResult(turn);

        await Eventually.TrueAsync(() => turn.IsEnded);
    }

    [Fact]
    public async Task Store_that_hangs_in_AcquireLeaseAsync_is_unavailable_after_one_timeout()
    {
        using var gate = new ManualResetEventSlim();
        _inner.OnTakeTurn = (_, _) =>
        {
            gate.Wait();
            return default;
        };
        var begins = _clock.WaitBegins(Limit);
        var waiting = Store.AcquireLeaseAsync(DeviceKey, LeaseTimeout, default).AsTask();
        await begins;

        _clock.Advance(Limit);

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(() => waiting);
        Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
        gate.Set();
    }

    [Fact]
    public async Task Hung_store_fails_immediately_except_for_one_call_at_a_time()
    {
        using var gate = new ManualResetEventSlim();
        var store = Store;
        var begun = 0;
        _inner.OnFind = _ =>
        {
            Interlocked.Increment(ref begun);
            gate.Wait();
            return default;
        };
        var begins = _clock.WaitBegins(Limit);
        var first = store.FindAsync(DeviceKey, default).AsTask();
        await begins;
        await Eventually.TrueAsync(() => Volatile.Read(ref begun) == 1);
        _clock.Advance(Limit);
        await Assert.ThrowsAsync<CredentialStoreException>(() => first);

        // One finds out, and the others do not wait for it.
        begins = _clock.WaitBegins(Limit);
        var probe = store.FindAsync(DeviceKey, default).AsTask();
        await begins;
        await Eventually.TrueAsync(() => Volatile.Read(ref begun) == 2);
        for (var i = 0; i < 20; i++)
        {
            await Assert.ThrowsAsync<CredentialStoreException>(() => store.FindAsync(DeviceKey, default).AsTask());
        }

        Assert.Equal(2, Volatile.Read(ref begun));
        gate.Set();
        Assert.Null(await probe);
        _inner.OnFind = null;
        Assert.Null(await store.FindAsync(DeviceKey, default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lease_is_null_if_the_store_fails_to_grant_it(bool later)
    {
        _inner.OnTakeTurn = (_, _) => later ? ValueTask.FromException<IAsyncDisposable?>(new IOException()) : throw new IOException();

        Assert.Null(await Store.AcquireLeaseAsync(DeviceKey, LeaseTimeout, default));
    }

    [Fact]
    public async Task Cancelled_call_throws_and_logs_no_store_failure()
    {
        using var source = new CancellationTokenSource();
        _inner.OnFind = static token => new ValueTask<StoredCredentials?>(new TaskCompletionSource<StoredCredentials?>().Task);
        var finding = Store.FindAsync(DeviceKey, source.Token).AsTask();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => finding);
        Assert.Empty(_journal.Of(3001));
    }

    [Fact]
    public async Task Cancellation_by_the_store_is_reported_as_unavailable()
    {
        _inner.OnFind = static _ => throw new OperationCanceledException();

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(() => Store.FindAsync(DeviceKey, default).AsTask());

        Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
    }

    [Fact]
    public async Task Store_timeout_is_reported_as_unavailable_and_names_the_option()
    {
        _inner.OnFind = static _ => new ValueTask<StoredCredentials?>(new TaskCompletionSource<StoredCredentials?>().Task);
        var finding = Store.FindAsync(DeviceKey, default).AsTask();

        _clock.Advance(Limit);

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(() => finding);
        Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
        Assert.Contains("within 10 s", fault.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(AdobePassOptions.StoreTimeout), fault.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(TimeoutException), Assert.Single(_journal.Of(3001)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_exception_is_reported_by_type_without_its_message()
    {
        var words = Guid.NewGuid().ToString("N");
        _inner.OnFind = _ => throw new InvalidOperationException(words);

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(() => Store.FindAsync(DeviceKey, default).AsTask());

        Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
        Assert.IsType<InvalidOperationException>(fault.InnerException);
        Assert.Contains(nameof(InvalidOperationException), fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(words, fault.Message, StringComparison.Ordinal);
        var line = Assert.Single(_journal.Of(3001));
        Assert.Contains(nameof(InvalidOperationException), line, StringComparison.Ordinal);
        Assert.DoesNotContain(words, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CredentialStoreException_of_the_store_keeps_its_stack_trace()
    {
        _inner.OnFind = static _ => FailDeepInside();

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(() => Store.FindAsync(DeviceKey, default).AsTask());

        Assert.Contains(nameof(FailDeepInside), fault.StackTrace, StringComparison.Ordinal);
        Assert.Contains(nameof(CredentialStoreException), Assert.Single(_journal.Of(3001)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Corrupt_entry_is_logged_as_corrupt_not_as_unavailable()
    {
        _inner.OnFind = static _ => throw new CredentialStoreException(CredentialStoreFailure.Corrupt, "The entry is damaged (test).");

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(() => Store.FindAsync(DeviceKey, default).AsTask());

        Assert.Equal(CredentialStoreFailure.Corrupt, fault.Failure);
        Assert.Contains("find", Assert.Single(_journal.Of(3002)), StringComparison.Ordinal);
        Assert.Empty(_journal.Of(3001));
    }

    [Fact]
    public async Task Message_states_whether_a_pair_was_already_registered()
    {
        var pair = new ClientCredentials("id", new ClientSecret(Guid.NewGuid().ToString("N")));
        _inner.OnFind = static _ => throw new IOException();
        _inner.OnEnsureWritable = static () => throw new IOException();
        _inner.OnCreate = static () => throw new IOException();
        _inner.OnReplace = static () => throw new IOException();

        foreach (var (act, isRegistered) in new (Func<Task>, bool)[]
        {
            (() => Store.FindAsync(DeviceKey, default).AsTask(), false),
            (() => Store.EnsureWritableAsync(DeviceKey, default).AsTask(), false),
            (() => Store.CreateAsync(DeviceKey, pair, default).AsTask(), true),
            (() => Store.TryReplaceAsync(DeviceKey, pair, "version", default).AsTask(), true),
        })
        {
            var fault = await Assert.ThrowsAsync<CredentialStoreException>(act);
            Assert.Equal(isRegistered, fault.Message.Contains("kept in memory", StringComparison.Ordinal));
            Assert.Equal(!isRegistered, fault.Message.Contains("Nothing was registered", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Each_store_warning_is_logged_once_and_reported_by_health()
    {
        await using var service = new Service();
        using var journal = new Journal();
        var store = new WarningStore(service.Store) { Text = ["one"] };
        var connection = service.Connect(options =>
        {
            options.CredentialStore = store;
            options.LoggerFactory = journal;
        });

        await connection.CheckHealthAsync();
        await connection.CheckHealthAsync();
        store.Text = ["one", "two"];
        var health = await connection.CheckHealthAsync();

        Assert.True(health.IsHealthy);
        Assert.Equal(["one", "two"], health.StoreWarnings);
        Assert.Equal(2, journal.Of(3006).Count);
    }

    private sealed class WarningStore(MemoryCredentialStore inner) : CredentialStore
    {
        public IReadOnlyList<string> Text { get; set; } = [];

        public override IReadOnlyList<string> Warnings => Text;

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
    }

    private static ValueTask<StoredCredentials?> FailDeepInside() => throw FaultyStore.Unavailable();

    private sealed class Turn : IAsyncDisposable
    {
        private int _ended;

        public bool IsEnded => Volatile.Read(ref _ended) == 1;

        public ValueTask DisposeAsync()
        {
            Assert.Equal(1, Interlocked.Increment(ref _ended));
            return default;
        }
    }
}
