namespace AdobePass;

/// <summary>Specifies whether a credential store has been used before.</summary>
public enum CredentialStoreState
{
    /// <summary>The store keeps no record of its creation.</summary>
    Unknown,

    /// <summary>The store exists and may have entries.</summary>
    Ready,

    /// <summary>The store is empty and was never used, or its record of creation is missing. The application has allowed its creation.</summary>
    New,
}
