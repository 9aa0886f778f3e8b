namespace AdobePass.DistributedCache;

/// <summary>Provides options for <see cref="DistributedAccessTokenCache"/>. They are read once, by the constructor.</summary>
public sealed class DistributedTokenCacheOptions
{
    /// <summary>
    /// Gets or sets the prefix of every key. The default is <c>adobepass:</c>; <c>UseDistributedTokenCache</c> adds the name of the client.
    /// It may be empty.
    /// </summary>
    public string KeyPrefix { get; set; } = "adobepass:";

    /// <summary>
    /// Gets or sets the protector that encrypts tokens. The default is <see langword="null"/>: tokens are not encrypted. Tokens that were
    /// written without a protector remain readable.
    /// </summary>
    public CredentialProtector? Protector { get; set; }

    /// <summary>
    /// Gets or sets whether tokens that are not encrypted are read as absent. It requires a <see cref="Protector"/>. The default is
    /// <see langword="false"/>.
    /// </summary>
    public bool RequireProtection { get; set; }

    /// <summary>Gets or sets the clock for the expiry of tokens. The default is <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
