namespace AdobePass.Testing;

/// <summary>
/// Represents the medium of a store, which a test can erase or damage without the store. Derive from it to run the checks of
/// <see cref="CredentialStoreContract.MediumChecks"/>.
/// </summary>
public abstract class CredentialStoreMedium
{
    /// <summary>Opens the store again, as another process does.</summary>
    /// <param name="allowCreation">
    /// <see langword="true"/> to allow the creation of the store, as with <see cref="FileStoreOptions.AllowCreation"/>; otherwise,
    /// <see langword="false"/>.
    /// </param>
    /// <returns>The store.</returns>
    public abstract CredentialStore Open(bool allowCreation);

    /// <summary>
    /// Removes everything that the store has written. An example is a volume that is not mounted or a server without persistence.
    /// </summary>
    /// <returns>A task that represents the operation.</returns>
    public abstract Task EraseAsync();

    /// <summary>Reads the raw content of an entry.</summary>
    /// <param name="key">The device's key.</param>
    /// <returns>The content.</returns>
    public abstract Task<byte[]> ReadAsync(CredentialKey key);

    /// <summary>Writes raw content in place of an entry.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="content">The content.</param>
    /// <returns>A task that represents the operation.</returns>
    public abstract Task WriteAsync(CredentialKey key, byte[] content);
}

/// <summary>Represents a check of one requirement for a lost or damaged medium.</summary>
public sealed class CredentialStoreMediumCheck
{
    private readonly Func<CredentialStoreMedium, CancellationToken, Task> _run;

    internal CredentialStoreMediumCheck(string name, Func<CredentialStoreMedium, CancellationToken, Task> run)
    {
        Name = name;
        _run = run;
    }

    /// <summary>
    /// Gets the requirement, as a sentence without a full stop. It is unique and does not change, so that it can name a test case.
    /// </summary>
    public string Name { get; }

    /// <summary>Checks a store. The medium is erased first: do not use a medium with entries that you need.</summary>
    /// <param name="medium">The medium.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>A task that represents the operation. It completes if the store meets the requirement.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="medium"/> is null.</exception>
    /// <exception cref="CredentialStoreContractException">The store does not meet the requirement.</exception>
    public async Task RunAsync(CredentialStoreMedium medium, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(medium);
        try
        {
            await medium.EraseAsync().ConfigureAwait(false);
            await _run(medium, cancellationToken).ConfigureAwait(false);
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
