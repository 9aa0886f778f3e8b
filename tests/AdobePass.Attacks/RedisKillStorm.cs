using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using AdobePass.Redis;

namespace AdobePass.Attacks;

/// <summary>Kills clients and the server, which syncs every write to its file, and then looks for every pair that was acknowledged.</summary>
internal static class RedisKillStorm
{
    private const int Kills = 100;
    private const int Writers = 3;

    internal static Attack Attack { get; } = new(
        "redis-kill-storm",
        "Kills processes that write to Redis, and redis-server itself (appendfsync always), and looks for every acknowledged pair.",
        RunAsync)
    {
        TimeLimit = TimeSpan.FromMinutes(5),
    };

    private static async Task<AttackResult> RunAsync(AttackContext context)
    {
        if (RedisProcess.Executable is null)
        {
            return RedisProcess.Skipped;
        }

        var server = await RedisProcess.StartAsync(
            Path.Combine(context.Folder, "redis"), "--appendonly", "yes", "--appendfsync", "always").ConfigureAwait(false);
        await using var serverLifetime = server.ConfigureAwait(false);
        var writers = new List<Writer>();
        try
        {
            var first = await server.ConnectAsync().ConfigureAwait(false);
            await using (first.ConfigureAwait(false))
            {
                await new RedisCredentialStore(first, new RedisStoreOptions { AllowCreation = true })
                    .CreateAsync(RedisWriter.Device("first"), RedisWriter.Pair("first"), context.CancellationToken).ConfigureAwait(false);
            }

            var journal = new Journal();
            var random = new Random(context.Seed);
            var index = 0;
            while (index < Writers)
            {
                writers.Add(new Writer(server.Port, index++, journal));
            }

            var serverKills = 0;
            for (var kill = 0; kill < Kills; kill++)
            {
                // After some more writes, and at any moment of the next one.
                await journal.WaitForStoredAsync(random.Next(1, 40), context.CancellationToken).ConfigureAwait(false);
                if (random.Next(3) == 0)
                {
                    await server.KillAsync().ConfigureAwait(false);
                    serverKills++;
                    await server.StartAsync().ConfigureAwait(false);
                }
                else
                {
                    var victim = random.Next(writers.Count);
                    await writers[victim].KillAsync().ConfigureAwait(false);
                    writers[victim] = new Writer(server.Port, index++, journal);
                }

                if ((kill + 1) % 25 == 0)
                {
                    context.Progress(string.Create(CultureInfo.InvariantCulture, $"{kill + 1} kills, {journal.Stored:N0} writes acknowledged"));
                }
            }

            foreach (var writer in writers)
            {
                await writer.KillAsync().ConfigureAwait(false);
            }

            await server.KillAsync().ConfigureAwait(false);
            await server.StartAsync().ConfigureAwait(false);
            var (devices, lost) = await CountLostAsync(server, journal, context).ConfigureAwait(false);
            return new AttackResult(Kills, lost, string.Create(
                CultureInfo.InvariantCulture,
                $"{serverKills} kills of the server, {Kills - serverKills} of clients; {journal.Stored:N0} writes acknowledged for {devices:N0} devices, {lost} lost."));
        }
        finally
        {
            foreach (var writer in writers)
            {
                await writer.KillAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task<(int Devices, int Lost)> CountLostAsync(RedisProcess server, Journal journal, AttackContext context)
    {
        var connection = await server.ConnectAsync(asyncTimeout: 10_000).ConfigureAwait(false);
        await using var connectionLifetime = connection.ConfigureAwait(false);
        var store = new RedisCredentialStore(connection);
        var (devices, lost) = (0, 0);
        foreach (var (device, entry) in journal.Entries)
        {
            if (entry.Stored is null)
            {
                continue;
            }

            devices++;
            StoredCredentials? found = null;
            try
            {
                found = await store.FindAsync(RedisWriter.Device(device), context.CancellationToken).ConfigureAwait(false);
            }
            catch (CredentialStoreException failure)
            {
                context.Progress(failure.Message);
            }

            // A write that was begun after the acknowledged one may have arrived although its writer was killed.
            if (found?.Credentials.ClientId is not { } id || (id != entry.Stored && id != entry.Begun))
            {
                lost++;
                context.Progress($"lost: {device} has {found?.Credentials.ClientId ?? "nothing"}, {entry.Stored} was acknowledged");
            }
        }

        return (devices, lost);
    }

    private sealed class Journal
    {
        private readonly SemaphoreSlim _stored = new(0);
        private long _count;

        internal ConcurrentDictionary<string, (string? Begun, string? Stored)> Entries { get; } = new();

        internal long Stored => Interlocked.Read(ref _count);

        internal void Read(string line)
        {
            if (line.Split(' ') is not [var what, var device, var id, "."])
            {
                return;
            }

            var entry = Entries.GetValueOrDefault(device);
            switch (what)
            {
                case "begin":
                    Entries[device] = (id, entry.Stored);
                    break;
                case "stored":
                    Entries[device] = (entry.Begun, id);
                    Interlocked.Increment(ref _count);
                    _stored.Release();
                    break;
            }
        }

        internal async Task WaitForStoredAsync(int count, CancellationToken cancellationToken)
        {
            var target = Stored + count;
            while (Stored < target)
            {
                await _stored.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private sealed class Writer
    {
        private readonly Process _process;
        private readonly Task _reading;

        internal Writer(int port, int index, Journal journal)
        {
            var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            };
            string[] arguments =
            [
                "exec", typeof(RedisWriter).Assembly.Location,
                "child", RedisWriter.Mode, port.ToString(CultureInfo.InvariantCulture), index.ToString(CultureInfo.InvariantCulture),
            ];
            foreach (var argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            _process = Process.Start(start)!;
            _reading = ReadAsync(journal);
        }

        internal async Task KillAsync()
        {
            try
            {
                _process.Kill();
            }
            catch (InvalidOperationException)
            {
                // It was killed before.
            }

            await _reading.ConfigureAwait(false);
        }

        // What it wrote before it was killed is still in the pipe. A last line may be cut off.
        private async Task ReadAsync(Journal journal)
        {
            while (await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                journal.Read(line);
            }
        }
    }
}
