namespace AdobePass.Testing;

/// <summary>One promise of <see cref="CredentialStore"/>, to hold a store against. <see cref="CredentialStoreContract.All"/> has them all.</summary>
public sealed class CredentialStoreCheck
{
    private readonly Func<CredentialStoreTestRun, Task> _run;

    internal CredentialStoreCheck(string name, Func<CredentialStoreTestRun, Task> run)
    {
        Name = name;
        _run = run;
    }

    /// <summary>The promise, as a sentence without a full stop; it is unique and stays the same, so that it can name a test case.</summary>
    public string Name { get; }

    /// <summary>Holds a store against the promise. The check uses devices of its own with random names, so the medium need not be empty, and checks may run side by side on one medium.</summary>
    /// <param name="open">
    /// Opens the same entries anew at each call, as another process or the same one after a restart would. A store that lives in memory alone gives the same object each time. What it
    /// opens is not disposed by the check, and is used by many threads at once.
    /// </param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>A task that ends when the promise was found kept.</returns>
    /// <exception cref="CredentialStoreContractException">The store does not keep the promise, or threw where it should have answered.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task RunAsync(Func<CredentialStore> open, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(open);
        try
        {
            await _run(new CredentialStoreTestRun(open, cancellationToken)).ConfigureAwait(false);
        }
        catch (CredentialStoreContractException broken)
        {
            throw new CredentialStoreContractException($"{Name}. {broken.Message}", broken.InnerException);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CredentialStoreContractException($"{Name}. But the store threw {fault.GetType().Name}: {fault.Message}", fault);
        }
    }

    /// <summary>Gives the promise.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
