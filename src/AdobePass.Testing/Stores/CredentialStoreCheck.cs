namespace AdobePass.Testing;

/// <summary>
/// Represents a check of one requirement of <see cref="CredentialStore"/>. <see cref="CredentialStoreContract.All"/> contains all checks.
/// </summary>
public sealed class CredentialStoreCheck
{
    private readonly Func<CredentialStoreTestRun, Task> _run;

    internal CredentialStoreCheck(string name, Func<CredentialStoreTestRun, Task> run)
    {
        Name = name;
        _run = run;
    }

    /// <summary>
    /// Gets the requirement, as a sentence without a full stop. It is unique and does not change, so that it can name a test case.
    /// </summary>
    public string Name { get; }

    /// <summary>
    /// Checks a store. The check uses its own devices with random names. So the medium need not be empty, and checks can run in parallel on
    /// one medium.
    /// </summary>
    /// <param name="open">
    /// A function that opens the store again at each call, as another process or a restarted process does. For a store in memory, it
    /// returns the same object each time. The check does not dispose the stores, and uses them on several threads.
    /// </param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>A task that represents the operation. It completes if the store meets the requirement.</returns>
    /// <exception cref="CredentialStoreContractException">
    /// The store does not meet the requirement, or it threw an unexpected exception.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task RunAsync(Func<CredentialStore> open, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(open);
        try
        {
            await _run(new CredentialStoreTestRun(open, cancellationToken)).ConfigureAwait(false);
        }
        catch (CredentialStoreContractException exception)
        {
            throw new CredentialStoreContractException($"{Name}. {exception.Message}", exception.InnerException);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CredentialStoreContractException(
                $"{Name}. But the store threw {exception.GetType().Name}: {exception.Message}",
                exception);
        }
    }

    /// <summary>Returns the requirement.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
