using static AdobePass.Testing.CredentialStoreTestRun;

namespace AdobePass.Testing;

/// <content>The checks of pending pairs. A store that does not store them, as the base class, passes them too.</content>
public static partial class CredentialStoreContract
{
    private static async Task PendingAsync(CredentialStoreTestRun run)
    {
        var a = await run.CreateAsync(run.Open(), run.A, "a").ConfigureAwait(false);
        var b = await run.CreateAsync(run.Open(), run.B, "b").ConfigureAwait(false);

        var updated = await SetAsync(run, "new", a.Version).ConfigureAwait(false);

        Require(updated is not null, "But TrySetPendingAsync with the version of the entry returned null.");
        Require(
            IsSame(updated!.Credentials, a.Credentials),
            $"But TrySetPendingAsync changed the pair in use to '{updated.Credentials.ClientId}'.");
        Require(
            updated.Pending is { } pending && IsSame(pending, Pair("new")),
            "But TrySetPendingAsync returned an entry without the pending pair.");
        await run.ExpectFoundAsync(run.B, b, "after TrySetPendingAsync for another device").ConfigureAwait(false);
        await run.ExpectFoundAsync(
            run.A,
            new StoredCredentials(a.Credentials, updated.Version),
            "after TrySetPendingAsync").ConfigureAwait(false);
        var found = await run.Open().FindAsync(run.A, run.Token).ConfigureAwait(false);
        Require(
            found!.Pending is not { } kept || (IsSame(kept, Pair("new")) && updated.Version != a.Version),
            "But the pending pair is not the one that was set, or it is stored and the version did not change.");
        var promoted = await run.ReplaceAsync(run.Open(), run.A, "new", updated.Version).ConfigureAwait(false);
        Require(promoted is not null, "But TryReplaceAsync with the version from TrySetPendingAsync returned null.");
    }

    private static async Task PendingStaleAsync(CredentialStoreTestRun run)
    {
        foreach (var version in new[] { string.Empty, "no version of any store" })
        {
            Require(
                await SetAsync(run, "new", version).ConfigureAwait(false) is null,
                "But TrySetPendingAsync for a device without an entry returned an entry.");
            await run.ExpectAbsentAsync(run.A, "after TrySetPendingAsync for a device without an entry").ConfigureAwait(false);
        }

        var first = await run.CreateAsync(run.Open(), run.A, "first").ConfigureAwait(false);
        var second = await run.ReplaceAsync(run.Open(), run.A, "second", first.Version).ConfigureAwait(false);
        Require(second is not null, "But TryReplaceAsync with the version of the entry returned null.");
        Require(
            await SetAsync(run, "new", first.Version).ConfigureAwait(false) is null,
            "But TrySetPendingAsync with an older version returned an entry.");
        await run.ExpectFoundAsync(run.A, second!, "after TrySetPendingAsync with an older version").ConfigureAwait(false);
        await run.Open().DeleteAsync(run.A, run.Token).ConfigureAwait(false);
        Require(
            await SetAsync(run, "new", second!.Version).ConfigureAwait(false) is null,
            "But TrySetPendingAsync of a deleted entry returned an entry.");
        await run.ExpectAbsentAsync(run.A, "after TrySetPendingAsync of a deleted entry").ConfigureAwait(false);
    }

    private static async Task PendingEndsAsync(CredentialStoreTestRun run)
    {
        var created = await run.CreateAsync(run.Open(), run.A, "first").ConfigureAwait(false);
        var pending = await SetAsync(run, "new", created.Version).ConfigureAwait(false);
        var replaced = await run.ReplaceAsync(run.Open(), run.A, "new", pending?.Version ?? created.Version).ConfigureAwait(false);

        Require(
            replaced is { Pending: null },
            "But TryReplaceAsync of an entry with a pending pair returned null or kept the pending pair.");
        await ExpectNoPendingAsync(run, "after TryReplaceAsync").ConfigureAwait(false);

        pending = await SetAsync(run, "another", replaced!.Version).ConfigureAwait(false);
        var removed = await run.Open().TrySetPendingAsync(
            run.A,
            null,
            pending?.Version ?? replaced.Version,
            run.Token).ConfigureAwait(false);
        Require(removed is { Pending: null }, "But TrySetPendingAsync with null returned null or kept the pending pair.");
        Require(IsSame(removed!.Credentials, Pair("new")), "But TrySetPendingAsync with null changed the pair in use.");
        await ExpectNoPendingAsync(run, "after TrySetPendingAsync with null").ConfigureAwait(false);
        await run.ExpectFoundAsync(run.A, removed, "after TrySetPendingAsync with null").ConfigureAwait(false);
    }

    private static async Task ParallelPendingAsync(CredentialStoreTestRun run)
    {
        for (var round = 0; round < 5; round++)
        {
            var key = run.Device("round-" + round);
            var first = await run.CreateAsync(run.Open(), key, "first").ConfigureAwait(false);
            var results = await run.RunInParallelAsync(
                ParallelCallers,
                i => run.Open().TrySetPendingAsync(key, Pair("pair-" + i), first.Version, run.Token)).ConfigureAwait(false);

            var found = await run.Open().FindAsync(key, run.Token).ConfigureAwait(false);
            Require(
                found is not null && IsSame(found.Credentials, first.Credentials),
                "But the pair in use is not the one that was created.");

            // A store without pending pairs lets each caller continue with its own pair. TryReplaceAsync then succeeds only once.
            var succeeded = results.Where(result => result is not null && result.Version != first.Version).ToList();
            Require(found!.Pending is null ? succeeded.Count == 0 : succeeded.Count == 1, $"But {succeeded.Count} callers succeeded.");
            Require(
                found.Pending is null || (found.Version == succeeded[0]!.Version && IsSame(found.Pending, succeeded[0]!.Pending!)),
                "But the pending pair is not the pair of the caller that succeeded.");
        }
    }

    private static ValueTask<StoredCredentials?> SetAsync(CredentialStoreTestRun run, string name, string version) =>
        run.Open().TrySetPendingAsync(run.A, Pair(name), version, run.Token);

    private static async Task ExpectNoPendingAsync(CredentialStoreTestRun run, string when)
    {
        var found = await run.Open().FindAsync(run.A, run.Token).ConfigureAwait(false);
        Require(found is { Pending: null }, $"But {when} FindAsync found nothing or a pending pair.");
    }
}
