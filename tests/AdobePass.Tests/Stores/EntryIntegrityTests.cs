using System.Text;

namespace AdobePass.Tests.Stores;

/// <summary>Changes entries of every format in every way that a medium can, and checks that none is read as an entry.</summary>
public sealed class EntryIntegrityTests
{
    private static readonly CredentialKey DeviceKey = Service.DeviceKey();
    private static readonly CredentialKey Other = Service.DeviceKey("device-2");
    private static readonly TestProtector Protector = new();

    private static readonly StoredCredentials Entry = new(
        new ClientCredentials("id-\u00fc", new ClientSecret("made up \" \\ \ud83d\ude00"), ["api:client:v2", "two"]),
        "version");

    private static readonly StoredCredentials WithPending =
        new(Entry.Credentials, Entry.Version, new ClientCredentials("id-2", new ClientSecret("made up, too"), ["three"]));

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_780_000_000);

    public static TheoryData<string> Kinds =>
        ["plain", "plain with pending", "encrypted", "encrypted with pending", "token", "encrypted token"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Entry_with_any_flipped_bit_is_corrupt(string kind)
    {
        var (format, content, read) = Create(kind);
        Assert.True(read(format, DeviceKey, content));

        for (var bit = 0; bit < content.Length * 8; bit++)
        {
            content[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(read(format, DeviceKey, content), $"Bit {bit % 8} of byte {bit / 8} of {content.Length}.");
            content[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.True(read(format, DeviceKey, content));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Entry_with_a_missing_repeated_or_added_byte_is_corrupt(string kind)
    {
        var (format, content, read) = Create(kind);

        for (var i = 0; i <= content.Length; i++)
        {
            Assert.False(read(format, DeviceKey, [.. content[..i], (byte)' ', .. content[i..]]), $"A space at {i}.");
            if (i < content.Length)
            {
                Assert.False(read(format, DeviceKey, content[..i]), $"The first {i} bytes.");
                Assert.False(read(format, DeviceKey, [.. content[..i], .. content[(i + 1)..]]), $"Without byte {i}.");
                Assert.False(read(format, DeviceKey, [.. content[..i], content[i], .. content[i..]]), $"Byte {i} twice.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_entry_copied_to_another_device_is_corrupt(string kind)
    {
        var (format, content, read) = Create(kind);

        Assert.False(read(format, Other, content));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_checksum_in_upper_case_is_corrupt(string kind)
    {
        var (format, content, read) = Create(kind);
        var upper = content[..^66].Concat(content[^66..].Select(static value => (byte)char.ToUpperInvariant((char)value))).ToArray();

        Assert.False(content.SequenceEqual(upper));
        Assert.False(read(format, DeviceKey, upper));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Damaged_entry_of_an_older_format_throws_only_expected_exceptions(bool isEncrypted)
    {
        var format = new CredentialFormat(isEncrypted ? Protector : null);
        var content = isEncrypted ? OldEncrypted() : OldPlain();

        for (var bit = 0; bit < content.Length * 8; bit++)
        {
            content[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Assert.NotNull(format.Read(DeviceKey, content, out _));
            }
            catch (Exception fault) when (fault is FormatException or CredentialStoreException)
            {
                // Corrupt, or the protector could not use the content.
            }

            content[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Entries_of_older_formats_are_read_and_are_outdated()
    {
        AssertSame(Entry, new CredentialFormat().Read(DeviceKey, OldPlain(), out var isOutdated));
        Assert.True(isOutdated);

        AssertSame(Entry, new CredentialFormat(Protector).Read(DeviceKey, OldPlain(), out isOutdated));
        Assert.True(isOutdated);

        AssertSame(Entry, new CredentialFormat(Protector, requireProtection: true).Read(DeviceKey, OldEncrypted(), out isOutdated));
        Assert.True(isOutdated);
    }

    [Fact]
    public void A_pending_pair_is_written_and_read()
    {
        foreach (var format in new[] { new CredentialFormat(), new CredentialFormat(Protector) })
        {
            AssertSame(WithPending, format.Read(DeviceKey, format.Write(DeviceKey, WithPending), out var isOutdated));
            Assert.False(isOutdated);
            Assert.Null(format.Read(DeviceKey, format.Write(DeviceKey, Entry), out _).Pending);
        }
    }

    [Fact]
    public void Plaintext_entry_is_marked_unprotected_only_with_a_protector()
    {
        var plain = new CredentialFormat().Write(DeviceKey, WithPending);

        Assert.False(new CredentialFormat().Read(DeviceKey, plain, out _).IsUnprotected);
        var read = new CredentialFormat(Protector).Read(DeviceKey, plain, out var isOutdated);
        Assert.True(read.IsUnprotected);
        Assert.True(isOutdated);
        AssertSame(WithPending, read);
        Assert.True(new CredentialFormat(Protector).Read(DeviceKey, OldPlain(), out _).IsUnprotected);
        Assert.False(new CredentialFormat(Protector).Read(DeviceKey, OldEncrypted(), out _).IsUnprotected);
        Assert.False(new CredentialFormat(Protector)
            .Read(DeviceKey, new CredentialFormat(Protector).Write(DeviceKey, Entry), out _)
            .IsUnprotected);
    }

    [Fact]
    public void Plaintext_entry_is_corrupt_if_protection_is_required()
    {
        var format = new CredentialFormat(Protector, requireProtection: true);

        foreach (var plain in new[] { new CredentialFormat().Write(DeviceKey, Entry), OldPlain() })
        {
            var fault = Assert.Throws<FormatException>(() => format.Read(DeviceKey, plain, out _));
            Assert.Contains("not encrypted", fault.Message, StringComparison.Ordinal);
        }

        var token = new CachedAccessToken(new AccessToken("made up"), Now, Now.AddHours(6));
        Assert.Null(format.ReadToken(DeviceKey, new CredentialFormat().WriteToken(DeviceKey, token)));
        Assert.NotNull(format.ReadToken(DeviceKey, format.WriteToken(DeviceKey, token)));
        AssertSame(Entry, format.Read(DeviceKey, format.Write(DeviceKey, Entry), out _));
    }

    [Fact]
    public void Required_protection_without_a_protector_is_rejected() =>
        Assert.Equal("protector", Assert.Throws<ArgumentException>(() => new CredentialFormat(null, requireProtection: true)).ParamName);

    private static (CredentialFormat Format, byte[] Content, Func<CredentialFormat, CredentialKey, byte[], bool> Read) Create(string kind)
    {
        var format = new CredentialFormat(kind.StartsWith("encrypted", StringComparison.Ordinal) ? Protector : null);
        return kind.EndsWith("token", StringComparison.Ordinal)
            ? (format, format.WriteToken(DeviceKey, new CachedAccessToken(new AccessToken("made up"), Now, Now.AddHours(6))), IsToken)
            : (format, format.Write(DeviceKey, kind.EndsWith("pending", StringComparison.Ordinal) ? WithPending : Entry), IsEntry);
    }

    private static bool IsEntry(CredentialFormat format, CredentialKey key, byte[] content)
    {
        try
        {
            return format.Read(key, content, out _) is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool IsToken(CredentialFormat format, CredentialKey key, byte[] content) => format.ReadToken(key, content) is not null;

    // As version 0.1 wrote them.
    private static byte[] OldPlain() => Encoding.UTF8.GetBytes(
        """{"format":1,"revision":"version","client_id":"id-\u00fc","client_secret":"made up \u0022 \\ \ud83d\ude00","scopes":["api:client:v2","two"]}""");

    private static byte[] OldEncrypted() =>
        Encoding.UTF8.GetBytes($$"""{"format":2,"protected":"{{Convert.ToBase64String(Protector.Protect(DeviceKey, OldPlain()))}}"}""");

    private static void AssertSame(StoredCredentials expected, StoredCredentials actual)
    {
        Assert.Equal(expected.Version, actual.Version);
        AssertSame(expected.Credentials, actual.Credentials);
        Assert.Equal(expected.Pending is null, actual.Pending is null);
        if (expected.Pending is { } pending)
        {
            AssertSame(pending, actual.Pending!);
        }
    }

    private static void AssertSame(ClientCredentials expected, ClientCredentials actual)
    {
        Assert.Equal(expected.ClientId, actual.ClientId);
        Assert.Equal(expected.ClientSecret, actual.ClientSecret);
        Assert.Equal(expected.Scopes, actual.Scopes);
    }
}
