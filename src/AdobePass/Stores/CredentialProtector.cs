namespace AdobePass;

/// <summary>Encrypts what a store keeps, so that who reads the medium alone learns no secret.</summary>
/// <remarks>
/// <para>Losing the keys is losing the credentials: every viewer is logged out. Back them up as the entries themselves, and keep old keys after a rotation for as long as
/// entries that they encrypted may be read.</para>
/// <para>Implementations are safe for concurrent use and never put content into a message.</para>
/// </remarks>
public abstract class CredentialProtector
{
    /// <summary>Encrypts and authenticates the content of an entry.</summary>
    /// <param name="key">The entry's key. It must be authenticated too, so that an entry that is moved to another device is refused.</param>
    /// <param name="content">The content.</param>
    /// <returns>The protected content, of any form.</returns>
    public abstract byte[] Protect(CredentialKey key, byte[] content);

    /// <summary>Gives back what <see cref="Protect"/> was given.</summary>
    /// <param name="key">The entry's key.</param>
    /// <param name="protectedContent">What <see cref="Protect"/> returned, now or with an older key.</param>
    /// <returns>The content.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The content is damaged, belongs to another entry, or its key is gone for good. The store reports the entry as corrupt. Every
    /// other exception means that the keys cannot be reached now, and the store is reported as unavailable.</exception>
    public abstract UnprotectedContent Unprotect(CredentialKey key, byte[] protectedContent);
}

/// <summary>Content that a <see cref="CredentialProtector"/> has decrypted.</summary>
/// <param name="content">The content.</param>
/// <param name="isOutdated">Whether it was encrypted with a key that was replaced since. The store then writes the entry anew with the current one.</param>
public readonly struct UnprotectedContent(byte[] content, bool isOutdated)
{
    /// <summary>The content.</summary>
    public byte[] Content { get; } = content;

    /// <summary>Whether it was encrypted with a key that was replaced since.</summary>
    public bool IsOutdated { get; } = isOutdated;
}
