using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace AdobePass.Attacks;

/// <summary>
/// Kills processes that create, replace and set pending pairs in one folder. A process says what it is about to do before each operation and what it got
/// after it, so that every acknowledged entry can be looked for.
/// </summary>
internal static class FileKillStorm
{
    private const int Rounds = 100;
    private const int Processes = 3;
    private const int DevicesPerRound = 5;

    internal static Attack Attack { get; } = new(
        "file-kill-storm",
        "Kills processes at random moments while they write the same folder, and looks for every entry that was acknowledged.",
        RunAsync)
    { TimeLimit = TimeSpan.FromMinutes(5) };

    /// <summary>Writes until it is killed: <c>storm FOLDER FIRST-DEVICE SEED</c>.</summary>
    internal static async Task<int> WriteAsync(string folder, int firstDevice, int seed)
    {
        var random = new Random(seed);
        var store = new FileCredentialStore(folder, new FileStoreOptions { AllowCreation = true });
        var output = Console.Out;
        for (var i = 0; ; i++)
        {
            var device = firstDevice + random.Next(DevicesPerRound);
            var key = KeyOf(device);
            var name = FormattableString.Invariant($"{seed}-{i}");
            var pair = Pair(name);
            var current = await store.FindAsync(key, default).ConfigureAwait(false);
            await output.WriteLineAsync($"about {device} {current?.Version ?? "-"} {name}").ConfigureAwait(false);
            await output.FlushAsync().ConfigureAwait(false);
            var kept = current is null ? await store.CreateAsync(key, pair, default).ConfigureAwait(false)
                : random.Next(2) == 0 ? await store.TryReplaceAsync(key, pair, current.Version, default).ConfigureAwait(false)
                : await store.TrySetPendingAsync(key, pair, current.Version, default).ConfigureAwait(false);
            await output.WriteLineAsync($"done {device} {kept?.Version ?? "-"} {name}").ConfigureAwait(false);
            await output.FlushAsync().ConfigureAwait(false);
        }
    }

    private static async Task<AttackResult> RunAsync(AttackContext context)
    {
        var random = new Random(context.Seed);
        var folder = Path.Combine(context.Folder, "store");
        var (kills, acknowledged, lost, leftovers) = (0, 0, 0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var lines = await KillAllAsync(folder, round, random).ConfigureAwait(false);
            kills += Processes;
            leftovers += Directory.Exists(folder) ? Directory.GetFiles(folder, "*.tmp", SearchOption.AllDirectories).Length : 0;
            var store = new FileCredentialStore(folder, new FileStoreOptions { AllowCreation = true });
            for (var device = round * DevicesPerRound; device < (round + 1) * DevicesPerRound; device++)
            {
                var (versions, isLost) = await CheckAsync(store, device, lines).ConfigureAwait(false);
                acknowledged += versions;
                lost += isLost ? 1 : 0;
                if (isLost)
                {
                    context.Progress($"round {round}: an acknowledged entry of device {device} is gone or corrupt");
                }
            }

            if (round % 20 == 19)
            {
                context.Progress($"{kills} kills, {acknowledged} acknowledged writes");
            }
        }

        return new AttackResult(
            kills,
            lost,
            $"{kills} processes killed, {acknowledged} acknowledged writes, {lost} lost or corrupt, {leftovers} temporary files seen on the way.");
    }

    // All processes write from before the first kill to after the last line that is read.
    private static async Task<IReadOnlyList<string>> KillAllAsync(string folder, int round, Random random)
    {
        var lines = new ConcurrentQueue<string>();
        var processes = new List<Process>();
        var readers = new List<Task>();
        var enough = random.Next(1, 120);
        using var reached = new SemaphoreSlim(0);
        try
        {
            for (var i = 0; i < Processes; i++)
            {
                var seed = (round * Processes) + i;
                var process = Shell.StartChild("storm", folder, Text(round * DevicesPerRound), Text(seed));
                processes.Add(process);
                readers.Add(Task.Run(async () =>
                {
                    while (await process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
                    {
                        lines.Enqueue(line);
                        if (lines.Count >= enough)
                        {
                            reached.Release();
                        }
                    }

                    reached.Release();
                }));
            }

            await reached.WaitAsync().ConfigureAwait(false);
        }
        finally
        {
            foreach (var process in processes)
            {
                process.Kill();
                await process.WaitForExitAsync().ConfigureAwait(false);
            }
        }

        await Task.WhenAll(readers).ConfigureAwait(false);
        processes.ForEach(static process => process.Dispose());
        return [.. lines];
    }

    // Each acknowledged version is the entry's, or some process had begun to build on it.
    private static async Task<(int Acknowledged, bool IsLost)> CheckAsync(FileCredentialStore store, int device, IReadOnlyList<string> lines)
    {
        var mine = lines.Select(static line => line.Split(' ')).Where(parts => parts.Length == 4 && parts[1] == Text(device)).ToArray();
        var versions = mine.Where(static parts => parts[0] == "done" && parts[2] != "-").Select(static parts => parts[2]).Distinct().ToArray();
        var bases = mine.Where(static parts => parts[0] == "about").Select(static parts => parts[2]).ToHashSet();
        var names = mine.Select(static parts => parts[3]).ToHashSet();
        try
        {
            var entry = await store.FindAsync(KeyOf(device), default).ConfigureAwait(false);
            var isKnown = entry is null
                ? versions.Length == 0
                : IsWhole(entry.Credentials, names) && (entry.Pending is null || IsWhole(entry.Pending, names));
            return (versions.Length, !isKnown || versions.Any(version => version != entry!.Version && !bases.Contains(version)));
        }
        catch (CredentialStoreException)
        {
            return (versions.Length, true);
        }
    }

    private static bool IsWhole(ClientCredentials pair, HashSet<string> names) =>
        names.Contains(pair.ClientId) && pair.ClientSecret.Reveal() == Pair(pair.ClientId).ClientSecret.Reveal() && pair.Scopes.Count == 1;

    private static CredentialKey KeyOf(int device) => CredentialKey.Create("storm", Text(device));

    private static ClientCredentials Pair(string name) => new(name, new ClientSecret("made up for " + name + new string('.', 500)), ["api:client:v2"]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
