namespace AdobePass;

/// <summary>Provides options for <see cref="FileCredentialStore"/>. They are read once, by the constructor.</summary>
public sealed class FileStoreOptions
{
    /// <summary>
    /// Gets or sets whether the store may be created in a folder that is missing or empty. The default is <see langword="false"/>: the
    /// store is then unavailable, because a volume that is not mounted looks the same and every device would register again.
    /// </summary>
    /// <remarks>
    /// Set it in an application that runs on a viewer's device, where the first start finds no folder. On a server, set it for the first
    /// start only.
    /// </remarks>
    public bool AllowCreation { get; set; }

    /// <summary>
    /// Gets or sets the protector that encrypts entries. The default is <see langword="null"/>: entries are not encrypted.
    /// </summary>
    public CredentialProtector? Protector { get; set; }

    /// <summary>
    /// Gets or sets whether entries that are not encrypted are rejected as corrupt. It requires a <see cref="Protector"/>. The default is
    /// <see langword="false"/>: such entries are accepted, encrypted when they are next read, and reported with a warning.
    /// </summary>
    public bool RequireProtection { get; set; }

    /// <summary>Gets or sets the clock for waits on locks. The default is <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
