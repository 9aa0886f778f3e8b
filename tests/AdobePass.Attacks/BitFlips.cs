using System.Security.Cryptography;

namespace AdobePass.Attacks;

/// <summary>Flips every bit of entries and tokens of every format, one at a time, in the files of a store and of a token cache.</summary>
internal static class BitFlips
{
    private static readonly CredentialKey DeviceKey = CredentialKey.Create("attack", "device-1");

    internal static Attack Attack { get; } = new(
        "bit-flips",
        "Flips each bit of stored entries and tokens, plain and encrypted: none may be read as if nothing had happened.",
        RunAsync);

    private static async Task<AttackResult> RunAsync(AttackContext context)
    {
        var tried = 0L;
        var details = new List<string>();
        var lost = 0L;
        foreach (var isEncrypted in new[] { false, true })
        {
            CredentialProtector? protector = isEncrypted ? new AesProtector() : null;
            var folder = Path.Combine(context.Folder, isEncrypted ? "encrypted" : "plain");
            var store = new FileCredentialStore(folder, new FileStoreOptions { AllowCreation = true, Protector = protector });
            var cache = new FileAccessTokenCache(folder, protector);
            var pair = new ClientCredentials("id", new ClientSecret("made up"), ["api:client:v2"]);
            var created = await store.CreateAsync(DeviceKey, pair, default).ConfigureAwait(false);
            await store.TrySetPendingAsync(DeviceKey, pair, created.Version, default).ConfigureAwait(false);
            var now = DateTimeOffset.UnixEpoch;
            await cache.SetAsync(
                DeviceKey,
                new CachedAccessToken(new AccessToken("made up"), now, now.AddHours(6)),
                default).ConfigureAwait(false);
            foreach (var (name, read) in new (string, Func<Task<bool>>)[]
            {
                ("credentials", () => IsReadAsync(store)),
                ("token", async () => await cache.FindAsync(DeviceKey, default).ConfigureAwait(false) is not null),
            })
            {
                var file = Directory.GetFiles(folder, $"*.{name}.json", SearchOption.AllDirectories).Single();
                var (flips, accepted) = await FlipAllAsync(file, read, context.CancellationToken).ConfigureAwait(false);
                tried += flips;
                lost += accepted;
                details.Add($"{(isEncrypted ? "encrypted" : "plain")} {name}: {accepted} of {flips} flips accepted");
            }
        }

        return new AttackResult(tried, lost, string.Join("; ", details) + ".");
    }

    private static async Task<(int Flips, int Accepted)> FlipAllAsync(
        string file,
        Func<Task<bool>> read,
        CancellationToken cancellationToken)
    {
        var content = await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
        var accepted = await read().ConfigureAwait(false)
            ? 0
            : throw new InvalidOperationException("The entry cannot be read before anything is flipped.");
        for (var bit = 0; bit < content.Length * 8; bit++)
        {
            content[bit / 8] ^= (byte)(1 << (bit % 8));
            await File.WriteAllBytesAsync(file, content, cancellationToken).ConfigureAwait(false);
            accepted += await read().ConfigureAwait(false) ? 1 : 0;
            content[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        return (content.Length * 8, accepted);
    }

    private static async Task<bool> IsReadAsync(FileCredentialStore store)
    {
        try
        {
            return await store.FindAsync(DeviceKey, default).ConfigureAwait(false) is not null;
        }
        catch (CredentialStoreException fault) when (fault.Failure == CredentialStoreFailure.Corrupt)
        {
            return false;
        }
    }

    private sealed class AesProtector : CredentialProtector
    {
        private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

        public override byte[] Protect(CredentialKey key, byte[] content)
        {
            var sealedContent = new byte[28 + content.Length];
            RandomNumberGenerator.Fill(sealedContent.AsSpan(0, 12));
            using var aes = new AesGcm(_key, 16);
            aes.Encrypt(
                sealedContent.AsSpan(0, 12),
                content,
                sealedContent.AsSpan(28),
                sealedContent.AsSpan(12, 16),
                Convert.FromHexString(key.Value));
            return sealedContent;
        }

        public override UnprotectedContent Unprotect(CredentialKey key, byte[] protectedContent)
        {
            var content = new byte[protectedContent.Length - 28];
            using var aes = new AesGcm(_key, 16);
            aes.Decrypt(
                protectedContent.AsSpan(0, 12),
                protectedContent.AsSpan(28),
                protectedContent.AsSpan(12, 16),
                content,
                Convert.FromHexString(key.Value));
            return new UnprotectedContent(content, isOutdated: false);
        }
    }
}
