using static AdobePass.Testing.CredentialStoreTestRun;

namespace AdobePass.Testing;

/// <summary>
/// What every <see cref="CredentialStore"/> promises, as checks that need no test framework. Run each against a store of your own before viewers depend on it: a store that breaks one of
/// them logs viewers out, or registers a device twice.
/// </summary>
/// <example>
/// With xunit, one test case per promise:
/// <code>
/// public static TheoryData&lt;string&gt; Checks => [.. CredentialStoreContract.All.Select(check => check.Name)];
///
/// [Theory, MemberData(nameof(Checks))]
/// public Task My_store_keeps_the_contract(string name) =>
///     CredentialStoreContract.All.Single(check => check.Name == name).RunAsync(() => new MyStore(connection));
/// </code>
/// </example>
public static partial class CredentialStoreContract
{
    private const int Crowd = 50;

    /// <summary>The checks, in the order in which it makes sense to repair what fails.</summary>
    public static IReadOnlyList<CredentialStoreCheck> All { get; } =
    [
        new("An entry that was never created is absent", AbsentAsync),
        new("An entry is found as it was created", FoundAsCreatedAsync),
        new("An entry is found with every character that ids, secrets and scopes may have", OddCharactersAsync),
        new("An entry without scopes and an entry with a long secret are found", SizesAsync),
        new("Making sure that the store can be written creates and changes nothing", ProbeAsync),
        new("Who creates second gets the entry of who was first", SecondCreatorAsync),
        new("Who creates the same pair again gets the same entry", SamePairAsync),
        new("An entry is replaced with the version that was seen", ReplacedAsync),
        new("An entry with another version is not replaced", StaleVersionAsync),
        new("An entry that is absent is not replaced", AbsentNotReplacedAsync),
        new("An entry that was deleted is absent and is not replaced", DeletedAsync),
        new("A version never comes back", VersionsAsync),
        new("Partitions do not touch each other", PartitionsAsync),
        new("What is cancelled before it begins changes nothing", CancelledAsync),
        new("Fifty parallel creators get one entry", ParallelCreatorsAsync),
        new("Fifty parallel replacements of one version have one winner", ParallelReplacementsAsync),
        new("An entry that is being replaced is always whole and never absent", WholeAsync),
        new("A pending pair changes neither the pair in use nor another device", PendingAsync),
        new("A pending pair needs the version that was seen", PendingStaleAsync),
        new("A replacement and a removal leave no pending pair", PendingEndsAsync),
        new("Fifty parallel pending pairs of one version have one winner", ParallelPendingAsync),
        new("A turn is given to one at a time, and again after its end", LeaseAsync),
        new("Turns that are waited for never overlap", ParallelLeasesAsync),
    ];

    private static async Task AbsentAsync(CredentialStoreTestRun trial)
    {
        await trial.ExpectAbsentAsync(trial.A, "before anything was created,").ConfigureAwait(false);
        await trial.ExpectAbsentAsync(trial.A, "after it was looked for once,").ConfigureAwait(false);
    }

    private static async Task FoundAsCreatedAsync(CredentialStoreTestRun trial)
    {
        var created = await trial.CreateAsync(trial.Open(), trial.A, "first").ConfigureAwait(false);

        Demand(IsSame(created.Credentials, Pair("first")), $"But CreateAsync returned another pair: '{created.Credentials.ClientId}'.");
        Demand(!string.IsNullOrEmpty(created.Version), "But CreateAsync returned an empty version.");
        await trial.ExpectFoundAsync(trial.A, created, "after CreateAsync").ConfigureAwait(false);
    }

    private static async Task OddCharactersAsync(CredentialStoreTestRun trial)
    {
        var pair = new ClientCredentials("id-\u00fc\"\\'{}<>&\u0001\u2028", new ClientSecret("s\u00e9cret \"\\\r\n\t \ud83d\ude00"), ["one", "api:client:v2", "\"", "\u00e9", "a b"]);

        var created = await trial.Open().CreateAsync(trial.A, pair, trial.Token).ConfigureAwait(false);

        await trial.ExpectFoundAsync(trial.A, new StoredCredentials(pair, created.Version), "after CreateAsync").ConfigureAwait(false);
    }

    private static async Task SizesAsync(CredentialStoreTestRun trial)
    {
        var small = new ClientCredentials("i", new ClientSecret("s"));
        var large = new ClientCredentials(new string('i', 1000), new ClientSecret(new string('s', 4000)), [.. Enumerable.Range(0, 100).Select(i => "scope-" + i)]);

        var first = await trial.Open().CreateAsync(trial.A, small, trial.Token).ConfigureAwait(false);
        var second = await trial.Open().TryReplaceAsync(trial.A, large, first.Version, trial.Token).ConfigureAwait(false);
        Demand(second is not null, "But TryReplaceAsync with the version of the entry returned null.");
        await trial.ExpectFoundAsync(trial.A, new StoredCredentials(large, second!.Version), "after TryReplaceAsync with a long pair").ConfigureAwait(false);
        var third = await trial.Open().TryReplaceAsync(trial.A, small, second.Version, trial.Token).ConfigureAwait(false);

        Demand(third is not null, "But TryReplaceAsync with the version of the entry returned null.");
        await trial.ExpectFoundAsync(trial.A, new StoredCredentials(small, third!.Version), "after TryReplaceAsync with a short pair").ConfigureAwait(false);
    }

    private static async Task ProbeAsync(CredentialStoreTestRun trial)
    {
        await trial.Open().EnsureWritableAsync(trial.A, trial.Token).ConfigureAwait(false);
        await trial.ExpectAbsentAsync(trial.A, "after EnsureWritableAsync").ConfigureAwait(false);
        var created = await trial.CreateAsync(trial.Open(), trial.A, "first").ConfigureAwait(false);
        Demand(created.Credentials.ClientId == "first", $"But CreateAsync after EnsureWritableAsync returned the pair '{created.Credentials.ClientId}'.");

        await trial.Open().EnsureWritableAsync(trial.A, trial.Token).ConfigureAwait(false);

        await trial.ExpectFoundAsync(trial.A, created, "after EnsureWritableAsync for an entry that exists").ConfigureAwait(false);
    }

    private static async Task SecondCreatorAsync(CredentialStoreTestRun trial)
    {
        var first = await trial.CreateAsync(trial.Open(), trial.A, "first").ConfigureAwait(false);

        var second = await trial.CreateAsync(trial.Open(), trial.A, "second").ConfigureAwait(false);

        Demand(second.Credentials.ClientId == "first", $"But the second CreateAsync returned the pair '{second.Credentials.ClientId}'.");
        Demand(second.Version == first.Version, $"But the second CreateAsync returned version '{second.Version}', and the first had returned '{first.Version}'.");
        await trial.ExpectFoundAsync(trial.A, first, "after the second CreateAsync").ConfigureAwait(false);
    }

    // A create that timed out may have arrived; the flow then creates again with the pair it has.
    private static async Task SamePairAsync(CredentialStoreTestRun trial)
    {
        var first = await trial.CreateAsync(trial.Open(), trial.A, "first").ConfigureAwait(false);

        var again = await trial.CreateAsync(trial.Open(), trial.A, "first").ConfigureAwait(false);

        Demand(IsSame(again.Credentials, first.Credentials), $"But the second CreateAsync returned the pair '{again.Credentials.ClientId}'.");
        Demand(again.Version == first.Version, $"But the second CreateAsync returned version '{again.Version}', and the first had returned '{first.Version}'.");
    }

    private static async Task ReplacedAsync(CredentialStoreTestRun trial)
    {
        var first = await trial.CreateAsync(trial.Open(), trial.A, "first").ConfigureAwait(false);

        var second = await trial.ReplaceAsync(trial.Open(), trial.A, "second", first.Version).ConfigureAwait(false);

        Demand(second is not null, "But TryReplaceAsync with the version of the entry returned null.");
        Demand(IsSame(second!.Credentials, Pair("second")), $"But TryReplaceAsync returned another pair: '{second.Credentials.ClientId}'.");
        Demand(second.Version != first.Version, "But the version did not change.");
        await trial.ExpectFoundAsync(trial.A, second, "after TryReplaceAsync").ConfigureAwait(false);
        var third = await trial.ReplaceAsync(trial.Open(), trial.A, "third", second.Version).ConfigureAwait(false);
        Demand(third is not null, "But TryReplaceAsync with the version of the replacement returned null.");
        await trial.ExpectFoundAsync(trial.A, third!, "after the second TryReplaceAsync").ConfigureAwait(false);
    }

    private static async Task StaleVersionAsync(CredentialStoreTestRun trial)
    {
        var first = await trial.CreateAsync(trial.Open(), trial.A, "first").ConfigureAwait(false);
        var second = await trial.ReplaceAsync(trial.Open(), trial.A, "second", first.Version).ConfigureAwait(false)
            ?? throw new CredentialStoreContractException("But TryReplaceAsync with the version of the entry returned null.");

        foreach (var version in new[] { first.Version, string.Empty, "no version of any store" })
        {
            var third = await trial.ReplaceAsync(trial.Open(), trial.A, "third", version).ConfigureAwait(false);
            Demand(third is null, $"But TryReplaceAsync replaced version '{second.Version}' though version '{version}' was expected.");
            await trial.ExpectFoundAsync(trial.A, second, $"after TryReplaceAsync that expected version '{version}',").ConfigureAwait(false);
        }
    }

    private static async Task AbsentNotReplacedAsync(CredentialStoreTestRun trial)
    {
        foreach (var version in new[] { string.Empty, "0", "1" })
        {
            var replaced = await trial.ReplaceAsync(trial.Open(), trial.A, "first", version).ConfigureAwait(false);
            Demand(replaced is null, "But TryReplaceAsync returned an entry.");
            await trial.ExpectAbsentAsync(trial.A, "after TryReplaceAsync of an absent entry").ConfigureAwait(false);
        }
    }

    private static async Task DeletedAsync(CredentialStoreTestRun trial)
    {
        Demand(!await trial.Open().DeleteAsync(trial.A, trial.Token).ConfigureAwait(false), "But DeleteAsync of an absent entry returned true.");
        var first = await trial.CreateAsync(trial.Open(), trial.A, "first").ConfigureAwait(false);

        Demand(await trial.Open().DeleteAsync(trial.A, trial.Token).ConfigureAwait(false), "But DeleteAsync of an entry returned false.");

        await trial.ExpectAbsentAsync(trial.A, "after DeleteAsync").ConfigureAwait(false);
        Demand(await trial.ReplaceAsync(trial.Open(), trial.A, "x", first.Version).ConfigureAwait(false) is null, "But TryReplaceAsync of a deleted entry returned an entry.");
        await trial.ExpectAbsentAsync(trial.A, "after TryReplaceAsync of a deleted entry").ConfigureAwait(false);
        Demand(!await trial.Open().DeleteAsync(trial.A, trial.Token).ConfigureAwait(false), "But the second DeleteAsync returned true.");
        var again = await trial.CreateAsync(trial.Open(), trial.A, "again").ConfigureAwait(false);
        Demand(again.Credentials.ClientId == "again", $"But CreateAsync after DeleteAsync returned the pair '{again.Credentials.ClientId}'.");
        await trial.ExpectFoundAsync(trial.A, again, "after DeleteAsync and CreateAsync").ConfigureAwait(false);
    }

    // Who still holds the version of a deleted entry must not replace the one that came after it.
    private static async Task VersionsAsync(CredentialStoreTestRun trial)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < 10; round++)
        {
            var created = await trial.CreateAsync(trial.Open(), trial.A, "created").ConfigureAwait(false);
            Demand(seen.Add(created.Version), $"But CreateAsync gave version '{created.Version}' a second time.");
            var replaced = await trial.ReplaceAsync(trial.Open(), trial.A, "replaced", created.Version).ConfigureAwait(false);
            Demand(replaced is not null, "But TryReplaceAsync with the version of the entry returned null.");
            Demand(seen.Add(replaced!.Version), $"But TryReplaceAsync gave version '{replaced.Version}' a second time.");
            Demand(await trial.Open().DeleteAsync(trial.A, trial.Token).ConfigureAwait(false), "But DeleteAsync of an entry returned false.");
        }
    }

    private static async Task PartitionsAsync(CredentialStoreTestRun trial)
    {
        var a = await trial.CreateAsync(trial.Open(), trial.A, "a").ConfigureAwait(false);
        var b = await trial.CreateAsync(trial.Open(), trial.B, "b").ConfigureAwait(false);
        Demand(b.Credentials.ClientId == "b", $"But CreateAsync for another device returned the pair '{b.Credentials.ClientId}'.");
        Demand(await trial.ReplaceAsync(trial.Open(), trial.A, "x", b.Version).ConfigureAwait(false) is null || a.Version == b.Version, "But an entry was replaced with the version of another device's entry.");

        var b2 = await trial.ReplaceAsync(trial.Open(), trial.B, "b2", b.Version).ConfigureAwait(false);

        Demand(b2 is not null, "But TryReplaceAsync with the version of the entry returned null.");
        await trial.ExpectFoundAsync(trial.A, a, "after the entry of another device was replaced,").ConfigureAwait(false);
        await trial.Open().DeleteAsync(trial.A, trial.Token).ConfigureAwait(false);
        await trial.ExpectFoundAsync(trial.B, b2!, "after the entry of another device was deleted,").ConfigureAwait(false);
    }

    private static async Task CancelledAsync(CredentialStoreTestRun trial)
    {
        var cancelled = new CancellationToken(canceled: true);
        await ExpectCancelledAsync("EnsureWritableAsync", async () => await trial.Open().EnsureWritableAsync(trial.A, cancelled).ConfigureAwait(false)).ConfigureAwait(false);
        await ExpectCancelledAsync("CreateAsync", async () => await trial.Open().CreateAsync(trial.A, Pair("x"), cancelled).ConfigureAwait(false)).ConfigureAwait(false);
        await trial.ExpectAbsentAsync(trial.A, "after CreateAsync that was cancelled before it began,").ConfigureAwait(false);
        var created = await trial.CreateAsync(trial.Open(), trial.A, "first").ConfigureAwait(false);
        Demand(created.Credentials.ClientId == "first", $"But CreateAsync after a cancelled one returned the pair '{created.Credentials.ClientId}'.");

        await ExpectCancelledAsync("TryReplaceAsync", async () => await trial.Open().TryReplaceAsync(trial.A, Pair("x"), created.Version, cancelled).ConfigureAwait(false)).ConfigureAwait(false);
        await trial.ExpectFoundAsync(trial.A, created, "after TryReplaceAsync that was cancelled before it began,").ConfigureAwait(false);
        await ExpectCancelledAsync("DeleteAsync", async () => await trial.Open().DeleteAsync(trial.A, cancelled).ConfigureAwait(false)).ConfigureAwait(false);
        await trial.ExpectFoundAsync(trial.A, created, "after DeleteAsync that was cancelled before it began,").ConfigureAwait(false);
    }

    private static async Task ExpectCancelledAsync(string operation, Func<Task> run)
    {
        try
        {
            await run().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        throw new CredentialStoreContractException($"But {operation} went on with a token that was cancelled before; it must throw OperationCanceledException.");
    }

    private static async Task ParallelCreatorsAsync(CredentialStoreTestRun trial)
    {
        for (var round = 0; round < 10; round++)
        {
            var key = trial.Device("round-" + round);
            var results = await trial.TogetherAsync(Crowd, i => trial.Open().CreateAsync(key, Pair("pair-" + i), trial.Token)).ConfigureAwait(false);

            var pairs = results.Select(result => result.Credentials.ClientId).Distinct(StringComparer.Ordinal).ToList();
            Demand(pairs.Count == 1, $"But they got {pairs.Count} pairs.");
            Demand(results.All(result => IsWhole(result.Credentials)), "But somebody got a pair that is not whole.");
            var versions = results.Select(result => result.Version).Distinct(StringComparer.Ordinal).Count();
            Demand(versions == 1, $"But they got {versions} versions.");
            await trial.ExpectFoundAsync(key, results[0], "afterwards").ConfigureAwait(false);
        }
    }

    private static async Task ParallelReplacementsAsync(CredentialStoreTestRun trial)
    {
        for (var round = 0; round < 10; round++)
        {
            var key = trial.Device("round-" + round);
            var first = await trial.CreateAsync(trial.Open(), key, "first").ConfigureAwait(false);
            var results = await trial.TogetherAsync(Crowd, i => trial.Open().TryReplaceAsync(key, Pair("pair-" + i), first.Version, trial.Token)).ConfigureAwait(false);

            var winners = results.Where(result => result is not null).ToList();
            Demand(winners.Count == 1, $"But there were {winners.Count} winners.");
            await trial.ExpectFoundAsync(key, winners[0]!, "afterwards").ConfigureAwait(false);
        }
    }

    private static async Task WholeAsync(CredentialStoreTestRun trial)
    {
        const int Writes = 200;
        var key = trial.A;
        var current = await trial.CreateAsync(trial.Open(), key, "pair-0").ConfigureAwait(false);
        var isDone = 0;
        var results = await trial.TogetherAsync(5, async i =>
        {
            try
            {
                return i == 0 ? await WriteAsync().ConfigureAwait(false) : await ReadAsync().ConfigureAwait(false);
            }
            finally
            {
                Volatile.Write(ref isDone, 1);
            }
        }).ConfigureAwait(false);

        Demand(results.All(result => result is null), results.FirstOrDefault(result => result is not null) ?? string.Empty);
        await trial.ExpectFoundAsync(key, current, "after the last replacement").ConfigureAwait(false);

        async Task<string?> WriteAsync()
        {
            for (var write = 1; write <= Writes && Volatile.Read(ref isDone) == 0; write++)
            {
                var next = await trial.ReplaceAsync(trial.Open(), key, "pair-" + new string('x', write), current.Version).ConfigureAwait(false);
                if (next is null)
                {
                    return "But TryReplaceAsync by the only writer, with the version of the entry, returned null.";
                }

                current = next;
            }

            return null;
        }

        async Task<string?> ReadAsync()
        {
            var store = trial.Open();
            while (Volatile.Read(ref isDone) == 0)
            {
                var found = await store.FindAsync(key, trial.Token).ConfigureAwait(false);
                if (found is null)
                {
                    return "But FindAsync found nothing for a moment: the device would have registered again.";
                }

                if (!IsWhole(found.Credentials))
                {
                    return "But FindAsync gave parts of two pairs.";
                }
            }

            return null;
        }
    }

    private static async Task LeaseAsync(CredentialStoreTestRun trial)
    {
        for (var round = 0; round < 3; round++)
        {
            // The turn may be late, but a store that gives turns must give a free one.
            var first = await trial.Open().AcquireLeaseAsync(trial.A, TimeSpan.FromSeconds(10), trial.Token).ConfigureAwait(false);
            if (first is null)
            {
                Demand(round == 0, "But a turn that had ended was not given again.");
                return;
            }

            var second = await trial.Open().AcquireLeaseAsync(trial.A, TimeSpan.Zero, trial.Token).ConfigureAwait(false);
            Demand(second is null, "But the turn was given to a second while the first had it.");
            var other = await trial.Open().AcquireLeaseAsync(trial.B, TimeSpan.FromSeconds(10), trial.Token).ConfigureAwait(false);
            Demand(other is not null, "But the turn of another device was not given meanwhile.");
            await other!.DisposeAsync().ConfigureAwait(false);
            await first.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task ParallelLeasesAsync(CredentialStoreTestRun trial)
    {
        const int Callers = 5;
        var asking = 0;
        var inside = 0;
        var most = 0;
        await trial.TogetherAsync(Callers, async _ =>
        {
            Interlocked.Increment(ref asking);
            var turn = await trial.Open().AcquireLeaseAsync(trial.A, TimeSpan.FromSeconds(30), trial.Token).ConfigureAwait(false);
            if (turn is null)
            {
                return false;
            }

            try
            {
                // Held until the others have asked too, and for long enough that they would get it if they could, on a busy machine as
                // well.
                var now = Interlocked.Increment(ref inside);
                for (var i = 0; i < 20 || Volatile.Read(ref asking) < Callers; i++)
                {
                    await Task.Delay(2, trial.Token).ConfigureAwait(false);
                    now = Math.Max(now, Volatile.Read(ref inside));
                }

                lock (trial)
                {
                    most = Math.Max(most, now);
                }

                Interlocked.Decrement(ref inside);
                return true;
            }
            finally
            {
                await turn.DisposeAsync().ConfigureAwait(false);
            }
        }).ConfigureAwait(false);

        Demand(most <= 1, $"But {most} had the turn at once.");
    }
}
