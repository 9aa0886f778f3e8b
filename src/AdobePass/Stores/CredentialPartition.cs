using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AdobePass;

/// <summary>
/// The key under which the client credentials and the access token of one device are kept: 64 lower-case hexadecimal digits that tell neither the
/// device nor the service.
/// </summary>
/// <remarks>SHA-256 over the scope (<see cref="AdobePassOptions.CredentialScope"/>) and the device identifier, each with its length in front, so that
/// no two pairs of texts give the same key. The text of the software statement is not part of it: a new download of the statement must not log viewers out.</remarks>
public readonly struct CredentialPartition : IEquatable<CredentialPartition>
{
    private CredentialPartition(string key) => Key = key;

    /// <summary>The key: 64 lower-case hexadecimal digits, safe in file names and in Redis keys.</summary>
    public string Key { get; }

    /// <summary>A share from 0 to 1 that is the same for a device everywhere and spread evenly over all.</summary>
    internal double Spread => int.Parse(Key.Substring(0, 6), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / (double)0x1000000;

    /// <summary>Computes the key of a device in a scope.</summary>
    /// <param name="scope">The scope of the credentials; by default the address of the registration endpoint.</param>
    /// <param name="deviceIdentifier">The device's identifier.</param>
    /// <returns>The partition.</returns>
    public static CredentialPartition Create(string scope, string deviceIdentifier)
    {
        if (scope is null)
        {
            throw new ArgumentNullException(nameof(scope));
        }

        if (deviceIdentifier is null)
        {
            throw new ArgumentNullException(nameof(deviceIdentifier));
        }

        var bytes = Encoding.UTF8.GetBytes($"{scope.Length}:{scope}{deviceIdentifier.Length}:{deviceIdentifier}");
#if NET
        var hash = SHA256.HashData(bytes);
#else
        using var sha256 = SHA256.Create();
        var hash = sha256.ComputeHash(bytes);
#endif
        var key = new char[hash.Length * 2];
        for (var i = 0; i < hash.Length; i++)
        {
            key[2 * i] = "0123456789abcdef"[hash[i] >> 4];
            key[(2 * i) + 1] = "0123456789abcdef"[hash[i] & 15];
        }

        return new CredentialPartition(new string(key));
    }

    /// <inheritdoc/>
    public bool Equals(CredentialPartition other) => string.Equals(Key, other.Key, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CredentialPartition other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Key is null ? 0 : StringComparer.Ordinal.GetHashCode(Key);

    /// <summary>Gives the key.</summary>
    /// <returns><see cref="Key"/>.</returns>
    public override string ToString() => Key ?? string.Empty;

    /// <summary>Whether two partitions are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns><see langword="true"/> when they are the same.</returns>
    public static bool operator ==(CredentialPartition left, CredentialPartition right) => left.Equals(right);

    /// <summary>Whether two partitions differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns><see langword="true"/> when they differ.</returns>
    public static bool operator !=(CredentialPartition left, CredentialPartition right) => !left.Equals(right);
}
