namespace AdobePass.Attacks;

/// <summary>Takes the folder of a store away under load, in every way that happens to a volume, and brings it back.</summary>
internal static class VanishedFileStore
{
    private const int Devices = 40;
    private const int Rounds = 40;

    private static readonly string[] Ways = ["moved away", "replaced by an empty folder", "deleted file by file", "emptied file by file"];

    internal static Attack Attack { get; } = new(
        "vanished-file-store",
        "Takes the folder of a file store away under load and brings it back: no known device may register again.",
        RunAsync);

    private static async Task<AttackResult> RunAsync(AttackContext context)
    {
        await using var service = new FakeService();
        var folder = Path.Combine(context.Folder, "store");
        var options = new FileStoreOptions { AllowCreation = true };
        var store = new FileCredentialStore(folder, options);
        using (var client = service.Connect(store))
        {
            for (var device = 0; device < Devices; device++)
            {
                await new ServiceClient(client).GetProfilesAsync("CHAN1", FakeService.Device(device)).ConfigureAwait(false);
            }
        }

        var known = service.Fake.Registrations;
        var (calls, failures) = (0L, 0L);
        var byWay = new long[Ways.Length];
        for (var round = 0; round < Rounds; round++)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var before = service.Fake.Registrations;
            using var stop = new CancellationTokenSource();

            // Of the two stores one has seen the marker, and one is opened where it may not be created.
            var load = Enumerable.Range(0, 4).Select(worker => Task.Run(() => LoadAsync(service, round % 2 == 0 ? store : new FileCredentialStore(folder), worker, stop.Token))).ToArray();
            await Task.Delay(20).ConfigureAwait(false);
            Vanish(folder, Ways[round % Ways.Length], context.Folder);
            await Task.Delay(20).ConfigureAwait(false);
            await stop.CancelAsync().ConfigureAwait(false);
            foreach (var (made, failed) in await Task.WhenAll(load).ConfigureAwait(false))
            {
                calls += made;
                failures += failed;
            }

            byWay[round % Ways.Length] += service.Fake.Registrations - before;
            Restore(folder, context.Folder);
        }

        var lost = service.Fake.Registrations - known;
        var ways = string.Join(", ", Ways.Select((way, i) => $"{way}: {byWay[i]}"));
        return new AttackResult(
            calls,
            lost,
            $"{Rounds} times, {calls} calls of {Devices} known devices, {failures} of them unavailable. Registrations: {ways}.");
    }

    // Every call has a client of its own: nothing is in memory.
    private static async Task<(long Calls, long Failures)> LoadAsync(FakeService service, CredentialStore store, int worker, CancellationToken stop)
    {
        var random = new Random(worker);
        var (calls, failures) = (0L, 0L);
        while (!stop.IsCancellationRequested)
        {
            using var client = service.Connect(store);
            calls++;
            try
            {
                await new ServiceClient(client).GetProfilesAsync("CHAN1", FakeService.Device(random.Next(Devices)), CancellationToken.None).ConfigureAwait(false);
            }
            catch (CredentialStoreException)
            {
                failures++;
            }
        }

        return (calls, failures);
    }

    private static void Vanish(string folder, string way, string space)
    {
        var away = Path.Combine(space, "away");
        if (way is "moved away" or "replaced by an empty folder")
        {
            Directory.Move(folder, away);
            if (way != "moved away")
            {
                Directory.CreateDirectory(folder);
            }

            return;
        }

        Copy(folder, away);
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            DeleteAll(entry);
        }

        if (way == "deleted file by file")
        {
            DeleteAll(new DirectoryInfo(folder));
        }
    }

    // Leases come and go meanwhile.
    private static void DeleteAll(FileSystemInfo entry)
    {
        try
        {
            if (entry is DirectoryInfo folder)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }
        catch (IOException)
        {
            // Something was created in it at the same time.
        }
    }

    private static void Restore(string folder, string space)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.Move(Path.Combine(space, "away"), folder);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) == "adobepass-store.json" || file.EndsWith(".credentials.json", StringComparison.Ordinal))
            {
                var copy = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }
    }
}
