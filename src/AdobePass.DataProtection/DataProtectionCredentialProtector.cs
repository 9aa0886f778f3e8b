using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace AdobePass.DataProtection;

/// <summary>
/// Encrypts the entries of stores with ASP.NET Core Data Protection, which manages the keys, their protection and their rotation. Entries
/// that an older key encrypted are read, and written again with the current key.
/// </summary>
/// <remarks>
/// <para>If the key ring is lost, the credentials are lost: the entries are reported as corrupt, and nothing is registered. Persist the key
/// ring, back it up, and share it among all processes that share the store. Set a fixed application name (<c>SetApplicationName</c>). The
/// default name is the path of the application, and no entry can be read after the application is moved.</para>
/// <para>An entry that a revoked key encrypted is rejected as corrupt, because an attacker who has the key can write such an entry. See the
/// constructor.</para>
/// </remarks>
public sealed class DataProtectionCredentialProtector : CredentialProtector
{
    private readonly IDataProtector _protector;
    private readonly bool _readRevoked;

    /// <summary>Initializes a new instance of the <see cref="DataProtectionCredentialProtector"/> class.</summary>
    /// <param name="provider">The key ring.</param>
    /// <param name="readRevoked">
    /// <see langword="true"/> to read entries that a revoked key encrypted, and to write them again with the current key; otherwise,
    /// <see langword="false"/>, which is the default. Set it after a key was revoked until all entries are written again, so that no viewer
    /// is logged out. It accepts entries of an attacker who has stolen the key and can write to the store.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="provider"/> is <see langword="null"/>.</exception>
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

        // Only this call reports whether the key is the current one. It also reads entries of revoked keys.
        byte[] content;
        bool requiresMigration, wasRevoked;
        try
        {
            content = persisted.DangerousUnprotect(protectedContent, ignoreRevocationErrors: true, out requiresMigration, out wasRevoked);
        }
        catch (CryptographicException cause) when (cause.InnerException is not (null or CryptographicException))
        {
            // Data Protection throws one type of exception for all failures. The inner exception shows that the keys could not be read.
            throw new CredentialStoreException(
                CredentialStoreFailure.Unavailable,
                $"The keys of ASP.NET Core Data Protection cannot be read: {cause.InnerException!.GetType().Name}. The entry was not " +
                "decrypted. Check the storage of the keys.",
                cause);
        }

        return wasRevoked && !_readRevoked
            ? throw new CryptographicException("The key of the entry was revoked.")
            : new UnprotectedContent(content, requiresMigration || wasRevoked);
    }

    // The device is part of the purpose, so that an entry that is copied to another device is rejected.
    private IDataProtector ProtectorOf(CredentialKey key) => _protector.CreateProtector(key.Value);
}
