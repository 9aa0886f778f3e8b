namespace AdobePass;

/// <summary>Whether a connection can do its work.</summary>
public sealed class AdobePassHealth
{
    internal AdobePassHealth(CredentialStoreException? storeFailure, string? refusedWith)
    {
        StoreFailure = storeFailure;
        RefusedWith = refusedWith;
    }

    /// <summary>Whether the store takes new entries and the application is not refused.</summary>
    public bool IsHealthy => StoreFailure is null && RefusedWith is null;

    /// <summary>Why the credential store takes no new entries: devices that are not registered yet cannot register. <see langword="null"/> where it does.</summary>
    public CredentialStoreException? StoreFailure { get; }

    /// <summary>The error with which the service refused the application last, such as <c>invalid_software_statement</c>; <see langword="null"/> where it accepted it since, or never refused it.</summary>
    public string? RefusedWith { get; }
}
