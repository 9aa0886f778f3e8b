namespace AdobePass;

/// <summary>Represents the health of an <see cref="AdobePassClient"/>.</summary>
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

    /// <summary>
    /// Gets whether the client is healthy: the store accepts new entries, the application is not rejected, and stored credentials of many
    /// devices are not rejected.
    /// </summary>
    public bool IsHealthy => StoreFailure is null && RefusedWith is null && !AreReplacementsStopped;

    /// <summary>
    /// Gets why the credential store does not accept new entries, so that new devices cannot register; <see langword="null"/> if it accepts
    /// them.
    /// </summary>
    public CredentialStoreException? StoreFailure { get; }

    /// <summary>
    /// Gets the error code of the last rejection of the application, such as <c>invalid_software_statement</c>, or
    /// <c>unusable_response</c> if the responses could not be used. It is <see langword="null"/> if the service has accepted the
    /// application since, or never rejected it.
    /// </summary>
    public string? RefusedWith { get; }

    /// <summary>
    /// Gets whether the service has rejected the stored credentials of more devices than <see cref="AdobePassOptions.MaxRejectedDevices"/>
    /// allows. No credentials are then replaced until a stored pair is accepted again.
    /// </summary>
    public bool AreReplacementsStopped { get; }

    /// <summary>
    /// Gets the scopes that the operations in use need and the registered application lacks, separated by spaces; <see langword="null"/> if
    /// there are none or they are not known. The service rejects calls of these operations.
    /// </summary>
    public string? MissingScopes { get; }

    /// <summary>Gets the location of the credential store; <see langword="null"/> if it has none.</summary>
    public string? StoreLocation { get; }

    /// <summary>
    /// Gets the known problems in the setup of the store, such as a server that may lose acknowledged writes; empty if there are none.
    /// </summary>
    public IReadOnlyList<string> StoreWarnings { get; }
}
