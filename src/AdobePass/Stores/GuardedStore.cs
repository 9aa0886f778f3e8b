using AdobePass.Runtime;
using Microsoft.Extensions.Logging;

namespace AdobePass;

/// <summary>
/// The application's store as the flow sees it: every operation ends within the time limit, and every failure is a <see cref="CredentialStoreException"/>, whoever wrote the store. What is
/// not known to be absent must never look like it.
/// </summary>
internal sealed class GuardedStore(CredentialStore inner, TimeSpan timeLimit, TimeProvider clock, ILogger logger) : CredentialStore
{
    public override ValueTask<StoredCredentials?> FindAsync(CredentialPartition partition, CancellationToken cancellationToken) =>
        GuardAsync("find", token => inner.FindAsync(partition, token), cancellationToken);

    public override async ValueTask EnsureWritableAsync(CredentialPartition partition, CancellationToken cancellationToken) =>
        _ = await GuardAsync(
            "probe",
            async token =>
            {
                await inner.EnsureWritableAsync(partition, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);

    public override ValueTask<StoredCredentials> CreateAsync(CredentialPartition partition, ClientCredentials credentials, CancellationToken cancellationToken) =>
        GuardAsync("create", token => inner.CreateAsync(partition, credentials, token), cancellationToken);

    public override ValueTask<StoredCredentials?> TryReplaceAsync(CredentialPartition partition, ClientCredentials credentials, string expectedVersion, CancellationToken cancellationToken) =>
        GuardAsync("replace", token => inner.TryReplaceAsync(partition, credentials, expectedVersion, token), cancellationToken);

    public override ValueTask<bool> DeleteAsync(CredentialPartition partition, CancellationToken cancellationToken) =>
        GuardAsync("delete", token => inner.DeleteAsync(partition, token), cancellationToken);

    /// <summary>Takes the turn; a store that fails at it has none to give, and a real failure shows at the next operation.</summary>
    public override async ValueTask<IAsyncDisposable?> TakeTurnAsync(CredentialPartition partition, TimeSpan patience, CancellationToken cancellationToken)
    {
        Task<IAsyncDisposable?>? turn = null;
        try
        {
            turn = inner.TakeTurnAsync(partition, patience, cancellationToken).AsTask();
            return await turn.WaitAsync(patience + timeLimit, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            _ = turn is null ? Task.CompletedTask : EndLateAsync(turn);
            return null;
        }
    }

    // A turn that comes when nobody waits for it any more would hold up everybody else.
    private static async Task EndLateAsync(Task<IAsyncDisposable?> turn)
    {
        try
        {
            if (await turn.ConfigureAwait(false) is { } late)
            {
                await late.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // There was none.
        }
    }

    private async ValueTask<T> GuardAsync<T>(string operation, Func<CancellationToken, ValueTask<T>> run, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        try
        {
            var task = run(cancellationToken);
            var result = task.IsCompletedSuccessfully
                ? task.Result
                : await task.AsTask().WaitAsync(timeLimit, clock, cancellationToken).ConfigureAwait(false);
            Measure(operation, "ok", began);
            return result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception cause) when (cause is not OutOfMemoryException)
        {
            var fault = cause as CredentialStoreException ?? Unavailable(operation, cause);
            Measure(operation, fault.Failure == CredentialStoreFailure.Corrupt ? "corrupt" : "unavailable", began);
            if (fault.Failure == CredentialStoreFailure.Corrupt)
            {
                logger.StoreCorrupt(operation);
            }
            else
            {
                logger.StoreUnavailable(operation, (fault.InnerException ?? fault).GetType().Name);
            }

            if (fault == cause)
            {
                throw;
            }

            throw fault;
        }
    }

    // What was begun before a time-out goes on; whoever asks next sees its result.
    private CredentialStoreException Unavailable(string operation, Exception cause) => new(
        CredentialStoreFailure.Unavailable,
        cause is TimeoutException
            ? $"The credential store did not answer within {timeLimit.TotalSeconds:0.###} s ({operation}; {nameof(AdobePassOptions)}.{nameof(AdobePassOptions.StoreTimeout)}). {Consequence(operation)}"
            : $"The credential store failed ({operation}) with {cause.GetType().Name}. {Consequence(operation)}",
        cause);

    private static string Consequence(string operation) => operation is "create" or "replace"
        ? "The pair that was registered is kept in memory and stored by the next call of the device."
        : "Nothing was registered because of it.";

    private void Measure(string operation, string outcome, long began) =>
        Instruments.StoreDuration.Record(clock.GetElapsedTime(began).TotalSeconds, Instruments.Tag("operation", operation), Instruments.Tag("outcome", outcome));
}
