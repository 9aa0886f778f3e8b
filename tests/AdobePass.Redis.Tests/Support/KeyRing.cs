using System.Security.Cryptography;

namespace AdobePass.Redis.Tests;

/// <summary>Authenticated encryption with keys of this test; the last one is the current one.</summary>
internal sealed class KeyRing : CredentialProtector
{
    private readonly List<byte[]> _keys = [RandomNumberGenerator.GetBytes(32)];

    public void Rotate() => _keys.Add(RandomNumberGenerator.GetBytes(32));

    public void ForgetOldKeys() => _keys[..^1].ForEach(key => Array.Clear(key));

    public override byte[] Protect(CredentialKey key, byte[] content)
    {
        var sealedContent = new byte[29 + content.Length];
        sealedContent[0] = (byte)(_keys.Count - 1);
        RandomNumberGenerator.Fill(sealedContent.AsSpan(1, 12));
        using var aes = new AesGcm(_keys[^1], 16);
        aes.Encrypt(
            sealedContent.AsSpan(1, 12),
            content,
            sealedContent.AsSpan(29),
            sealedContent.AsSpan(13, 16),
            Convert.FromHexString(key.Value));
        return sealedContent;
    }

    public override UnprotectedContent Unprotect(CredentialKey key, byte[] protectedContent)
    {
        var content = new byte[protectedContent.Length - 29];
        using var aes = new AesGcm(_keys[protectedContent[0]], 16);
        aes.Decrypt(
            protectedContent.AsSpan(1, 12),
            protectedContent.AsSpan(29),
            protectedContent.AsSpan(13, 16),
            content,
            Convert.FromHexString(key.Value));
        return new UnprotectedContent(content, protectedContent[0] != _keys.Count - 1);
    }
}
