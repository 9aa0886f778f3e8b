using AdobePass.Runtime;
using Microsoft.Extensions.Logging;

namespace AdobePass;

/// <summary>
/// The application's store as the token flow sees it: every operation ends within <see cref="AdobePassOptions.StoreTimeout"/>, and every failure is a
/// <see cref="CredentialStoreException"/>, whoever wrote the store. What is not known to be absent must never look like it.
/// </summary>
internal sealed class TimeoutCredentialStore(
    CredentialStore inner,
    StoreThreads threads,
    TimeSpan timeout,
    TimeProvider clock,
    string? client,
    ILogger logger)
    : CredentialStore
{
    private readonly TimeSpan _timeout = timeout;
    private readonly TimeProvider _clock = clock;
    private IReadOnlyList<string> _loggedWarnings = [];

    /// <inheritdoc/>
    public override string? Location => inner.Location;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings => inner.Warnings;

    public override async ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        var found = await GuardAsync("find", token => inner.FindAsync(key, token), cancellationToken).ConfigureAwait(false);
        if (found is { IsUnprotected: true })
        {
            logger.EntryNotEncrypted();
        }

        return found;
    }

    public override async ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        await GuardAsync(
            "probe",
            async token =>
            {
                await inner.EnsureWritableAsync(key, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        LogNewWarnings(inner.Warnings);
    }

    // A store finds them when it is probed, and finds the same ones again and again.
    private void LogNewWarnings(IReadOnlyList<string> warnings)
    {
        var logged = Interlocked.Exchange(ref _loggedWarnings, warnings);
        foreach (var warning in warnings)
        {
            if (!logged.Contains(warning, StringComparer.Ordinal))
            {
                logger.StoreWarning(warning);
            }
        }
    }

    public override ValueTask<StoredCredentials> CreateAsync(
        CredentialKey key,
        ClientCredentials credentials,
        CancellationToken cancellationToken) =>
        GuardAsync("create", token => inner.CreateAsync(key, credentials, token), cancellationToken);

    public override ValueTask<StoredCredentials?> TryReplaceAsync(
        CredentialKey key,
        ClientCredentials credentials,
        string expectedVersion,
        CancellationToken cancellationToken) =>
        GuardAsync("replace", token => inner.TryReplaceAsync(key, credentials, expectedVersion, token), cancellationToken);

    public override ValueTask<StoredCredentials?> TrySetPendingAsync(
        CredentialKey key,
        ClientCredentials? pending,
        string expectedVersion,
        CancellationToken cancellationToken) =>
        GuardAsync("set pending", token => inner.TrySetPendingAsync(key, pending, expectedVersion, token), cancellationToken);

    public override ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken) =>
        GuardAsync("delete", token => inner.DeleteAsync(key, token), cancellationToken);

    public override ValueTask<CredentialStoreState> GetStateAsync(CancellationToken cancellationToken) =>
        GuardAsync("get state", inner.GetStateAsync, cancellationToken);

    public override ValueTask<long?> CountRejectionAsync(TimeSpan window, CancellationToken cancellationToken) =>
        GuardAsync("count", token => inner.CountRejectionAsync(window, token), cancellationToken);

    /// <summary>
    /// Takes the lease of a device. A store that fails at it has none to give, and a real failure shows at the next operation. A store that is stuck is
    /// unavailable at once, so that a caller does not wait for the timeout twice.
    /// </summary>
    public override async ValueTask<IAsyncDisposable?> AcquireLeaseAsync(
        CredentialKey key,
        TimeSpan patience,
        CancellationToken cancellationToken)
    {
        Task? started = null;
        Task<IAsyncDisposable?>? lease = null;
        try
        {
            // Waiting for others takes patience; a call that does not even give its thread back is stuck.
            lease = RunAsync(() => inner.AcquireLeaseAsync(key, patience, cancellationToken), out started);
            await started.WaitAsync(_timeout, _clock, cancellationToken).ConfigureAwait(false);
            return await lease.WaitAsync(patience + _timeout, _clock, cancellationToken).ConfigureAwait(false) is { } taken
                ? new Lease(taken, this)
                : null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            if (lease is not null)
            {
                _ = EndLateAsync(lease);
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (fault is TimeoutException && started is not { IsCompleted: true })
            {
                logger.StoreUnavailable("lease", nameof(TimeoutException), LocationOrType);
                throw Unavailable("lease", fault);
            }

            return null;
        }
    }

    // A lease that comes when the caller has left would delay all others.
    private async Task EndLateAsync(Task<IAsyncDisposable?> lease)
    {
        try
        {
            if (await lease.ConfigureAwait(false) is { } late)
            {
                await new Lease(late, this).DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // There was none.
        }
    }

    private Task<T> RunAsync<T>(Func<ValueTask<T>> operation) => RunAsync(operation, out _);

    private Task<T> RunAsync<T>(Func<ValueTask<T>> operation, out Task started)
    {
        if (inner.RunsInMemory)
        {
            started = Task.CompletedTask;
            return operation().AsTask();
        }

        var start = threads.StartAsync(operation);
        start.Observe();
        started = start;
        return start.Unwrap();
    }

    private async ValueTask<T> GuardAsync<T>(string operation, Func<CancellationToken, ValueTask<T>> run, CancellationToken cancellationToken)
    {
        var began = _clock.GetTimestamp();
        Task<T>? task = null;
        try
        {
            task = RunAsync(() => run(cancellationToken));
            var result = task.Status == TaskStatus.RanToCompletion
                ? task.Result
                : await task.WaitAsync(_timeout, _clock, cancellationToken).ConfigureAwait(false);
            Measure(operation, "ok", began);
            return result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            task?.Observe();
            throw;
        }
        catch (Exception cause) when (cause is not OutOfMemoryException)
        {
            task?.Observe();
            var fault = cause as CredentialStoreException ?? Unavailable(operation, cause);
            Measure(operation, fault.Failure == CredentialStoreFailure.Corrupt ? "corrupt" : "unavailable", began);
            if (fault.Failure == CredentialStoreFailure.Corrupt)
            {
                logger.StoreCorrupt(operation);
            }
            else
            {
                logger.StoreUnavailable(operation, (fault.InnerException ?? fault).GetType().Name, LocationOrType);
            }

            if (fault == cause)
            {
                throw;
            }

            throw fault;
        }
    }

    private string LocationOrType => inner.Location ?? inner.GetType().Name;

    // An operation that had begun before the timeout goes on; the next caller sees its result.
    private CredentialStoreException Unavailable(string operation, Exception cause) => new(
        CredentialStoreFailure.Unavailable,
        (cause is TimeoutException
            ? $"The credential store did not answer within {_timeout.TotalSeconds:0.###} s " +
              $"({operation}; AdobePassOptions.StoreTimeout)."
            : $"The credential store failed ({operation}) with {cause.GetType().Name}.") +
        $" {Consequence(operation)} Store: {LocationOrType}.",
        cause);

    private static string Consequence(string operation) => operation is "create" or "replace" or "set pending"
        ? "The pair that was registered is kept in memory and stored by the next call of the device."
        : "Nothing was registered because of it.";

    private void Measure(string operation, string outcome, long began) => Instruments.StoreDuration.Record(
        _clock.GetElapsedTime(began).TotalSeconds,
        client,
        Instruments.Tag("operation", operation),
        Instruments.Tag("outcome", outcome));

    // Giving a lease back may block as well. It ends by itself, so the caller does not wait longer than the timeout.
    private sealed class Lease(IAsyncDisposable inner, TimeoutCredentialStore store) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            Task<bool>? task = null;
            try
            {
                task = store.RunAsync(async () =>
                {
                    await inner.DisposeAsync().ConfigureAwait(false);
                    return true;
                });
                await task.WaitAsync(store._timeout, store._clock, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                task?.Observe();
            }
        }
    }

    
    
}
