using System.Globalization;
using System.Net;
using StackExchange.Redis;

namespace AdobePass.Redis;

/// <summary>
/// Represents a Redis server. Every failure of the server is a <see cref="CredentialStoreException"/> that says what to check and contains
/// nothing of the commands that were sent.
/// </summary>
internal sealed class RedisMedium
{
    private readonly int _database;
    private readonly string _prefix;
    private readonly string? _hashTag;
    private readonly ConnectionWatch _watch;

    internal RedisMedium(IConnectionMultiplexer connection, RedisStoreOptions options)
    {
        Connection = connection ?? throw new ArgumentNullException(nameof(connection));
        _prefix = options.KeyPrefix ?? throw new ArgumentException($"{nameof(RedisStoreOptions.KeyPrefix)} is null.", nameof(options));
        _hashTag = options.HashTag;
        _database = options.Database;
        Clock = options.TimeProvider ?? throw new ArgumentException($"{nameof(RedisStoreOptions.TimeProvider)} is null.", nameof(options));
        if (HasBraces(_prefix))
        {
            throw new ArgumentException(
                $"{nameof(RedisStoreOptions.KeyPrefix)} contains braces. " +
                $"Use {nameof(RedisStoreOptions.HashTag)} to put keys into one slot.",
                nameof(options));
        }

        if (_hashTag is not null && (_hashTag.Length == 0 || HasBraces(_hashTag)))
        {
            throw new ArgumentException($"{nameof(RedisStoreOptions.HashTag)} is empty or contains braces.", nameof(options));
        }

        if (_database < -1)
        {
            throw new ArgumentException($"{nameof(RedisStoreOptions.Database)} is less than -1.", nameof(options));
        }

        if (options.RequireProtection && options.Protector is null)
        {
            throw new ArgumentException(
                $"{nameof(RedisStoreOptions.RequireProtection)} is set and {nameof(RedisStoreOptions.Protector)} is null.",
                nameof(options));
        }

        _watch = ConnectionWatch.Of(connection);
        var tag = _hashTag is null ? "" : $"{{{_hashTag}}}:";
        Location = $"Redis {EndPointsOf(connection)}, {DatabaseOf(connection)}, keys {_prefix}{tag}*";
    }

    internal IConnectionMultiplexer Connection { get; }

    internal TimeProvider Clock { get; }

    /// <summary>Gets the end points, the database and the keys, without user or password.</summary>
    internal string Location { get; }

    /// <summary>Gets the pattern of the keys of all entries, for SCAN.</summary>
    internal string EntryPattern => _hashTag is null
        ? $"{Escape(_prefix)}{{*}}:credentials"
        : $"{Escape(_prefix)}{{{Escape(_hashTag)}}}:*:credentials";

    // The hash tag is the key of the device. All keys of one device are on one server, so a probe of one key is valid for the others.
    internal string KeyOf(CredentialKey key, string kind) => _hashTag is null
        ? $"{_prefix}{{{key.Value}}}:{kind}"
        : $"{_prefix}{{{_hashTag}}}:{key.Value}:{kind}";

    /// <summary>Gets a key that does not belong to a device.</summary>
    internal string KeyOf(string kind) => _hashTag is null ? _prefix + kind : $"{_prefix}{{{_hashTag}}}:{kind}";

    internal IDatabase GetDatabase() => Connection.GetDatabase(_database);

    /// <summary>Runs an operation on a key. Cancellation ends the wait; a command that was sent is not undone.</summary>
    /// <exception cref="CredentialStoreException">The server failed, or the key contains a value of another type.</exception>
    internal Task<T> RunAsync<T>(string operation, string key, Func<IDatabase, Task<T>> run, CancellationToken cancellationToken) =>
        RunAsync(operation, key, run, static (database, _, run) => run(database), cancellationToken);

    /// <summary>Reads a key from the primary: a replica that lags behind does not have the latest entries.</summary>
    /// <exception cref="CredentialStoreException">The server failed, or the key contains a value of another type.</exception>
    internal Task<RedisValue> ReadAsync(string key, CancellationToken cancellationToken) =>
        RunAsync("read", key, default(object), static (database, key, _) => ReadAsync(database, key), cancellationToken);

    private async Task<T> RunAsync<TState, T>(
        string operation,
        string key,
        TState state,
        Func<IDatabase, string, TState, Task<T>> run,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Task<T>? task = null;
        try
        {
            var database = GetDatabase();
            if (!Connection.IsConnected && _watch.IsRejected(database))
            {
                throw Rejected(operation, key, null);
            }

            task = run(database, key, state);
            if (!task.IsCompleted && !Connection.IsConnected)
            {
                // The client queues a command until there is a connection. After a rejection there is none until the password is corrected.
                await WaitAsync(Task.WhenAny(task, _watch.Rejection), cancellationToken).ConfigureAwait(false);
                if (!task.IsCompleted)
                {
                    throw Rejected(operation, key, null);
                }
            }

            return await WaitAsync(task, cancellationToken).ConfigureAwait(false);
        }
        catch (RedisServerException failure) when (CodeOf(failure) == "WRONGTYPE")
        {
            throw Corrupt(key, "it is not a string");
        }
        catch (Exception cause) when (IsFailure(cause) && !cancellationToken.IsCancellationRequested)
        {
            RecordFailure(cause);
            throw ConnectionWatch.IsRejection(cause) ? Rejected(operation, key, cause) : Unavailable(operation, key, cause);
        }
        finally
        {
            // No caller awaits an abandoned command, so its failure is observed here.
            if (task is { Status: not TaskStatus.RanToCompletion })
            {
                Observe(task);
            }
        }
    }

    /// <summary>Sends the command that reads a key from the primary.</summary>
    internal static Task<RedisValue> ReadAsync(IDatabaseAsync database, string key) =>
        database.StringGetAsync(key, CommandFlags.DemandMaster);

    /// <summary>
    /// Replaces the value of a key if it is still the value that was read. It uses a transaction, because servers without scripts are
    /// supported.
    /// </summary>
    internal static async Task<bool> SwapAsync(IDatabase database, string key, RedisValue seen, byte[] content)
    {
        var transaction = database.CreateTransaction();
        transaction.AddCondition(Condition.StringEqual(key, seen));
        var write = transaction.StringSetAsync(key, content);
        Observe(write);
        return await transaction.ExecuteAsync().ConfigureAwait(false) && await write.ConfigureAwait(false);
    }

    /// <summary>Deletes a key if it still has the given value.</summary>
    internal static async Task<bool> DeleteAsync(IDatabase database, string key, byte[] content)
    {
        var transaction = database.CreateTransaction();
        transaction.AddCondition(Condition.StringEqual(key, content));
        var delete = transaction.KeyDeleteAsync(key);
        Observe(delete);
        return await transaction.ExecuteAsync().ConfigureAwait(false) && await delete.ConfigureAwait(false);
    }

    /// <summary>Gets the connected primaries, as the client knows them.</summary>
    internal IEnumerable<IServer> GetPrimaries()
    {
        foreach (var endPoint in Connection.GetEndPoints())
        {
            var server = Connection.GetServer(endPoint);
            if (server.IsConnected && !server.IsReplica)
            {
                yield return server;
            }
        }
    }

    /// <summary>
    /// Checks that the client knows at most one primary. During a failover, two servers may report that they are the primary, and the
    /// client sends each command to one of them. An entry that is missing on one may exist on the other.
    /// </summary>
    /// <exception cref="CredentialStoreException">Several servers are primary.</exception>
    internal void RequireSinglePrimary()
    {
        // Each shard of a cluster has a primary, and proxies cannot be distinguished.
        var primaries = GetPrimaries()
            .Where(server => server.ServerType == ServerType.Standalone)
            .Select(server => server.EndPoint)
            .ToList();
        if (primaries.Count > 1)
        {
            _watch.Reconfigure(Connection);
            throw new CredentialStoreException(
                CredentialStoreFailure.Unavailable,
                $"More than one server is primary: {Location}. A failover is not complete, or the end points belong to different " +
                "servers. Nothing was registered. Try again. If the error persists, correct the end points.");
        }
    }

    internal static bool IsFailure(Exception failure) =>
        failure is RedisException or RedisCommandException or TimeoutException or ObjectDisposedException or OperationCanceledException;

    internal static CredentialStoreException Corrupt(string key, string damage) => new(
        CredentialStoreFailure.Corrupt,
        $"The entry under the Redis key {key} is damaged: {damage}. Nothing was registered, because a new registration logs the viewer " +
        "out. Restore the key from a backup, or call AdobePassClient.DeleteCredentialsAsync to discard the old credentials.");

    internal static CredentialStoreException Contended(string operation, string key) => new(
        CredentialStoreFailure.Unavailable,
        $"Redis could not {operation} {key}: other processes changed the key at every attempt. Nothing was registered. Try again.");

    /// <summary>Gets whether the server rejected a command for a permanent reason, such as a missing permission.</summary>
    internal static bool IsPermanentRejection(Exception failure) => failure is RedisCommandException or NotSupportedException
        || (failure is RedisServerException server && CodeOf(server) is "NOPERM" or "ERR" or "WRONGTYPE" or "CROSSSLOT");

    /// <summary>Observes the failure of a task that may not be awaited, so that it is not reported as an unobserved exception.</summary>
    internal static void Observe(Task task) =>
        task.ContinueWith(
            static ended => _ = ended.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

    // Records a failure that affects the next commands.
    private void RecordFailure(Exception cause)
    {
        if (ConnectionWatch.IsRejection(cause))
        {
            _watch.Reject();
        }
        else if (cause is RedisServerException server
            ? CodeOf(server) == "READONLY"
            : cause is RedisConnectionException { FailureType: ConnectionFailureType.UnableToResolvePhysicalConnection }
                && Connection.IsConnected)
        {
            // The primary has become a replica, and another server is the primary now.
            _watch.Reconfigure(Connection);
        }
    }

    private static CredentialStoreException Rejected(string operation, string key, Exception? cause) => new(
        CredentialStoreFailure.Unavailable,
        $"Redis could not {operation} {key}: the server rejected the user or password of the connection. Nothing was registered. " +
        "Check the user and password.",
        cause);

    // A server quotes the arguments of an unknown command ("ERR unknown command…"), so its message is kept only with other codes.
    private static CredentialStoreException Unavailable(string operation, string key, Exception cause)
    {
        var code = cause is RedisServerException server ? CodeOf(server) : null;
        var what = cause switch
        {
            RedisServerException => $"the server returned {code}",
            RedisConnectionException connection => $"there is no usable connection to a primary ({connection.FailureType})",
            TimeoutException => "the server did not respond in time",
            ObjectDisposedException => "the connection was disposed",
            _ => cause.GetType().Name,
        };
        var check = code switch
        {
            "OOM" => "The server's memory is full: increase it, and keep maxmemory-policy noeviction",
            "READONLY" => "The server is a replica: connect to the primary",
            "NOREPLICAS" => "The server has fewer replicas than it needs to accept a write (min-replicas-to-write): check its replicas",
            "MISCONF" => "The server cannot write its files and rejects writes: check its disk",
            "NOPERM" => "Check the permissions of the connection's user",
            null when cause is RedisConnectionException =>
                "Check that the server runs, that it can be reached, that it accepts the user and password, and that it is a primary",
            _ => "Check that the server runs, that it can be reached, and that it is a primary that accepts writes",
        };
        return new CredentialStoreException(
            CredentialStoreFailure.Unavailable,
            $"Redis could not {operation} {key}: {what}. Nothing was registered. {check}.",
            code == "ERR" ? null : cause);
    }

    private static string CodeOf(RedisServerException failure)
    {
        var code = failure.Message.Split(' ')[0];
        return code.Length > 0 && code.All(letter => letter is >= 'A' and <= 'Z') ? code : "ERR";
    }

    private static string EndPointsOf(IConnectionMultiplexer connection) =>
        string.Join(", ", connection.GetEndPoints(configuredOnly: true).Select(endPoint => endPoint switch
        {
            DnsEndPoint dns => $"{dns.Host}:{dns.Port.ToString(CultureInfo.InvariantCulture)}",
            _ => endPoint.ToString(),
        }));

    private string DatabaseOf(IConnectionMultiplexer connection) =>
        $"database {connection.GetDatabase(_database).Database.ToString(CultureInfo.InvariantCulture)}";

    private static bool HasBraces(string value) => value.IndexOfAny(['{', '}']) >= 0;

    private static string Escape(string value) =>
        string.Concat(value.Select(letter => letter is '*' or '?' or '[' or ']' or '^' or '\\' ? "\\" + letter : letter.ToString()));

    internal static Task<T> WaitAsync<T>(Task<T> task, CancellationToken cancellationToken) =>
        task.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
}
