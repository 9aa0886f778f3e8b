using System.Security.Cryptography;

namespace AdobePass.Entitlements;

/// <summary>Decrypts the user metadata that the service encrypts with the programmer's certificate.</summary>
public abstract class UserMetadataDecryptor
{
    /// <summary>Decrypts a value.</summary>
    /// <param name="name">The name of the attribute, such as <c>zip</c>.</param>
    /// <param name="cipherText">The encrypted bytes.</param>
    /// <returns>The value in UTF-8.</returns>
    /// <exception cref="CryptographicException">The value cannot be decrypted.</exception>
    public abstract byte[] Decrypt(string name, byte[] cipherText);
}

/// <summary>Decrypts user metadata with the private key of an RSA certificate.</summary>
public sealed class RsaUserMetadataDecryptor : UserMetadataDecryptor
{
    private readonly RSA _key;
    private readonly RSAEncryptionPadding _padding;

    /// <summary>Initializes a new instance of the <see cref="RsaUserMetadataDecryptor"/> class.</summary>
    /// <param name="key">The private key. It is not disposed.</param>
    /// <param name="padding">
    /// The padding that was agreed with Adobe; <see langword="null"/> for <see cref="RSAEncryptionPadding.Pkcs1"/>.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    public RsaUserMetadataDecryptor(RSA key, RSAEncryptionPadding? padding = null)
    {
        _key = key ?? throw new ArgumentNullException(nameof(key));
        _padding = padding ?? RSAEncryptionPadding.Pkcs1;
    }

    /// <inheritdoc/>
    public override byte[] Decrypt(string name, byte[] cipherText) => _key.Decrypt(cipherText, _padding);
}
