using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace AdobePass.DataProtection;

/// <summary>
/// Encrypts what stores keep with ASP.NET Core Data Protection, which also has the keys, their protection and their rotation. Entries that an older key encrypted are read and
/// written anew with the current one.
/// </summary>
/// <remarks>
/// <para>Losing the key ring is losing the credentials: the entries are reported as corrupt and nothing is registered. So set the ring up to be persisted and backed up, shared by all processes that
/// share the store, and with a fixed application name (<c>SetApplicationName</c>); by default the name is the path of the application, and after a move no entry can be read.</para>
/// <para>An entry that a revoked key encrypted is refused as corrupt, because anybody who has that key can write one; see the constructor.</para>
/// </remarks>
public sealed class DataProtectionCredentialProtector : CredentialProtector
{
    private readonly IDataProtector _protector;
    private readonly bool _readRevoked;

    /// <summary>Uses a key ring.</summary>
    /// <param name="provider">The key ring.</param>
    /// <param name="readRevoked">
    /// Whether entries of revoked keys are read, and written anew with the current key; set it for the time that this takes after a key was revoked, so that no viewer is logged out. It trusts
    /// whoever may have stolen the key and can write to the store. The default is false.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="provider"/> is null.</exception>
    public DataProtectionCredentialProtector(IDataProtectionProvider provider, bool readRevoked = false)
    {
        _protector = (provider ?? throw new ArgumentNullException(nameof(provider))).CreateProtector("AdobePass.Credentials", "v1");
        _readRevoked = readRevoked;
    }

    /// <inheritdoc/>
    public override byte[] Protect(CredentialKey key, byte[] content) => ProtectorOf(key).Protect(content);

    /// <inheritdoc/>
    public override UnprotectedContent Unprotect(CredentialKey key, byte[] protectedContent)
    {
        var protector = ProtectorOf(key);
        if (protector is not IPersistedDataProtector persisted)
        {
            return new UnprotectedContent(protector.Unprotect(protectedContent), isOutdated: false);
        }

        // The one call that tells whether the key is still the current one. It would read entries of revoked keys, too.
        byte[] content;
        bool requiresMigration, wasRevoked;
        try
        {
            content = persisted.DangerousUnprotect(protectedContent, ignoreRevocationErrors: true, out requiresMigration, out wasRevoked);
        }
        catch (CryptographicException cause) when (cause.InnerException is not (null or CryptographicException))
        {
            // Data Protection makes one kind of exception of all; inside is what happened: the keys could not be read.
            throw new CredentialStoreException(
                CredentialStoreFailure.Unavailable,
                $"The keys of ASP.NET Core Data Protection cannot be read: {cause.InnerException!.GetType().Name}. Nothing is known of the entry. Check where the keys are stored.",
                cause);
        }

        return wasRevoked && !_readRevoked
            ? throw new CryptographicException("The key of the entry was revoked.")
            : new UnprotectedContent(content, requiresMigration || wasRevoked);
    }

    // The device is part of the purpose, so that an entry that is moved to another device is refused.
    private IDataProtector ProtectorOf(CredentialKey key) => _protector.CreateProtector(key.Value);
}
