using System.Runtime.CompilerServices;
using StackExchange.Redis;

namespace AdobePass.Redis;

/// <summary>
/// Observes the events of a connection: whether the server rejects its user or password, and whether its list of primaries and replicas is
/// being refreshed. There is one instance per connection, for all stores that use it.
/// </summary>
internal sealed class ConnectionWatch
{
    private static readonly ConditionalWeakTable<IConnectionMultiplexer, ConnectionWatch> Watches = new();

    private volatile TaskCompletionSource<bool> _rejection = NewSource();
    private int _isReconfiguring;

    private ConnectionWatch(IConnectionMultiplexer connection)
    {
        connection.ConnectionFailed += (_, failure) =>
        {
            if (IsRejection(failure.FailureType, failure.Exception))
            {
                _rejection.TrySetResult(true);
            }
        };
        connection.ConnectionRestored += (_, restored) =>
        {
            if (restored.ConnectionType == ConnectionType.Interactive && _rejection.Task.IsCompleted)
            {
                _rejection = NewSource();
            }
        };
    }

    /// <summary>Gets a task that completes when the server rejects the user or password. Only valid while there is no connection.</summary>
    internal Task Rejection => _rejection.Task;

    /// <summary>
    /// Gets whether the server rejected the user or password, while there is no connection. Events before the creation of the store are not
    /// observed, so this method sends a batch, which fails at once with the reason. StackExchange.Redis 3 queues the batch instead; the
    /// first command that fails then shows the reason.
    /// </summary>
    internal bool IsRejected(IDatabase database)
    {
        if (!_rejection.Task.IsCompleted)
        {
            try
            {
                var batch = database.CreateBatch();
                RedisMedium.Observe(batch.PingAsync(CommandFlags.DemandMaster));
                batch.Execute();
            }
            catch (Exception failure) when (RedisMedium.IsFailure(failure))
            {
                if (IsRejection(failure))
                {
                    Reject();
                }
            }
        }

        return _rejection.Task.IsCompleted;
    }

    internal static ConnectionWatch Of(IConnectionMultiplexer connection) =>
        Watches.GetValue(connection, static watched => new ConnectionWatch(watched));

    /// <summary>Gets whether a failure of the client means that the server rejected the user or password.</summary>
    internal static bool IsRejection(Exception? failure) => failure switch
    {
        null => false,
        RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } => true,
        RedisServerException server when IsRejection(server.Message) => true,
        AggregateException several => several.InnerExceptions.Any(IsRejection),
        _ => IsRejection(failure.InnerException),
    };

    /// <summary>Records a rejection that only a failed command has shown.</summary>
    internal void Reject() => _rejection.TrySetResult(true);

    /// <summary>Determines the primary servers again. Concurrent calls share one operation.</summary>
    internal void Reconfigure(IConnectionMultiplexer connection)
    {
        if (Interlocked.Exchange(ref _isReconfiguring, 1) == 0)
        {
            _ = ReconfigureAsync(connection);
        }
    }

    private async Task ReconfigureAsync(IConnectionMultiplexer connection)
    {
        try
        {
            await connection.ConfigureAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (RedisMedium.IsFailure(failure))
        {
            // The next failed command tries again.
        }
        finally
        {
            Volatile.Write(ref _isReconfiguring, 0);
        }
    }

    private static bool IsRejection(ConnectionFailureType type, Exception? failure) =>
        type == ConnectionFailureType.AuthenticationFailure || IsRejection(failure);

    private static bool IsRejection(string message) =>
        message.StartsWith("WRONGPASS", StringComparison.Ordinal) || message.StartsWith("NOAUTH", StringComparison.Ordinal);

    private static TaskCompletionSource<bool> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
