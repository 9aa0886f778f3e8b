namespace AdobePass;

/// <summary>Represents whether a client can do its work.</summary>
public sealed class AdobePassHealth
{
    internal AdobePassHealth(
        CredentialStoreException? storeFailure,
        string? refusedWith,
        bool areReplacementsStopped,
        string? missingScopes,
        CredentialStore store)
    {
        StoreFailure = storeFailure;
        RefusedWith = refusedWith;
        AreReplacementsStopped = areReplacementsStopped;
        MissingScopes = missingScopes;
        StoreLocation = store.Location;
        StoreWarnings = store.Warnings;
    }

    /// <summary>Gets whether the store accepts new entries, the application is not rejected, and stored credentials are not rejected in numbers.</summary>
    public bool IsHealthy => StoreFailure is null && RefusedWith is null && !AreReplacementsStopped;

    /// <summary>
    /// Gets why the credential store accepts no new entries, so that devices that are not registered yet cannot register; <see langword="null"/> if it
    /// accepts them.
    /// </summary>
    public CredentialStoreException? StoreFailure { get; }

    /// <summary>
    /// Gets the error with which the service rejected the application last, such as <c>invalid_software_statement</c>, or <c>unusable_response</c> if its
    /// responses could not be used; <see langword="null"/> if it has accepted the application since, or never rejected it.
    /// </summary>
    public string? RefusedWith { get; }

    /// <summary>
    /// Gets whether the service has rejected the stored credentials of more devices than <see cref="AdobePassOptions.MaxRejectedDevices"/> allows, so
    /// that no credentials are replaced until a stored pair is accepted again.
    /// </summary>
    public bool AreReplacementsStopped { get; }

    /// <summary>
    /// Gets the scopes that the operations in use need and the registered application lacks, separated by blanks; <see langword="null"/> if
    /// there are none or they are not known. Calls of these operations are rejected.
    /// </summary>
    public string? MissingScopes { get; }

    /// <summary>Gets where client credentials are kept; <see langword="null"/> if the store has no location.</summary>
    public string? StoreLocation { get; }

    /// <summary>
    /// Gets what should be corrected about the setup of the store, such as a server that may lose acknowledged writes; empty if nothing is known.
    /// </summary>
    public IReadOnlyList<string> StoreWarnings { get; }
}
