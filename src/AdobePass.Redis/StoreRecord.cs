using System.Globalization;
using StackExchange.Redis;

namespace AdobePass.Redis;

/// <summary>
/// Represents the record that the store was created on a server: a key next to the entries with a random value. Without the record, a
/// missing entry does not count as absent, because a server that was emptied looks the same.
/// </summary>
internal sealed class StoreRecord(RedisMedium medium, bool allowCreation)
{
    private const int PageSize = 1000;
    private const int MaxPages = 100;

    private static readonly TimeSpan ScanInterval = TimeSpan.FromSeconds(10);

    private readonly string _key = medium.KeyOf("store");
    private volatile string? _seen;
    private object? _lastScan;

    /// <summary>Gets whether this process has read or written the record.</summary>
    internal bool IsSeen => _seen is not null;

    /// <summary>Checks the record. The caller must have read the missing entry before.</summary>
    /// <exception cref="CredentialStoreException">
    /// There is no record and it may not be created, or it is not the record that this process has read before.
    /// </exception>
    internal async Task<CredentialStoreState> CheckAsync(CancellationToken cancellationToken)
    {
        medium.RequireSinglePrimary();

        // Read first: a record that another thread creates meanwhile is not missing.
        var seen = _seen;
        if (await ReadAsync(cancellationToken).ConfigureAwait(false) is { } found)
        {
            Accept(found, seen);
            return CredentialStoreState.Ready;
        }

        if (seen is not null)
        {
            throw Lost();
        }

        if (await HasEntriesAsync(cancellationToken).ConfigureAwait(false))
        {
            await CreateAsync(cancellationToken).ConfigureAwait(false);
            return CredentialStoreState.Ready;
        }

        return allowCreation ? CredentialStoreState.New : throw Missing();
    }

    /// <summary>Checks the record, and creates it if creation is allowed.</summary>
    internal async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        if (_seen is null && await CheckAsync(cancellationToken).ConfigureAwait(false) == CredentialStoreState.New)
        {
            await CreateAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Creates the record for an entry that an older version of the package wrote. A failure is ignored: the next read tries again.
    /// </summary>
    internal async Task AdoptAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await ReadAsync(cancellationToken).ConfigureAwait(false) is { } found)
            {
                Accept(found, _seen);
            }
            else
            {
                await CreateAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (CredentialStoreException)
        {
            // As above.
        }
    }

    /// <summary>Sends the command that reads the record.</summary>
    internal Task<RedisValue> SendReadAsync(IDatabase database) => RedisMedium.ReadAsync(database, _key);

    /// <summary>
    /// Checks the record that was read after a creator has written or found an entry, on the connection of the write. An entry in a store
    /// that was emptied a moment ago must not make that store look used.
    /// </summary>
    /// <exception cref="CredentialStoreException">The record is absent, or is not the one that this process has read before.</exception>
    internal void Verify(RedisValue record)
    {
        var seen = _seen;
        if (record.IsNull)
        {
            throw Lost();
        }

        // Without an allocation in the usual case.
        if (seen is null || record != seen)
        {
            Accept((string)record!, seen);
        }
    }

    private async Task<string?> ReadAsync(CancellationToken cancellationToken) =>
        (string?)await medium.ReadAsync(_key, cancellationToken).ConfigureAwait(false);

    // The first process to write the record decides its value.
    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        var value = Guid.NewGuid().ToString("N");
        var isOurs = await medium.RunAsync(
            "create",
            _key,
            database => database.StringSetAsync(_key, value, null, When.NotExists),
            cancellationToken).ConfigureAwait(false);
        var found = isOurs ? value : await ReadAsync(cancellationToken).ConfigureAwait(false);
        Accept(found ?? throw Lost(), _seen);
    }

    private void Accept(string found, string? seen)
    {
        seen ??= Interlocked.CompareExchange(ref _seen, found, null) ?? found;
        if (seen != found)
        {
            throw new CredentialStoreException(
                CredentialStoreFailure.Unavailable,
                $"The credential store was created again since this process started: {medium.Location}. The server was emptied or " +
                "replaced. Nothing was registered. Restore the data, or restart the application to use the new store.");
        }
    }

    // The search is bounded and not performed at every call: the database may contain many other keys.
    private async Task<bool> HasEntriesAsync(CancellationToken cancellationToken)
    {
        var now = medium.Clock.GetTimestamp();
        if (Volatile.Read(ref _lastScan) is long last && medium.Clock.GetElapsedTime(last, now) < ScanInterval)
        {
            return false;
        }

        try
        {
            var database = medium.GetDatabase();
            var primaries = medium.GetPrimaries().ToList();
            if (primaries.Exists(server => server.ServerType == ServerType.Cluster))
            {
                foreach (var server in primaries)
                {
                    if (await ScanAsync(arguments => server.ExecuteAsync("SCAN", arguments), cancellationToken).ConfigureAwait(false))
                    {
                        return true;
                    }
                }
            }
            else if (await ScanAsync(
                arguments => database.ExecuteAsync("SCAN", arguments, CommandFlags.DemandMaster),
                cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }
        catch (Exception failure) when (RedisMedium.IsPermanentRejection(failure))
        {
            // The user may lack the permission to scan, and proxies do not support it. An entry that is read later also proves the store.
        }
        catch (Exception failure) when (RedisMedium.IsFailure(failure) && !cancellationToken.IsCancellationRequested)
        {
            throw new CredentialStoreException(
                CredentialStoreFailure.Unavailable,
                $"Redis could not search for entries: {medium.Location}. Nothing was registered. Check that the server can be reached.",
                failure);
        }

        Volatile.Write(ref _lastScan, now);
        return false;
    }

    private async Task<bool> ScanAsync(Func<object[], Task<RedisResult>> scanAsync, CancellationToken cancellationToken)
    {
        var cursor = "0";
        for (var page = 0; page < MaxPages; page++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = (RedisResult[])(await scanAsync(
                [cursor, "MATCH", medium.EntryPattern, "COUNT", PageSize.ToString(CultureInfo.InvariantCulture)]).ConfigureAwait(false))!;
            if (((RedisResult[])result[1]!).Length > 0)
            {
                return true;
            }

            cursor = (string)result[0]!;
            if (cursor == "0")
            {
                break;
            }
        }

        return false;
    }

    private CredentialStoreException Missing() => new(
        CredentialStoreFailure.Unavailable,
        $"No credential store exists at this location: {medium.Location}. The server was emptied, was restarted without persistence, " +
        "or was never used with this database and key prefix. Nothing was registered. Restore the data or correct the settings. " +
        "To create a new store, set " +
        $"{nameof(RedisStoreOptions)}.{nameof(RedisStoreOptions.AllowCreation)} for the first start.");

    private CredentialStoreException Lost() => new(
        CredentialStoreFailure.Unavailable,
        $"The credential store no longer exists: {medium.Location}. The server was emptied, was restarted without persistence, or was " +
        "replaced. Nothing was registered. Restore the data. To start with a new store, restart the application with " +
        $"{nameof(RedisStoreOptions)}.{nameof(RedisStoreOptions.AllowCreation)}. Every device then registers again and its viewer must " +
        "log in.");
}
