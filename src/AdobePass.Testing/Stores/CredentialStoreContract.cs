using static AdobePass.Testing.CredentialStoreTestRun;

namespace AdobePass.Testing;

/// <summary>
/// Provides checks of the requirements of every <see cref="CredentialStore"/>, without a test framework. Run all of them for your own store
/// before you use it in production. A store that fails a check can log viewers out or register a device twice.
/// </summary>
/// <example>
/// With xunit, one test case per requirement:
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
    private const int ParallelCallers = 50;

    /// <summary>Gets all checks, in the order in which to fix failures.</summary>
    public static IReadOnlyList<CredentialStoreCheck> All { get; } =
    [
        new("An entry that was never created is absent", AbsentAsync),
        new("An entry is found as it was created", FoundAsCreatedAsync),
        new("An entry is found with every character that ids, secrets and scopes may have", OddCharactersAsync),
        new("An entry without scopes and an entry with a long secret are found", SizesAsync),
        new("EnsureWritableAsync creates no entry and changes no entry", ProbeAsync),
        new("The second creator gets the entry of the first creator", SecondCreatorAsync),
        new("Creating the same pair again returns the same entry", SamePairAsync),
        new("An entry is replaced if the expected version is current", ReplacedAsync),
        new("An entry is not replaced if the expected version is not current", StaleVersionAsync),
        new("An absent entry is not replaced", AbsentNotReplacedAsync),
        new("A deleted entry is absent and is not replaced", DeletedAsync),
        new("A version is never reused", VersionsAsync),
        new("Entries of different devices are independent", IndependentDevicesAsync),
        new("An operation that is cancelled before it starts changes nothing", CancelledAsync),
        new("Fifty parallel creators get the same entry", ParallelCreatorsAsync),
        new("Only one of fifty parallel replacements of one version succeeds", ParallelReplacementsAsync),
        new("An entry that is being replaced is always complete and never absent", CompleteAsync),
        new("A pending pair changes neither the pair in use nor the entry of another device", PendingAsync),
        new("A pending pair is set only if the expected version is current", PendingStaleAsync),
        new("A replacement and a removal leave no pending pair", PendingEndsAsync),
        new("At most one of fifty parallel pending pairs for one version is stored", ParallelPendingAsync),
        new("A lease has one holder at a time and can be acquired again after its release", LeaseAsync),
        new("Leases that callers wait for never overlap", ParallelLeasesAsync),
    ];

    private static async Task AbsentAsync(CredentialStoreTestRun run)
    {
        await run.ExpectAbsentAsync(run.A, "before anything was created,").ConfigureAwait(false);
        await run.ExpectAbsentAsync(run.A, "after it was looked for once,").ConfigureAwait(false);
    }

    private static async Task FoundAsCreatedAsync(CredentialStoreTestRun run)
    {
        var created = await run.CreateAsync(run.Open(), run.A, "first").ConfigureAwait(false);

        Require(IsSame(created.Credentials, Pair("first")), $"But CreateAsync returned another pair: '{created.Credentials.ClientId}'.");
        Require(!string.IsNullOrEmpty(created.Version), "But CreateAsync returned an empty version.");
        await run.ExpectFoundAsync(run.A, created, "after CreateAsync").ConfigureAwait(false);
    }

    private static async Task OddCharactersAsync(CredentialStoreTestRun run)
    {
        var pair = new ClientCredentials(
            "id-\u00fc\"\\'{}<>&\u0001\u2028",
            new ClientSecret("s\u00e9cret \"\\\r\n\t \ud83d\ude00"),
            ["one", "api:client:v2", "\"", "\u00e9", "a b"]);

        var created = await run.Open().CreateAsync(run.A, pair, run.Token).ConfigureAwait(false);

        await run.ExpectFoundAsync(run.A, new StoredCredentials(pair, created.Version), "after CreateAsync").ConfigureAwait(false);
    }

    private static async Task SizesAsync(CredentialStoreTestRun run)
    {
        var small = new ClientCredentials("i", new ClientSecret("s"));
        var large = new ClientCredentials(
            new string('i', 1000),
            new ClientSecret(new string('s', 4000)),
            [.. Enumerable.Range(0, 100).Select(i => "scope-" + i)]);

        var first = await run.Open().CreateAsync(run.A, small, run.Token).ConfigureAwait(false);
        var second = await run.Open().TryReplaceAsync(run.A, large, first.Version, run.Token).ConfigureAwait(false);
        Require(second is not null, "But TryReplaceAsync with the version of the entry returned null.");
        await run.ExpectFoundAsync(
            run.A,
            new StoredCredentials(large, second!.Version),
            "after TryReplaceAsync with a long pair").ConfigureAwait(false);
        var third = await run.Open().TryReplaceAsync(run.A, small, second.Version, run.Token).ConfigureAwait(false);

        Require(third is not null, "But TryReplaceAsync with the version of the entry returned null.");
        await run.ExpectFoundAsync(
            run.A,
            new StoredCredentials(small, third!.Version),
            "after TryReplaceAsync with a short pair").ConfigureAwait(false);
    }

    private static async Task ProbeAsync(CredentialStoreTestRun run)
    {
        await run.Open().EnsureWritableAsync(run.A, run.Token).ConfigureAwait(false);
        await run.ExpectAbsentAsync(run.A, "after EnsureWritableAsync").ConfigureAwait(false);
        var created = await run.CreateAsync(run.Open(), run.A, "first").ConfigureAwait(false);
        Require(
            created.Credentials.ClientId == "first",
            $"But CreateAsync after EnsureWritableAsync returned the pair '{created.Credentials.ClientId}'.");

        await run.Open().EnsureWritableAsync(run.A, run.Token).ConfigureAwait(false);

        await run.ExpectFoundAsync(run.A, created, "after EnsureWritableAsync for an entry that exists").ConfigureAwait(false);
    }

    private static async Task SecondCreatorAsync(CredentialStoreTestRun run)
    {
        var first = await run.CreateAsync(run.Open(), run.A, "first").ConfigureAwait(false);

        var second = await run.CreateAsync(run.Open(), run.A, "second").ConfigureAwait(false);

        Require(second.Credentials.ClientId == "first", $"But the second CreateAsync returned the pair '{second.Credentials.ClientId}'.");
        Require(
            second.Version == first.Version,
            $"But the second CreateAsync returned version '{second.Version}', and the first returned '{first.Version}'.");
        await run.ExpectFoundAsync(run.A, first, "after the second CreateAsync").ConfigureAwait(false);
    }

    // A create operation that timed out may have succeeded. The caller then creates the same pair again.
    private static async Task SamePairAsync(CredentialStoreTestRun run)
    {
        var first = await run.CreateAsync(run.Open(), run.A, "first").ConfigureAwait(false);

        var again = await run.CreateAsync(run.Open(), run.A, "first").ConfigureAwait(false);

        Require(
            IsSame(again.Credentials, first.Credentials),
            $"But the second CreateAsync returned the pair '{again.Credentials.ClientId}'.");
        Require(
            again.Version == first.Version,
            $"But the second CreateAsync returned version '{again.Version}', and the first returned '{first.Version}'.");
    }

    private static async Task ReplacedAsync(CredentialStoreTestRun run)
    {
        var first = await run.CreateAsync(run.Open(), run.A, "first").ConfigureAwait(false);

        var second = await run.ReplaceAsync(run.Open(), run.A, "second", first.Version).ConfigureAwait(false);

        Require(second is not null, "But TryReplaceAsync with the version of the entry returned null.");
        Require(
            IsSame(second!.Credentials, Pair("second")),
            $"But TryReplaceAsync returned another pair: '{second.Credentials.ClientId}'.");
        Require(second.Version != first.Version, "But the version did not change.");
        await run.ExpectFoundAsync(run.A, second, "after TryReplaceAsync").ConfigureAwait(false);
        var third = await run.ReplaceAsync(run.Open(), run.A, "third", second.Version).ConfigureAwait(false);
        Require(third is not null, "But TryReplaceAsync with the version of the replacement returned null.");
        await run.ExpectFoundAsync(run.A, third!, "after the second TryReplaceAsync").ConfigureAwait(false);
    }

    private static async Task StaleVersionAsync(CredentialStoreTestRun run)
    {
        var first = await run.CreateAsync(run.Open(), run.A, "first").ConfigureAwait(false);
        var second = await run.ReplaceAsync(run.Open(), run.A, "second", first.Version).ConfigureAwait(false)
            ?? throw new CredentialStoreContractException("But TryReplaceAsync with the version of the entry returned null.");

        foreach (var version in new[] { first.Version, string.Empty, "no version of any store" })
        {
            var third = await run.ReplaceAsync(run.Open(), run.A, "third", version).ConfigureAwait(false);
            Require(third is null, $"But TryReplaceAsync replaced version '{second.Version}' though version '{version}' was expected.");
            await run.ExpectFoundAsync(run.A, second, $"after TryReplaceAsync that expected version '{version}',").ConfigureAwait(false);
        }
    }

    private static async Task AbsentNotReplacedAsync(CredentialStoreTestRun run)
    {
        foreach (var version in new[] { string.Empty, "0", "1" })
        {
            var replaced = await run.ReplaceAsync(run.Open(), run.A, "first", version).ConfigureAwait(false);
            Require(replaced is null, "But TryReplaceAsync returned an entry.");
            await run.ExpectAbsentAsync(run.A, "after TryReplaceAsync of an absent entry").ConfigureAwait(false);
        }
    }

    private static async Task DeletedAsync(CredentialStoreTestRun run)
    {
        Require(!await run.Open().DeleteAsync(run.A, run.Token).ConfigureAwait(false), "But DeleteAsync of an absent entry returned true.");
        var first = await run.CreateAsync(run.Open(), run.A, "first").ConfigureAwait(false);

        Require(await run.Open().DeleteAsync(run.A, run.Token).ConfigureAwait(false), "But DeleteAsync of an entry returned false.");

        await run.ExpectAbsentAsync(run.A, "after DeleteAsync").ConfigureAwait(false);
        Require(
            await run.ReplaceAsync(run.Open(), run.A, "x", first.Version).ConfigureAwait(false) is null,
            "But TryReplaceAsync of a deleted entry returned an entry.");
        await run.ExpectAbsentAsync(run.A, "after TryReplaceAsync of a deleted entry").ConfigureAwait(false);
        Require(!await run.Open().DeleteAsync(run.A, run.Token).ConfigureAwait(false), "But the second DeleteAsync returned true.");
        var again = await run.CreateAsync(run.Open(), run.A, "again").ConfigureAwait(false);
        Require(
            again.Credentials.ClientId == "again",
            $"But CreateAsync after DeleteAsync returned the pair '{again.Credentials.ClientId}'.");
        await run.ExpectFoundAsync(run.A, again, "after DeleteAsync and CreateAsync").ConfigureAwait(false);
    }

    // A caller with the version of a deleted entry must not replace its successor.
    private static async Task VersionsAsync(CredentialStoreTestRun run)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < 10; round++)
        {
            var created = await run.CreateAsync(run.Open(), run.A, "created").ConfigureAwait(false);
            Require(seen.Add(created.Version), $"But CreateAsync returned version '{created.Version}' a second time.");
            var replaced = await run.ReplaceAsync(run.Open(), run.A, "replaced", created.Version).ConfigureAwait(false);
            Require(replaced is not null, "But TryReplaceAsync with the version of the entry returned null.");
            Require(seen.Add(replaced!.Version), $"But TryReplaceAsync returned version '{replaced.Version}' a second time.");
            Require(await run.Open().DeleteAsync(run.A, run.Token).ConfigureAwait(false), "But DeleteAsync of an entry returned false.");
        }
    }

    private static async Task IndependentDevicesAsync(CredentialStoreTestRun run)
    {
        var a = await run.CreateAsync(run.Open(), run.A, "a").ConfigureAwait(false);
        var b = await run.CreateAsync(run.Open(), run.B, "b").ConfigureAwait(false);
        Require(b.Credentials.ClientId == "b", $"But CreateAsync for another device returned the pair '{b.Credentials.ClientId}'.");
        Require(
            await run.ReplaceAsync(run.Open(), run.A, "x", b.Version).ConfigureAwait(false) is null || a.Version == b.Version,
            "But an entry was replaced with the version of another device's entry.");

        var b2 = await run.ReplaceAsync(run.Open(), run.B, "b2", b.Version).ConfigureAwait(false);

        Require(b2 is not null, "But TryReplaceAsync with the version of the entry returned null.");
        await run.ExpectFoundAsync(run.A, a, "after the entry of another device was replaced,").ConfigureAwait(false);
        await run.Open().DeleteAsync(run.A, run.Token).ConfigureAwait(false);
        await run.ExpectFoundAsync(run.B, b2!, "after the entry of another device was deleted,").ConfigureAwait(false);
    }

    private static async Task CancelledAsync(CredentialStoreTestRun run)
    {
        var cancelled = new CancellationToken(canceled: true);
        await ExpectCancelledAsync(
            "EnsureWritableAsync",
            async () => await run.Open().EnsureWritableAsync(run.A, cancelled).ConfigureAwait(false)).ConfigureAwait(false);
        await ExpectCancelledAsync(
            "CreateAsync",
            async () => await run.Open().CreateAsync(run.A, Pair("x"), cancelled).ConfigureAwait(false)).ConfigureAwait(false);
        await run.ExpectAbsentAsync(run.A, "after CreateAsync that was cancelled before it started,").ConfigureAwait(false);
        var created = await run.CreateAsync(run.Open(), run.A, "first").ConfigureAwait(false);
        Require(
            created.Credentials.ClientId == "first",
            $"But CreateAsync after a cancelled one returned the pair '{created.Credentials.ClientId}'.");

        await ExpectCancelledAsync(
            "TryReplaceAsync",
            async () => await run.Open().TryReplaceAsync(run.A, Pair("x"), created.Version, cancelled).ConfigureAwait(false))
            .ConfigureAwait(false);
        await run.ExpectFoundAsync(run.A, created, "after TryReplaceAsync that was cancelled before it started,").ConfigureAwait(false);
        await ExpectCancelledAsync(
            "DeleteAsync",
            async () => await run.Open().DeleteAsync(run.A, cancelled).ConfigureAwait(false)).ConfigureAwait(false);
        await run.ExpectFoundAsync(run.A, created, "after DeleteAsync that was cancelled before it started,").ConfigureAwait(false);
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

        throw new CredentialStoreContractException(
            $"But {operation} did not throw OperationCanceledException for a token that was already cancelled.");
    }

    private static async Task ParallelCreatorsAsync(CredentialStoreTestRun run)
    {
        for (var round = 0; round < 10; round++)
        {
            var key = run.Device("round-" + round);
            var results = await run.RunInParallelAsync(
                ParallelCallers,
                i => run.Open().CreateAsync(key, Pair("pair-" + i), run.Token)).ConfigureAwait(false);

            var pairs = results.Select(result => result.Credentials.ClientId).Distinct(StringComparer.Ordinal).ToList();
            Require(pairs.Count == 1, $"But the callers got {pairs.Count} pairs.");
            Require(results.All(result => IsComplete(result.Credentials)), "But a caller got an incomplete pair.");
            var versions = results.Select(result => result.Version).Distinct(StringComparer.Ordinal).Count();
            Require(versions == 1, $"But the callers got {versions} versions.");
            await run.ExpectFoundAsync(key, results[0], "afterwards").ConfigureAwait(false);
        }
    }

    private static async Task ParallelReplacementsAsync(CredentialStoreTestRun run)
    {
        for (var round = 0; round < 10; round++)
        {
            var key = run.Device("round-" + round);
            var first = await run.CreateAsync(run.Open(), key, "first").ConfigureAwait(false);
            var results = await run.RunInParallelAsync(
                ParallelCallers,
                i => run.Open().TryReplaceAsync(key, Pair("pair-" + i), first.Version, run.Token)).ConfigureAwait(false);

            var succeeded = results.Where(result => result is not null).ToList();
            Require(succeeded.Count == 1, $"But {succeeded.Count} replacements succeeded.");
            await run.ExpectFoundAsync(key, succeeded[0]!, "afterwards").ConfigureAwait(false);
        }
    }

    private static async Task CompleteAsync(CredentialStoreTestRun run)
    {
        const int Writes = 200;
        var key = run.A;
        var current = await run.CreateAsync(run.Open(), key, "pair-0").ConfigureAwait(false);
        var isDone = 0;
        var results = await run.RunInParallelAsync(5, async i =>
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

        Require(results.All(result => result is null), results.FirstOrDefault(result => result is not null) ?? string.Empty);
        await run.ExpectFoundAsync(key, current, "after the last replacement").ConfigureAwait(false);

        async Task<string?> WriteAsync()
        {
            for (var write = 1; write <= Writes && Volatile.Read(ref isDone) == 0; write++)
            {
                var next = await run.ReplaceAsync(run.Open(), key, "pair-" + new string('x', write), current.Version).ConfigureAwait(false);
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
            var store = run.Open();
            while (Volatile.Read(ref isDone) == 0)
            {
                var found = await store.FindAsync(key, run.Token).ConfigureAwait(false);
                if (found is null)
                {
                    return "But FindAsync returned null for a moment: the device would have registered again.";
                }

                if (!IsComplete(found.Credentials))
                {
                    return "But FindAsync returned parts of two pairs.";
                }
            }

            return null;
        }
    }

    private static async Task LeaseAsync(CredentialStoreTestRun run)
    {
        for (var round = 0; round < 3; round++)
        {
            // A store without leases returns null. A store with leases must grant a free lease, possibly after a delay.
            var first = await run.Open().AcquireLeaseAsync(run.A, TimeSpan.FromSeconds(10), run.Token).ConfigureAwait(false);
            if (first is null)
            {
                Require(round == 0, "But a released lease could not be acquired again.");
                return;
            }

            var second = await run.Open().AcquireLeaseAsync(run.A, TimeSpan.Zero, run.Token).ConfigureAwait(false);
            Require(second is null, "But a second caller acquired the lease while the first held it.");
            var other = await run.Open().AcquireLeaseAsync(run.B, TimeSpan.FromSeconds(10), run.Token).ConfigureAwait(false);
            Require(other is not null, "But the lease of another device could not be acquired meanwhile.");
            await other!.DisposeAsync().ConfigureAwait(false);
            await first.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task ParallelLeasesAsync(CredentialStoreTestRun run)
    {
        const int Callers = 5;
        var requesting = 0;
        var holders = 0;
        var maxHolders = 0;
        await run.RunInParallelAsync(Callers, async _ =>
        {
            Interlocked.Increment(ref requesting);
            var lease = await run.Open().AcquireLeaseAsync(run.A, TimeSpan.FromSeconds(30), run.Token).ConfigureAwait(false);
            if (lease is null)
            {
                return false;
            }

            try
            {
                // The lease is held until all callers have requested it, and long enough for a wrong second lease, even on a busy
                // machine.
                var now = Interlocked.Increment(ref holders);
                for (var i = 0; i < 20 || Volatile.Read(ref requesting) < Callers; i++)
                {
                    await Task.Delay(2, run.Token).ConfigureAwait(false);
                    now = Math.Max(now, Volatile.Read(ref holders));
                }

                lock (run)
                {
                    maxHolders = Math.Max(maxHolders, now);
                }

                Interlocked.Decrement(ref holders);
                return true;
            }
            finally
            {
                await lease.DisposeAsync().ConfigureAwait(false);
            }
        }).ConfigureAwait(false);

        Require(maxHolders <= 1, $"But {maxHolders} callers held the lease at the same time.");
    }
}
