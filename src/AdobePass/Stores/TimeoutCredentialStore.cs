using AdobePass.Runtime;
using Microsoft.Extensions.Logging;

namespace AdobePass;

/// <summary>
/// Decorates the application's store with a timeout. Every operation ends within <see cref="AdobePassOptions.StoreTimeout"/>, and every
/// failure of any store is a <see cref="CredentialStoreException"/>. An entry is reported as absent only if it is certain that there is
/// none.
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
        var found = await RunWithTimeoutAsync("find", token => inner.FindAsync(key, token), cancellationToken).ConfigureAwait(false);
        if (found is { IsUnprotected: true })
        {
            logger.EntryNotEncrypted();
        }

        return found;
    }

    public override async ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        await RunWithTimeoutAsync(
            "probe",
            async token =>
            {
                await inner.EnsureWritableAsync(key, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        LogNewWarnings(inner.Warnings);
    }

    // A store finds warnings when it is probed, and the same warnings are found repeatedly.
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
        RunWithTimeoutAsync("create", token => inner.CreateAsync(key, credentials, token), cancellationToken);

    public override ValueTask<StoredCredentials?> TryReplaceAsync(
        CredentialKey key,
        ClientCredentials credentials,
        string expectedVersion,
        CancellationToken cancellationToken) =>
        RunWithTimeoutAsync("replace", token => inner.TryReplaceAsync(key, credentials, expectedVersion, token), cancellationToken);

    public override ValueTask<StoredCredentials?> TrySetPendingAsync(
        CredentialKey key,
        ClientCredentials? pending,
        string expectedVersion,
        CancellationToken cancellationToken) =>
        RunWithTimeoutAsync("set pending", token => inner.TrySetPendingAsync(key, pending, expectedVersion, token), cancellationToken);

    public override ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken) =>
        RunWithTimeoutAsync("delete", token => inner.DeleteAsync(key, token), cancellationToken);

    public override ValueTask<CredentialStoreState> GetStateAsync(CancellationToken cancellationToken) =>
        RunWithTimeoutAsync("get state", inner.GetStateAsync, cancellationToken);

    public override ValueTask<long?> CountRejectionAsync(TimeSpan window, CancellationToken cancellationToken) =>
        RunWithTimeoutAsync("count", token => inner.CountRejectionAsync(window, token), cancellationToken);

    /// <summary>
    /// Acquires the lease of a device. A failure of the store counts as no lease, and the next operation reports it. A store that is stuck
    /// is reported as unavailable at once, so that a caller does not wait for the timeout twice.
    /// </summary>
    public override async ValueTask<IAsyncDisposable?> AcquireLeaseAsync(
        CredentialKey key,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        Task? started = null;
        Task<IAsyncDisposable?>? lease = null;
        try
        {
            // A wait for other processes is bounded by timeout. A call that does not release its thread is stuck.
            lease = RunAsync(() => inner.AcquireLeaseAsync(key, timeout, cancellationToken), out started);
            await started.WaitAsync(_timeout, _clock, cancellationToken).ConfigureAwait(false);
            return await lease.WaitAsync(timeout + _timeout, _clock, cancellationToken).ConfigureAwait(false) is { } acquired
                ? new Lease(acquired, this)
                : null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            if (lease is not null)
            {
                _ = ReleaseLateLeaseAsync(lease);
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (exception is TimeoutException && started is not { IsCompleted: true })
            {
                logger.StoreUnavailable("lease", nameof(TimeoutException), LocationOrType);
                throw Unavailable("lease", exception);
            }

            return null;
        }
    }

    // A lease that is acquired after the caller has left would delay all other callers.
    private async Task ReleaseLateLeaseAsync(Task<IAsyncDisposable?> lease)
    {
        try
        {
            if (await lease.ConfigureAwait(false) is { } late)
            {
                await new Lease(late, this).DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // No lease was acquired.
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

    private async ValueTask<T> RunWithTimeoutAsync<T>(
        string operation,
        Func<CancellationToken, ValueTask<T>> run,
        CancellationToken cancellationToken)
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
            var exception = cause as CredentialStoreException ?? Unavailable(operation, cause);
            Measure(operation, exception.Failure == CredentialStoreFailure.Corrupt ? "corrupt" : "unavailable", began);
            if (exception.Failure == CredentialStoreFailure.Corrupt)
            {
                logger.StoreCorrupt(operation);
            }
            else
            {
                logger.StoreUnavailable(operation, (exception.InnerException ?? exception).GetType().Name, LocationOrType);
            }

            if (exception == cause)
            {
                throw;
            }

            throw exception;
        }
    }

    private string LocationOrType => inner.Location ?? inner.GetType().Name;

    // An operation that started before the timeout continues. The next caller sees its result.
    private CredentialStoreException Unavailable(string operation, Exception cause) => new(
        CredentialStoreFailure.Unavailable,
        (cause is TimeoutException
            ? $"The credential store did not respond within {_timeout.TotalSeconds:0.###} s " +
              $"({operation}; AdobePassOptions.StoreTimeout)."
            : $"The credential store failed ({operation}) with {cause.GetType().Name}.") +
        $" {Consequence(operation)} Store: {LocationOrType}.",
        cause);

    private static string Consequence(string operation) => operation is "create" or "replace" or "set pending"
        ? "The registered pair is kept in memory. The next call of the device stores it."
        : "Nothing was registered.";

    private void Measure(string operation, string outcome, long began) => Instruments.StoreDuration.Record(
        _clock.GetElapsedTime(began).TotalSeconds,
        client,
        Instruments.Tag("operation", operation),
        Instruments.Tag("outcome", outcome));

    // The release of a lease may block as well. The lease expires, so the caller does not wait longer than the timeout.
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
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                task?.Observe();
            }
        }
    }
}
