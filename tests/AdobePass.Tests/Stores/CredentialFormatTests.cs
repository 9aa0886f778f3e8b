using System.Security.Cryptography;
using System.Text;

namespace AdobePass.Tests.Stores;

public sealed class CredentialFormatTests
{
    private static readonly CredentialKey DeviceKey = Service.DeviceKey();

    private readonly StoredCredentials _entry = new(
        new ClientCredentials("id", new ClientSecret(Guid.NewGuid().ToString("N")), ["one", "two"]),
        "version");

    [Fact]
    public void Null_entry_content_and_token_are_rejected()
    {
        var format = new CredentialFormat();

        Assert.Equal("entry", Assert.Throws<ArgumentNullException>(() => format.Write(DeviceKey, null!)).ParamName);
        Assert.Equal("content", Assert.Throws<ArgumentNullException>(() => format.Read(DeviceKey, null!, out _)).ParamName);
        Assert.Equal("token", Assert.Throws<ArgumentNullException>(() => format.WriteToken(DeviceKey, null!)).ParamName);
    }

    [Fact]
    public void Encrypted_entry_round_trips_without_exposing_the_secret()
    {
        var format = new CredentialFormat(new TestProtector());

        var content = format.Write(DeviceKey, _entry);
        var read = format.Read(DeviceKey, content, out var isOutdated);

        Assert.False(isOutdated);
        AssertSame(_entry, read);
        Assert.DoesNotContain(_entry.Credentials.ClientSecret.Reveal(), Encoding.UTF8.GetString(content), StringComparison.Ordinal);
    }

    [Fact]
    public void Plaintext_entry_is_read_and_is_outdated_with_a_protector()
    {
        var clear = new CredentialFormat().Write(DeviceKey, _entry);

        AssertSame(_entry, new CredentialFormat(new TestProtector()).Read(DeviceKey, clear, out var isOutdated));
        Assert.True(isOutdated);
        AssertSame(_entry, new CredentialFormat().Read(DeviceKey, clear, out isOutdated));
        Assert.False(isOutdated);
    }

    [Fact]
    public void Entry_with_an_old_key_is_read_and_is_outdated()
    {
        var protector = new TestProtector();
        var format = new CredentialFormat(protector);
        var content = format.Write(DeviceKey, _entry);

        protector.Rotate();

        AssertSame(_entry, format.Read(DeviceKey, content, out var isOutdated));
        Assert.True(isOutdated);
        format.Read(DeviceKey, format.Write(DeviceKey, _entry), out isOutdated);
        Assert.False(isOutdated);
    }

    [Fact]
    public void Encrypted_entry_without_a_protector_throws_with_an_explanation()
    {
        var content = new CredentialFormat(new TestProtector()).Write(DeviceKey, _entry);

        var fault = Assert.Throws<FormatException>(() => new CredentialFormat().Read(DeviceKey, content, out _));

        Assert.Contains("no protector", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Entry_of_another_device_or_a_lost_key_throws_FormatException()
    {
        var format = new CredentialFormat(new TestProtector());
        var content = format.Write(DeviceKey, _entry);

        foreach (var act in new Action[]
        {
            () => format.Read(Service.DeviceKey("device-2"), content, out _),
            () => new CredentialFormat(new TestProtector()).Read(DeviceKey, content, out _),
        })
        {
            Assert.Matches("belongs to another device", Assert.Throws<FormatException>(act).Message);
        }
    }

    [Fact]
    public void Unreachable_keys_are_reported_as_unavailable_not_corrupt()
    {
        var protector = new TestProtector();
        var format = new CredentialFormat(protector);
        var content = format.Write(DeviceKey, _entry);
        var words = Guid.NewGuid().ToString("N");
        protector.Fault = new TimeoutException(words);

        var fault = Assert.Throws<CredentialStoreException>(() => format.Read(DeviceKey, content, out _));

        Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
        Assert.Same(protector.Fault, fault.InnerException);
        Assert.Contains(nameof(TimeoutException), fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CredentialStoreException_of_the_protector_is_rethrown()
    {
        var protector = new TestProtector();
        var format = new CredentialFormat(protector);
        var content = format.Write(DeviceKey, _entry);
        protector.Fault = new CredentialStoreException(CredentialStoreFailure.Corrupt, "The key store says so (test).");

        Assert.Same(protector.Fault, Assert.Throws<CredentialStoreException>(() => format.Read(DeviceKey, content, out _)));
    }

    [Fact]
    public void Entry_of_a_newer_format_throws_FormatException()
    {
        foreach (var start in new[] { "\"format\":4", "\"adobepass-entry\":4" })
        {
            var fault = Assert.Throws<FormatException>(
                () => Read($$"""{{{start}},"revision":"r","client_id":"i","client_secret":"s","scopes":[]}"""));

            Assert.Contains("format 4", fault.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"format":1,"revision":"r","client_""", "not complete JSON")]
    [InlineData("", "not complete JSON")]
    [InlineData("""{"revision":"r","client_id":"i","client_secret":"s","scopes":[]}""", "a property is missing")]
    [InlineData("""{"format":2,"protected":"!"}""", "a property is missing")]
    public void Damaged_entry_throws_FormatException_with_the_reason(string content, string how)
    {
        var fault = Assert.Throws<FormatException>(() => Read(content));

        Assert.Contains(how, fault.Message, StringComparison.Ordinal);
        Assert.Null(fault.InnerException);
    }

    [Fact]
    public void Unreadable_token_is_returned_as_null()
    {
        var protector = new TestProtector();
        var format = new CredentialFormat(protector);
        var now = DateTimeOffset.FromUnixTimeSeconds(1_780_000_000);
        var token = new CachedAccessToken(new AccessToken(Guid.NewGuid().ToString("N")), now, now.AddHours(6));
        var content = format.WriteToken(DeviceKey, token);
        Assert.Equal(token.Token, format.ReadToken(DeviceKey, content)!.Token);

        Assert.Null(format.ReadToken(DeviceKey, content[..^10]));
        Assert.Null(format.ReadToken(Service.DeviceKey("device-2"), content));
        Assert.Null(new CredentialFormat().ReadToken(DeviceKey, content));
        protector.Fault = new TimeoutException();
        Assert.Null(format.ReadToken(DeviceKey, content));
    }

    private static StoredCredentials Read(string content) => new CredentialFormat().Read(DeviceKey, Encoding.UTF8.GetBytes(content), out _);

    private static void AssertSame(StoredCredentials expected, StoredCredentials actual)
    {
        Assert.Equal(expected.Version, actual.Version);
        Assert.Equal(expected.Credentials.ClientId, actual.Credentials.ClientId);
        Assert.Equal(expected.Credentials.ClientSecret, actual.Credentials.ClientSecret);
        Assert.Equal(expected.Credentials.Scopes, actual.Credentials.Scopes);
    }
}

/// <summary>Authenticated encryption whose key can be replaced, and whose keys can be out of reach.</summary>
internal sealed class TestProtector : CredentialProtector
{
    private readonly List<byte[]> _keys = [RandomNumberGenerator.GetBytes(32)];

    /// <summary>What the keys fail with, now.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Encrypts with a new key from now on; the old ones still decrypt.</summary>
    public void Rotate() => _keys.Add(RandomNumberGenerator.GetBytes(32));

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
        if (Fault is { } fault)
        {
            throw fault;
        }

        var content = new byte[protectedContent.Length - 29];
        using var aes = new AesGcm(_keys[protectedContent[0]], 16);
        aes.Decrypt(
            protectedContent.AsSpan(1, 12),
            protectedContent.AsSpan(29),
            protectedContent.AsSpan(13, 16),
            content,
            Convert.FromHexString(key.Value));
        return new UnprotectedContent(content, isOutdated: protectedContent[0] != _keys.Count - 1);
    }
}
