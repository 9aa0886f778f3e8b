using System.Globalization;
using StackExchange.Redis;

namespace AdobePass.Redis;

/// <summary>
/// Stores client credentials in Redis, or in a server that implements its protocol, such as Garnet. Any number of processes and machines
/// share one pair per device.
/// </summary>
/// <remarks>
/// <para>Entries never expire. If the server loses an entry, the viewer is logged out. Configure the server as a database and not as a
/// cache: an append-only file (<c>appendonly yes</c>), no eviction (<c>maxmemory-policy noeviction</c>) and backups. A failover to a
/// replica that has not received the last writes loses them, unless <see cref="RedisStoreOptions.ReplicasToWaitFor"/> is set. The affected
/// devices register again.</para>
/// <para>The store writes a record of its creation next to the entries. A missing entry counts as absent only if the record exists. See
/// <see cref="RedisStoreOptions.AllowCreation"/>.</para>
/// <para>Every response of the server that is neither an entry nor a certain absence throws a <see cref="CredentialStoreException"/>, and
/// nothing is registered. Messages contain the key, which is a hash, and never its value.</para>
/// <para>The user of the connection needs the commands of strings, transactions and connections, DEL and UNLINK, on its own keys
/// (<c>+@string +@transaction +@connection +del +unlink ~adobepass:*</c>). With INFO, CONFIG GET and SCAN, the store checks more of the
/// server's configuration. It does not use scripts.</para>
/// </remarks>
public sealed class RedisCredentialStore : CredentialStore
{
    private const int Attempts = 16;

    private static readonly TimeSpan ProbeLifetime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LeasePoll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxLeasePoll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeaseReserve = TimeSpan.FromSeconds(10);

    private readonly RedisMedium _medium;
    private readonly StoreRecord _record;
    private readonly ServerCheck _check;
    private readonly ReplicaWait? _replicas;
    private readonly CredentialFormat _format;
    private readonly RedisAccessTokenCache _tokens;
    private readonly TimeSpan? _leaseDuration;

    /// <summary>Initializes a new instance of the <see cref="RedisCredentialStore"/> class.</summary>
    /// <param name="connection">
    /// The connection, which the caller disposes after the last use of the store. Set <c>AbortOnConnectFail</c> to false if the server may
    /// start later than the application.
    /// </param>
    /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="connection"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">An option is outside its documented range.</exception>
    public RedisCredentialStore(IConnectionMultiplexer connection, RedisStoreOptions? options = null)
    {
        options ??= new RedisStoreOptions();
        _medium = new RedisMedium(connection, options);
        _record = new StoreRecord(_medium, options.AllowCreation);
        _check = new ServerCheck(_medium, options);
        _replicas = ReplicaWait.Create(connection, options);
        _format = new CredentialFormat(options.Protector, options.RequireProtection);
        _tokens = new RedisAccessTokenCache(connection, options);
        _leaseDuration = options.LeaseDuration;
        if (_leaseDuration <= TimeSpan.Zero)
        {
            throw new ArgumentException($"{nameof(RedisStoreOptions.LeaseDuration)} is not greater than zero.", nameof(options));
        }
    }

    /// <summary>Gets the end points, the database and the key prefix.</summary>
    public override string Location => _medium.Location;

    /// <summary>Gets a <see cref="RedisAccessTokenCache"/> with the same connection and options.</summary>
    /// <returns>The cache.</returns>
    public override AccessTokenCache CreateAccessTokenCache() => _tokens;

    /// <inheritdoc/>
    /// <remarks><see cref="EnsureWritableAsync"/> and <see cref="GetStateAsync"/> update the warnings, at most every 5 minutes.</remarks>
    public override IReadOnlyList<string> Warnings => _check.Warnings;

    /// <inheritdoc/>
    public override async ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        var redisKey = KeyOf(key);
        var value = await _medium.ReadAsync(redisKey, cancellationToken).ConfigureAwait(false);
        if (Read(key, redisKey, value, out var isOutdated) is not { } found)
        {
            // Read after the entry, so that a server that was emptied before that is detected.
            await _record.CheckAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }

        if (!_record.IsSeen)
        {
            await _record.AdoptAsync(cancellationToken).ConfigureAwait(false);
        }

        if (isOutdated)
        {
            await RewriteAsync(key, redisKey, value, found, cancellationToken).ConfigureAwait(false);
        }

        return found;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// It also checks the configuration of the server, at most every 5 minutes. See <see cref="RedisStoreOptions.AllowEviction"/> and
    /// <see cref="RedisStoreOptions.AllowNoPersistence"/>.
    /// </remarks>
    public override async ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        // The probe has the size of an entry and uses the protector: without a key, an entry could not be written either.
        var probe = _format.Write(key, NewEntry(new ClientCredentials("probe", new ClientSecret("probe"))));
        var redisKey = _medium.KeyOf(key, "probe");
        await _medium.RunAsync(
            "write",
            redisKey,
            database => database.StringSetAsync(redisKey, probe, ProbeLifetime),
            cancellationToken).ConfigureAwait(false);
        if (await _check.RunAsync(cancellationToken).ConfigureAwait(false) is { } problem)
        {
            throw new CredentialStoreException(CredentialStoreFailure.Unavailable, problem);
        }

        await WaitForReplicasAsync(redisKey, probe, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask<StoredCredentials> CreateAsync(
        CredentialKey key,
        ClientCredentials credentials,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var redisKey = KeyOf(key);
        var entry = NewEntry(credentials);
        var content = _format.Write(key, entry);
        await _record.EnsureCreatedAsync(cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await _medium.RunAsync(
                "create",
                redisKey,
                database => CreateAsync(database, redisKey, content),
                cancellationToken).ConfigureAwait(false))
            {
                await WaitForReplicasAsync(redisKey, content, cancellationToken).ConfigureAwait(false);
                return entry;
            }

            // The entry of another process, or of an own attempt whose response was lost. It is absent only if it was deleted meanwhile.
            var value = await _medium.ReadAsync(redisKey, cancellationToken).ConfigureAwait(false);
            if (Read(key, redisKey, value, out _) is { } winner)
            {
                await WaitForReplicasAsync(redisKey, value, cancellationToken).ConfigureAwait(false);
                return winner;
            }
        }

        throw RedisMedium.Contended("create", redisKey);
    }

    /// <inheritdoc/>
    public override ValueTask<StoredCredentials?> TryReplaceAsync(
        CredentialKey key,
        ClientCredentials credentials,
        string expectedVersion,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var entry = NewEntry(credentials);
        return TrySwapAsync("replace", key, expectedVersion, _ => entry, cancellationToken);
    }

    /// <inheritdoc/>
    public override ValueTask<StoredCredentials?> TrySetPendingAsync(
        CredentialKey key,
        ClientCredentials? pending,
        string expectedVersion,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return TrySwapAsync("update", key, expectedVersion, current => NewEntry(current.Credentials, pending), cancellationToken);
    }

    /// <inheritdoc/>
    public override async ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        var redisKey = KeyOf(key);
        return await _medium.RunAsync(
            "delete",
            redisKey,
            database => database.KeyDeleteAsync(redisKey),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask<CredentialStoreState> GetStateAsync(CancellationToken cancellationToken)
    {
        var state = await _record.CheckAsync(cancellationToken).ConfigureAwait(false);
        await _check.RunAsync(cancellationToken).ConfigureAwait(false);
        return state;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The clock of the store divides time into windows. The count is the sum of the current and the previous window, so it covers between
    /// one and two windows. It is <see langword="null"/> if the server does not allow the commands.
    /// </remarks>
    public override async ValueTask<long?> CountRejectionAsync(TimeSpan window, CancellationToken cancellationToken)
    {
        if (window < TimeSpan.FromMilliseconds(1))
        {
            throw new ArgumentOutOfRangeException(nameof(window), "The window is less than 1 ms.");
        }

        var length = (long)window.TotalMilliseconds;
        var number = _medium.Clock.GetUtcNow().ToUnixTimeMilliseconds() / length;
        var current = KeyOfWindow(length, number);
        var previous = KeyOfWindow(length, number - 1);
        return await _medium.RunAsync(
            "count in",
            current,
            database => CountAsync(database, current, previous, TimeSpan.FromMilliseconds(2 * length)),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask<IAsyncDisposable?> AcquireLeaseAsync(
        CredentialKey key,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        var redisKey = _medium.KeyOf(key, "turn");
        var owner = Guid.NewGuid().ToString("N");
        var duration = _leaseDuration ?? timeout + LeaseReserve;
        var began = _medium.Clock.GetTimestamp();
        var poll = LeasePoll;
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();

                // Not canceled: a lock that is acquired after its caller has left would block other callers.
                if (await _medium.RunAsync(
                    "take",
                    redisKey,
                    database => database.LockTakeAsync(redisKey, owner, duration),
                    CancellationToken.None).ConfigureAwait(false))
                {
                    return new Lease(_medium, redisKey, owner);
                }

                var left = timeout - _medium.Clock.GetElapsedTime(began);
                if (left <= TimeSpan.Zero)
                {
                    return null;
                }

                // The delay increases each time, because thousands of devices may wait for one slow machine.
                await DelayAsync(left < poll ? left : poll, cancellationToken).ConfigureAwait(false);
                poll = poll + poll < MaxLeasePoll ? poll + poll : MaxLeasePoll;
            }
        }
        catch (CredentialStoreException)
        {
            // The lock may have been acquired although the response was lost. The release is not awaited.
            _ = new Lease(_medium, redisKey, owner).DisposeAsync().AsTask();
            return null;
        }
    }

    private static StoredCredentials NewEntry(ClientCredentials credentials, ClientCredentials? pending = null) =>
        new(credentials ?? throw new ArgumentNullException(nameof(credentials)), Guid.NewGuid().ToString("N"), pending);

    private string KeyOf(CredentialKey key) => _medium.KeyOf(key, "credentials");

    private string KeyOfWindow(long length, long number) =>
        _medium.KeyOf(string.Format(CultureInfo.InvariantCulture, "rejections:{0}:{1}", length, number));

    private Task WaitForReplicasAsync(string redisKey, RedisValue content, CancellationToken cancellationToken) =>
        _replicas is null ? Task.CompletedTask : _replicas.WaitAsync(redisKey, content, cancellationToken);

    // Completes even if the caller cancels, so that no entry remains in a store that was emptied.
    private async Task<bool> CreateAsync(IDatabase database, string redisKey, byte[] content)
    {
        var write = database.StringSetAsync(redisKey, content, null, When.NotExists);
        var read = _record.SendReadAsync(database);
        bool isOurs;
        RedisValue record;
        try
        {
            isOurs = await write.ConfigureAwait(false);
            record = await read.ConfigureAwait(false);
        }
        catch
        {
            RedisMedium.Observe(write);
            RedisMedium.Observe(read);
            throw;
        }

        try
        {
            _record.Verify(record);
        }
        catch (CredentialStoreException) when (isOurs)
        {
            await RedisMedium.DeleteAsync(database, redisKey, content).ConfigureAwait(false);
            throw;
        }

        return isOurs;
    }

    // Uses only string commands, which every user of the store may use.
    private static async Task<long?> CountAsync(IDatabase database, string current, string previous, TimeSpan lifetime)
    {
        try
        {
            var create = database.StringSetAsync(current, 0, lifetime, When.NotExists);
            RedisMedium.Observe(create);
            var increment = database.StringIncrementAsync(current);
            RedisMedium.Observe(increment);
            var read = RedisMedium.ReadAsync(database, previous);
            RedisMedium.Observe(read);
            await create.ConfigureAwait(false);
            var count = await increment.ConfigureAwait(false);
            return count + ((await read.ConfigureAwait(false)).TryParse(out long before) ? before : 0);
        }
        catch (Exception failure) when (RedisMedium.IsPermanentRejection(failure))
        {
            return null;
        }
    }

    private async ValueTask<StoredCredentials?> TrySwapAsync(
        string operation,
        CredentialKey key,
        string expectedVersion,
        Func<StoredCredentials, StoredCredentials> change,
        CancellationToken cancellationToken)
    {
        var redisKey = KeyOf(key);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var value = await _medium.ReadAsync(redisKey, cancellationToken).ConfigureAwait(false);
            if (Read(key, redisKey, value, out _) is not { } current || current.Version != expectedVersion)
            {
                return null;
            }

            var entry = change(current);
            var content = _format.Write(key, entry);
            if (await _medium.RunAsync(
                operation,
                redisKey,
                database => RedisMedium.SwapAsync(database, redisKey, value, content),
                cancellationToken).ConfigureAwait(false))
            {
                await WaitForReplicasAsync(redisKey, content, cancellationToken).ConfigureAwait(false);
                return entry;
            }

            // Only the version decides: an entry that was written again with a new key of the protector keeps its version.
        }

        throw RedisMedium.Contended(operation, redisKey);
    }

    private StoredCredentials? Read(CredentialKey key, string redisKey, RedisValue value, out bool isOutdated)
    {
        isOutdated = false;
        if (value.IsNull)
        {
            return null;
        }

        try
        {
            return _format.Read(key, (byte[])value!, out isOutdated);
        }
        catch (FormatException failure)
        {
            throw RedisMedium.Corrupt(redisKey, failure.Message);
        }
    }

    // Writes the entry with the current key, including a pending pair. A failure does not fail the read: the next read tries again.
    private async Task RewriteAsync(
        CredentialKey key,
        string redisKey,
        RedisValue seen,
        StoredCredentials found,
        CancellationToken cancellationToken)
    {
        try
        {
            var content = _format.Write(key, found);
            await _medium.RunAsync(
                "rewrite",
                redisKey,
                database => RedisMedium.SwapAsync(database, redisKey, seen, content),
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception cause) when (cause is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            // As above.
        }
    }

    private Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(delay, _medium.Clock, cancellationToken);
#else
        _medium.Clock.Delay(delay, cancellationToken);
#endif

    private sealed class Lease(RedisMedium medium, string redisKey, string owner) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await medium.RunAsync(
                    "release",
                    redisKey,
                    database => database.LockReleaseAsync(redisKey, owner),
                    CancellationToken.None).ConfigureAwait(false);
            }
            catch (CredentialStoreException)
            {
                // The lease expires.
            }
        }
    }
}
