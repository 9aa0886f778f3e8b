namespace AdobePass;

/// <summary>Specifies whether a credential store has been used before.</summary>
public enum CredentialStoreState
{
    /// <summary>The store does not record its creation.</summary>
    Unknown,

    /// <summary>The store exists and may have entries.</summary>
    Ready,

    /// <summary>
    /// The store is empty and was never used, or the record of its creation is missing. The application has allowed its creation.
    /// </summary>
    New,
}
