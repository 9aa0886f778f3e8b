using System.Globalization;

namespace AdobePass.Attacks;

/// <summary>
/// Creates entries on a file system of its own and, when each is acknowledged, copies what is on the device. The copy is what a power failure at that
/// moment would leave: it is mounted, which recovers its journal, and must have every acknowledged entry.
/// </summary>
internal static class DeviceImage
{
    private const int Devices = 12;

    internal static Attack Attack { get; } = new(
        "device-image",
        "Copies the device at the moment an entry is acknowledged, as after a power failure, and looks for the entry in the copy.",
        RunAsync);

    private static async Task<AttackResult> RunAsync(AttackContext context)
    {
        if (!Shell.CanMount)
        {
            return AttackResult.Skip("it mounts file systems, which takes root on Linux");
        }

        var copies = new List<string>();
        var entries = new List<StoredCredentials>();
        await using (var device = await ImageMount.CreateAsync(Path.Combine(context.Folder, "device.img"), 32).ConfigureAwait(false))
        {
            var store = new FileCredentialStore(
                Path.Combine(device.Folder, "app", "store"),
                new FileStoreOptions { AllowCreation = true });
            for (var i = 0; i < Devices; i++)
            {
                entries.Add(await store.CreateAsync(KeyOf(i), Pair(i), context.CancellationToken).ConfigureAwait(false));
                copies.Add(await CopyAsync(device, copies.Count).ConfigureAwait(false));
            }

            // Replacements and pending pairs are acknowledged too.
            for (var i = 0; i < Devices; i += 2)
            {
                entries[i] = i % 4 == 0
                    ? (await store.TryReplaceAsync(KeyOf(i), Pair(i), entries[i].Version, context.CancellationToken).ConfigureAwait(false))!
                    : (await store.TrySetPendingAsync(KeyOf(i), Pair(i), entries[i].Version, context.CancellationToken).ConfigureAwait(false))!;
                var copy = await CopyAsync(device, copies.Count).ConfigureAwait(false);
                copies.Add(copy);
            }
        }

        // The versions that each copy must have: the entries of a create are overwritten by what comes later, so they are replayed.
        var missing = 0;
        for (var copy = 0; copy < copies.Count; copy++)
        {
            var isMissing = await IsMissingAsync(copies[copy], copy, entries).ConfigureAwait(false);
            context.Progress($"copy {copy + 1}: {(isMissing ? "the acknowledged entry is missing" : "complete")}");
            missing += isMissing ? 1 : 0;
        }

        return new AttackResult(copies.Count, missing, $"{copies.Count} copies of the device, each at the moment of an acknowledgement; {missing} without the entry.");
    }

    private static async Task<string> CopyAsync(ImageMount device, int number)
    {
        var copy = Path.Combine(Path.GetDirectoryName(device.Image)!, FormattableString.Invariant($"copy-{number}.img"));
        await Shell.RunAsync("cp", "--sparse=always", device.Image, copy).ConfigureAwait(false);
        return copy;
    }

    private static async Task<bool> IsMissingAsync(string image, int copy, IReadOnlyList<StoredCredentials> entries)
    {
        await using var device = await ImageMount.MountAsync(image).ConfigureAwait(false);
        var store = new FileCredentialStore(Path.Combine(device.Folder, "app", "store"));
        var present = Math.Min(copy + 1, Devices);
        for (var i = 0; i < present; i++)
        {
            try
            {
                if (await store.FindAsync(KeyOf(i), default).ConfigureAwait(false) is not { } found)
                {
                    return true;
                }

                // The later change of an entry is in the copies from its acknowledgement on.
                var isChanged = i % 2 == 0 && copy >= Devices + (i / 2);
                if (found.Credentials.ClientId != Pair(i).ClientId || (found.Version == entries[i].Version) != (isChanged || i % 2 == 1))
                {
                    return true;
                }
            }
            catch (CredentialStoreException)
            {
                return true;
            }
        }

        return false;
    }

    private static CredentialKey KeyOf(int device) => CredentialKey.Create("image", device.ToString(CultureInfo.InvariantCulture));

    private static ClientCredentials Pair(int device) =>
        new("id-" + device.ToString(CultureInfo.InvariantCulture), new ClientSecret("made up"), ["api:client:v2"]);
}
