using StackExchange.Redis;

namespace AdobePass.Redis;

/// <summary>
/// A server as the stores see it: every failure of it is a <see cref="CredentialStoreException"/> that says what to check and repeats nothing of what was sent.
/// </summary>
internal sealed class RedisMedium
{
    private readonly IConnectionMultiplexer _connection;
    private readonly int _database;
    private readonly string _prefix;
    private readonly string? _hashTag;

    internal RedisMedium(IConnectionMultiplexer connection, RedisStoreOptions options)
    {
        _connection = connection ?? throw new ArgumentNullException(nameof(connection));
        _prefix = options.KeyPrefix ?? throw new ArgumentException($"{nameof(RedisStoreOptions.KeyPrefix)} is null.", nameof(options));
        _hashTag = options.HashTag;
        _database = options.Database;
        Clock = options.TimeProvider ?? throw new ArgumentException($"{nameof(RedisStoreOptions.TimeProvider)} is null.", nameof(options));
        if (HasBraces(_prefix))
        {
            throw new ArgumentException($"{nameof(RedisStoreOptions.KeyPrefix)} has braces; what puts keys into one slot is {nameof(RedisStoreOptions.HashTag)}.", nameof(options));
        }

        if (_hashTag is not null && (_hashTag.Length == 0 || HasBraces(_hashTag)))
        {
            throw new ArgumentException($"{nameof(RedisStoreOptions.HashTag)} is empty or has braces.", nameof(options));
        }

        if (_database < -1)
        {
            throw new ArgumentException($"{nameof(RedisStoreOptions.Database)} is less than -1.", nameof(options));
        }
    }

    internal TimeProvider Clock { get; }

    // What stands between braces decides the slot: a device's own key, so that probing one key of a device proves something about the others.
    internal string KeyOf(CredentialPartition partition, string kind) => _hashTag is null
        ? $"{_prefix}{{{partition.Key}}}:{kind}"
        : $"{_prefix}{{{_hashTag}}}:{partition.Key}:{kind}";

    /// <summary>Runs an operation on a key. Cancelling ends the wait and not what was sent.</summary>
    /// <exception cref="CredentialStoreException">The server failed, or the key holds something else than a text.</exception>
    internal async Task<T> RunAsync<T>(string operation, string key, Func<IDatabase, Task<T>> run, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var task = run(_connection.GetDatabase(_database));
            Observe(task);
            return await WaitAsync(task, cancellationToken).ConfigureAwait(false);
        }
        catch (RedisServerException fault) when (CodeOf(fault) == "WRONGTYPE")
        {
            throw Corrupt(key, "it holds no text");
        }
        catch (Exception cause) when (IsFault(cause) && !cancellationToken.IsCancellationRequested)
        {
            throw Unavailable(operation, key, cause);
        }
    }

    /// <summary>The value of a key, from the primary: a replica that lags behind would call an entry absent that is not.</summary>
    internal static Task<RedisValue> ReadAsync(IDatabase database, string key) => database.StringGetAsync(key, CommandFlags.DemandMaster);

    /// <summary>Replaces the value of a key if it is still the one that was read. A transaction and no script, so that servers without scripts serve too.</summary>
    internal static async Task<bool> SwapAsync(IDatabase database, string key, RedisValue seen, byte[] content)
    {
        var transaction = database.CreateTransaction();
        transaction.AddCondition(Condition.StringEqual(key, seen));
        var write = transaction.StringSetAsync(key, content);
        Observe(write);
        return await transaction.ExecuteAsync().ConfigureAwait(false) && await write.ConfigureAwait(false);
    }

    /// <summary>The first primary that throws out any key when its memory is full, with its policy. Null where there is none, or where no server says.</summary>
    internal async Task<string?> FindEvictionAsync()
    {
        foreach (var endPoint in _connection.GetEndPoints())
        {
            try
            {
                var server = _connection.GetServer(endPoint);
                if (server.IsConnected && !server.IsReplica && PolicyOf((string?)await server.ExecuteAsync("INFO", "memory").ConfigureAwait(false)) is { } policy
                    && policy.StartsWith("allkeys", StringComparison.OrdinalIgnoreCase))
                {
                    return policy;
                }
            }
            catch (Exception fault) when (IsFault(fault) || fault is NotSupportedException)
            {
                // A user may lack the right to ask, and proxies do not pass it on; what matters to every write was probed before.
            }
        }

        return null;
    }

    internal static bool IsFault(Exception fault) => fault is RedisException or RedisCommandException or TimeoutException or ObjectDisposedException or OperationCanceledException;

    internal static CredentialStoreException Corrupt(string key, string damage) => new(
        CredentialStoreFailure.Corrupt,
        $"The entry under the Redis key {key} is damaged: {damage}. Nothing was registered, because a new registration logs the viewer out. " +
        "Restore the key from a backup, or call AdobePassClient.DeleteCredentialsAsync to give the old credentials up.");

    internal static CredentialStoreException Restless(string operation, string key) => new(
        CredentialStoreFailure.Unavailable,
        $"Redis could not {operation} {key}: others changed the key each time between reading and writing. Nothing was registered because of it.");

    // A server quotes what it was sent where it does not know a command ("ERR unknown command…"), so its words are kept only where they are known to be its own.
    private static CredentialStoreException Unavailable(string operation, string key, Exception cause)
    {
        var code = cause is RedisServerException answer ? CodeOf(answer) : null;
        var what = cause switch
        {
            RedisServerException => $"the server answered {code}",
            RedisConnectionException connection => $"there is no usable connection to a primary ({connection.FailureType})",
            TimeoutException => "the server did not answer in time",
            ObjectDisposedException => "the connection was disposed",
            _ => cause.GetType().Name,
        };
        var check = code switch
        {
            "OOM" => "The server's memory is full: give it more, and keep maxmemory-policy noeviction",
            "READONLY" => "Connect to the primary and not to a replica",
            "NOREPLICAS" => "The server wants more replicas than it has before it takes a write (min-replicas-to-write)",
            "MISCONF" => "The server cannot write its files, and so takes no writes: look at its disk",
            "NOAUTH" or "WRONGPASS" or "NOPERM" => "Check the user, the password and the rights of the connection",
            _ => "Check that the server runs, that it can be reached, and that it is a primary that takes writes",
        };
        return new CredentialStoreException(
            CredentialStoreFailure.Unavailable,
            $"Redis could not {operation} {key}: {what}. Nothing was registered because of it. {check}.",
            code == "ERR" ? null : cause);
    }

    private static string CodeOf(RedisServerException answer)
    {
        var code = answer.Message.Split(' ')[0];
        return code.Length > 0 && code.All(letter => letter is >= 'A' and <= 'Z') ? code : "ERR";
    }

    private static string? PolicyOf(string? info)
    {
        const string Name = "maxmemory_policy:";
        return info?.Split('\n').FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal))?.Substring(Name.Length).Trim();
    }

    private static bool HasBraces(string text) => text.IndexOfAny(['{', '}']) >= 0;

    private static Task<T> WaitAsync<T>(Task<T> task, CancellationToken cancellationToken) =>
        task.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

    // Nobody waits for what was cancelled or gave way to an earlier failure, and its own failure is then nobody's news.
    private static void Observe(Task task) =>
        task.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
