namespace AdobePass.Testing;

/// <summary>
/// Represents what a test can do to the medium of a store behind the store's back: lose it, damage it. Derive from it to run the checks of
/// <see cref="CredentialStoreContract.MediumChecks"/>.
/// </summary>
public abstract class CredentialStoreMedium
{
    /// <summary>Opens the store anew, as another process would.</summary>
    /// <param name="allowCreation">Whether the application allows that the store is created, such as <see cref="FileStoreOptions.AllowCreation"/>.</param>
    /// <returns>The store.</returns>
    public abstract CredentialStore Open(bool allowCreation);

    /// <summary>Removes everything that the store has written, as a volume that is not mounted or a server without persistence does.</summary>
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

/// <summary>Represents one promise of a store about a medium that is lost or damaged.</summary>
public sealed class CredentialStoreMediumCheck
{
    private readonly Func<CredentialStoreMedium, CancellationToken, Task> _run;

    internal CredentialStoreMediumCheck(string name, Func<CredentialStoreMedium, CancellationToken, Task> run)
    {
        Name = name;
        _run = run;
    }

    /// <summary>Gets the promise, as a sentence without a full stop. It is unique and does not change, so that it can name a test case.</summary>
    public string Name { get; }

    /// <summary>Checks a store. The medium is erased first: never use one whose entries matter.</summary>
    /// <param name="medium">The medium.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>A task that ends when the promise was found kept.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="medium"/> is null.</exception>
    /// <exception cref="CredentialStoreContractException">The store does not keep the promise.</exception>
    public async Task RunAsync(CredentialStoreMedium medium, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(medium);
        try
        {
            await medium.EraseAsync().ConfigureAwait(false);
            await _run(medium, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Returns the promise.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
