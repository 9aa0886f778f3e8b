namespace AdobePass;

/// <summary>Encrypts the entries of a store, so that read access to the medium alone reveals no secret.</summary>
/// <remarks>
/// <para>If the keys are lost, the credentials are lost and every viewer is logged out. Back up the keys like the entries. After a
/// rotation, keep the old keys as long as entries exist that they encrypted.</para>
/// <para>Implementations are safe for concurrent use and never put content into a message.</para>
/// </remarks>
public abstract class CredentialProtector
{
    /// <summary>Encrypts and authenticates the content of an entry.</summary>
    /// <param name="key">
    /// The entry's key. It must be authenticated too, so that an entry that is copied to another device is rejected.
    /// </param>
    /// <param name="content">The content.</param>
    /// <returns>The protected content, in any format.</returns>
    public abstract byte[] Protect(CredentialKey key, byte[] content);

    /// <summary>Decrypts the result of <see cref="Protect"/>.</summary>
    /// <param name="key">The entry's key.</param>
    /// <param name="protectedContent">The result of <see cref="Protect"/>, with the current or an older key.</param>
    /// <returns>The content.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">
    /// The content is damaged, belongs to another entry, or its key is permanently lost. The store reports the entry as corrupt. Every
    /// other exception means that the keys cannot be accessed at present, and the store reports itself as unavailable.
    /// </exception>
    public abstract UnprotectedContent Unprotect(CredentialKey key, byte[] protectedContent);
}

/// <summary>Represents content that a <see cref="CredentialProtector"/> has decrypted.</summary>
/// <param name="content">The content.</param>
/// <param name="isOutdated">
/// <see langword="true"/> if the content was encrypted with a key that has been replaced since; otherwise, <see langword="false"/>. The
/// store then writes the entry again with the current key.
/// </param>
public readonly struct UnprotectedContent(byte[] content, bool isOutdated)
{
    /// <summary>Gets the content.</summary>
    public byte[] Content { get; } = content;

    /// <summary>Gets whether the content was encrypted with a key that has been replaced since.</summary>
    public bool IsOutdated { get; } = isOutdated;
}
