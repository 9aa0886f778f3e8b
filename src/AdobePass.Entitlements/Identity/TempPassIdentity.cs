using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AdobePass.Entitlements;

/// <summary>
/// Represents who uses a promotional temporary access (<c>AP-TempPass-Identity</c>). Only a hash leaves the device, because Adobe does not
/// accept personal data.
/// </summary>
[DebuggerDisplay("***")]
public sealed class TempPassIdentity
{
    private TempPassIdentity(string headerValue) => HeaderValue = headerValue;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string HeaderValue { get; }

    /// <summary>Creates the identity from a value such as an email address. It is hashed with SHA-256.</summary>
    /// <param name="key">The key that was agreed with Adobe, such as <c>email</c>.</param>
    /// <param name="value">The value in plain text. Normalize it first: the hash of another spelling is another viewer.</param>
    /// <returns>The identity.</returns>
    /// <exception cref="ArgumentException">An argument is empty.</exception>
    public static TempPassIdentity FromPlainText(string key, string value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new ArgumentException("The value is empty. Pass what identifies the viewer.", nameof(value));
        }

#if NET
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(value));
#else
        using var sha256 = SHA256.Create();
        var hash = sha256.ComputeHash(Encoding.UTF8.GetBytes(value));
#endif
        var digits = new StringBuilder(64);
        foreach (var octet in hash)
        {
            digits.Append("0123456789abcdef"[octet >> 4]).Append("0123456789abcdef"[octet & 15]);
        }

        return FromHash(key, digits.ToString());
    }

    /// <summary>Creates the identity from a hash that exists already.</summary>
    /// <param name="key">The key that was agreed with Adobe, such as <c>email</c>.</param>
    /// <param name="hash">The SHA-256 or SHA-512 hash in hexadecimal digits.</param>
    /// <returns>The identity.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is empty, or <paramref name="hash"/> is not such a hash.</exception>
    public static TempPassIdentity FromHash(string key, string hash)
    {
        if (string.IsNullOrWhiteSpace(key))
        {
            throw new ArgumentException("The key is empty. Use the key that was agreed with Adobe.", nameof(key));
        }

        if (hash is null || hash.Length is not (64 or 128) || !hash.All(static c => Uri.IsHexDigit(c)))
        {
            throw new ArgumentException(
                $"The value is not a SHA-256 or SHA-512 hash in hexadecimal digits. Use {nameof(FromPlainText)} for plain text.",
                nameof(hash));
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString(key, hash.ToLowerInvariant());
            writer.WriteEndObject();
        }

        return new TempPassIdentity(Convert.ToBase64String(stream.ToArray()));
    }

    /// <summary>Returns <c>***</c>.</summary>
    /// <returns>Always <c>***</c>.</returns>
    public override string ToString() => "***";
}
