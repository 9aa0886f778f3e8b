using StackExchange.Redis;

namespace AdobePass.Redis;

/// <summary>
/// Keeps client credentials in Redis, or in a server that speaks its protocol such as Garnet. Any number of processes and machines agree on one pair per device.
/// </summary>
/// <remarks>
/// <para>Entries never expire. What the server loses logs viewers out, so it has to be set up as a database and not as a cache: an append-only file (<c>appendonly yes</c>), no eviction
/// (<c>maxmemory-policy noeviction</c>) and backups. A failover to a replica that had not received the last writes loses them; the devices concerned register again.</para>
/// <para>Every answer of the server that is neither an entry nor a certain absence is a <see cref="CredentialStoreException"/>, and nothing is registered then. Messages name the key, which is a
/// hash, and never what is stored under it.</para>
/// <para>Its user needs the commands of texts and of transactions, DEL and UNLINK, on its own keys (<c>+@string +@transaction +@connection +del +unlink ~adobepass:*</c>), and may have INFO. It uses no scripts.</para>
/// </remarks>
public sealed class RedisCredentialStore : CredentialStore
{
    private const int Attempts = 16;

    private static readonly TimeSpan ProbeLife = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TurnPoll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestTurnPoll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TurnReserve = TimeSpan.FromSeconds(10);

    private readonly RedisMedium _medium;
    private readonly CredentialFormat _format;
    private readonly TimeSpan? _turnLease;
    private volatile bool _isEvictionSettled;

    /// <summary>Uses a server.</summary>
    /// <param name="connection">The connection, which the caller disposes after the last use of the store. Connect with <c>AbortOnConnectFail</c> false where the server may start later than the application.</param>
    /// <param name="options">How the server is used; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="connection"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of the range that it documents.</exception>
    public RedisCredentialStore(IConnectionMultiplexer connection, RedisStoreOptions? options = null)
    {
        options ??= new RedisStoreOptions();
        _medium = new RedisMedium(connection, options);
        _format = new CredentialFormat(options.Protector);
        _turnLease = options.TurnLease;
        _isEvictionSettled = options.AllowEviction;
        if (_turnLease <= TimeSpan.Zero)
        {
            throw new ArgumentException($"{nameof(RedisStoreOptions.TurnLease)} is not more than zero.", nameof(options));
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<StoredCredentials?> FindAsync(CredentialPartition partition, CancellationToken cancellationToken)
    {
        var key = KeyOf(partition);
        var value = await _medium.RunAsync("read", key, database => RedisMedium.ReadAsync(database, key), cancellationToken).ConfigureAwait(false);
        if (Read(partition, key, value, out var isOutdated) is not { } found)
        {
            return null;
        }

        if (isOutdated)
        {
            await RewriteAsync(partition, key, value, found, cancellationToken).ConfigureAwait(false);
        }

        return found;
    }

    /// <inheritdoc/>
    /// <remarks>It writes a key that ends by itself, and asks once whether the server throws out keys when its memory is full; see <see cref="RedisStoreOptions.AllowEviction"/>.</remarks>
    public override async ValueTask EnsureWritableAsync(CredentialPartition partition, CancellationToken cancellationToken)
    {
        // As long as an entry, and through the protector: without a key an entry could not be written either.
        var probe = _format.Write(partition, NewEntry(new ClientCredentials("probe", new ClientSecret("probe"))));
        var key = _medium.KeyOf(partition, "probe");
        await _medium.RunAsync("write", key, database => database.StringSetAsync(key, probe, ProbeLife), cancellationToken).ConfigureAwait(false);
        if (_isEvictionSettled)
        {
            return;
        }

        if (await _medium.FindEvictionAsync().ConfigureAwait(false) is { } policy)
        {
            throw new CredentialStoreException(
                CredentialStoreFailure.Unavailable,
                $"The Redis server has maxmemory-policy {policy}: when its memory is full, it throws credentials out, which logs viewers out. Nothing was registered. " +
                $"Set the policy to noeviction or volatile-ttl, or {nameof(RedisStoreOptions)}.{nameof(RedisStoreOptions.AllowEviction)} if its memory cannot become full.");
        }

        _isEvictionSettled = true;
    }

    /// <inheritdoc/>
    public override async ValueTask<StoredCredentials> CreateAsync(CredentialPartition partition, ClientCredentials credentials, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var key = KeyOf(partition);
        var entry = NewEntry(credentials);
        var content = _format.Write(partition, entry);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await _medium.RunAsync("create", key, database => database.StringSetAsync(key, content, null, When.NotExists), cancellationToken).ConfigureAwait(false))
            {
                return entry;
            }

            // Somebody else's, or ours from an attempt whose answer was lost. It is gone only where it was deleted in between.
            if (await FindAsync(partition, cancellationToken).ConfigureAwait(false) is { } winner)
            {
                return winner;
            }
        }

        throw RedisMedium.Restless("create", key);
    }

    /// <inheritdoc/>
    public override async ValueTask<StoredCredentials?> TryReplaceAsync(CredentialPartition partition, ClientCredentials credentials, string expectedVersion, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var key = KeyOf(partition);
        var entry = NewEntry(credentials);
        var content = _format.Write(partition, entry);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var value = await _medium.RunAsync("read", key, database => RedisMedium.ReadAsync(database, key), cancellationToken).ConfigureAwait(false);
            if (Read(partition, key, value, out _)?.Version != expectedVersion)
            {
                return null;
            }

            if (await _medium.RunAsync("replace", key, database => RedisMedium.SwapAsync(database, key, value, content), cancellationToken).ConfigureAwait(false))
            {
                return entry;
            }

            // The version alone decides: an entry that was only written anew, with a new key of the protector, still has it.
        }

        throw RedisMedium.Restless("replace", key);
    }

    /// <inheritdoc/>
    public override async ValueTask<bool> DeleteAsync(CredentialPartition partition, CancellationToken cancellationToken)
    {
        var key = KeyOf(partition);
        return await _medium.RunAsync("delete", key, database => database.KeyDeleteAsync(key), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask<IAsyncDisposable?> TakeTurnAsync(CredentialPartition partition, TimeSpan patience, CancellationToken cancellationToken)
    {
        var key = _medium.KeyOf(partition, "turn");
        var owner = Guid.NewGuid().ToString("N");
        var lease = _turnLease ?? patience + TurnReserve;
        var began = _medium.Clock.GetTimestamp();
        var poll = TurnPoll;
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();

                // Its end is awaited even when the caller gives up: a turn that nobody knows of would hold others up.
                if (await _medium.RunAsync("take", key, database => database.LockTakeAsync(key, owner, lease), CancellationToken.None).ConfigureAwait(false))
                {
                    return new Turn(_medium, key, owner);
                }

                var left = patience - _medium.Clock.GetElapsedTime(began);
                if (left <= TimeSpan.Zero)
                {
                    return null;
                }

                // Longer each time: thousands of devices may wait for one machine that is slow.
                await DelayAsync(left < poll ? left : poll, cancellationToken).ConfigureAwait(false);
                poll = poll + poll < LongestTurnPoll ? poll + poll : LongestTurnPoll;
            }
        }
        catch (CredentialStoreException)
        {
            // It may have been taken though the answer was lost; nobody waits for its end.
            _ = new Turn(_medium, key, owner).DisposeAsync().AsTask();
            return null;
        }
    }

    private static StoredCredentials NewEntry(ClientCredentials credentials) =>
        new(credentials ?? throw new ArgumentNullException(nameof(credentials)), Guid.NewGuid().ToString("N"));

    private string KeyOf(CredentialPartition partition) => _medium.KeyOf(partition, "credentials");

    private StoredCredentials? Read(CredentialPartition partition, string key, RedisValue value, out bool isOutdated)
    {
        isOutdated = false;
        if (value.IsNull)
        {
            return null;
        }

        try
        {
            return _format.Read(partition, (byte[])value!, out isOutdated);
        }
        catch (FormatException fault)
        {
            throw RedisMedium.Corrupt(key, fault.Message);
        }
    }

    // With the current key. A failure is no fault of the read: the next one tries again.
    private async Task RewriteAsync(CredentialPartition partition, string key, RedisValue seen, StoredCredentials found, CancellationToken cancellationToken)
    {
        try
        {
            var content = _format.Write(partition, found);
            await _medium.RunAsync("rewrite", key, database => RedisMedium.SwapAsync(database, key, seen, content), cancellationToken).ConfigureAwait(false);
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

    private sealed class Turn(RedisMedium medium, string key, string owner) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await medium.RunAsync("release", key, database => database.LockReleaseAsync(key, owner), CancellationToken.None).ConfigureAwait(false);
            }
            catch (CredentialStoreException)
            {
                // It ends by itself.
            }
        }
    }
}
