using static AdobePass.Testing.CredentialStoreTestRun;

namespace AdobePass.Testing;

/// <content>The checks of pending pairs. A store that keeps none, as the base class does, passes them too.</content>
public static partial class CredentialStoreContract
{
    private static async Task PendingAsync(CredentialStoreTestRun trial)
    {
        var a = await trial.CreateAsync(trial.Open(), trial.A, "a").ConfigureAwait(false);
        var b = await trial.CreateAsync(trial.Open(), trial.B, "b").ConfigureAwait(false);

        var updated = await SetAsync(trial, "new", a.Version).ConfigureAwait(false);

        Demand(updated is not null, "But TrySetPendingAsync with the version of the entry returned null.");
        Demand(IsSame(updated!.Credentials, a.Credentials), $"But TrySetPendingAsync changed the pair in use to '{updated.Credentials.ClientId}'.");
        Demand(updated.Pending is { } pending && IsSame(pending, Pair("new")), "But TrySetPendingAsync returned an entry without the pending pair.");
        await trial.ExpectFoundAsync(trial.B, b, "after TrySetPendingAsync for another device").ConfigureAwait(false);
        await trial.ExpectFoundAsync(trial.A, new StoredCredentials(a.Credentials, updated.Version), "after TrySetPendingAsync").ConfigureAwait(false);
        var found = await trial.Open().FindAsync(trial.A, trial.Token).ConfigureAwait(false);
        Demand(
            found!.Pending is not { } kept || (IsSame(kept, Pair("new")) && updated.Version != a.Version),
            "But the pending pair is not the one that was set, or the version did not change although it is kept.");
        var promoted = await trial.ReplaceAsync(trial.Open(), trial.A, "new", updated.Version).ConfigureAwait(false);
        Demand(promoted is not null, "But TryReplaceAsync with the version that TrySetPendingAsync returned gave null.");
    }

    private static async Task PendingStaleAsync(CredentialStoreTestRun trial)
    {
        foreach (var version in new[] { string.Empty, "no version of any store" })
        {
            Demand(
                await SetAsync(trial, "new", version).ConfigureAwait(false) is null,
                "But TrySetPendingAsync for a device without an entry returned an entry.");
            await trial.ExpectAbsentAsync(trial.A, "after TrySetPendingAsync for a device without an entry").ConfigureAwait(false);
        }

        var first = await trial.CreateAsync(trial.Open(), trial.A, "first").ConfigureAwait(false);
        var second = await trial.ReplaceAsync(trial.Open(), trial.A, "second", first.Version).ConfigureAwait(false);
        Demand(second is not null, "But TryReplaceAsync with the version of the entry returned null.");
        Demand(
            await SetAsync(trial, "new", first.Version).ConfigureAwait(false) is null,
            "But TrySetPendingAsync with an older version returned an entry.");
        await trial.ExpectFoundAsync(trial.A, second!, "after TrySetPendingAsync with an older version").ConfigureAwait(false);
        await trial.Open().DeleteAsync(trial.A, trial.Token).ConfigureAwait(false);
        Demand(
            await SetAsync(trial, "new", second!.Version).ConfigureAwait(false) is null,
            "But TrySetPendingAsync of a deleted entry returned an entry.");
        await trial.ExpectAbsentAsync(trial.A, "after TrySetPendingAsync of a deleted entry").ConfigureAwait(false);
    }

    private static async Task PendingEndsAsync(CredentialStoreTestRun trial)
    {
        var created = await trial.CreateAsync(trial.Open(), trial.A, "first").ConfigureAwait(false);
        var pending = await SetAsync(trial, "new", created.Version).ConfigureAwait(false);
        var replaced = await trial.ReplaceAsync(trial.Open(), trial.A, "new", pending?.Version ?? created.Version).ConfigureAwait(false);

        Demand(replaced is { Pending: null }, "But TryReplaceAsync of an entry with a pending pair returned null or kept the pending pair.");
        await ExpectNoPendingAsync(trial, "after TryReplaceAsync").ConfigureAwait(false);

        pending = await SetAsync(trial, "another", replaced!.Version).ConfigureAwait(false);
        var removed = await trial.Open().TrySetPendingAsync(trial.A, null, pending?.Version ?? replaced.Version, trial.Token).ConfigureAwait(false);
        Demand(removed is { Pending: null }, "But TrySetPendingAsync with null returned null or kept the pending pair.");
        Demand(IsSame(removed!.Credentials, Pair("new")), "But TrySetPendingAsync with null changed the pair in use.");
        await ExpectNoPendingAsync(trial, "after TrySetPendingAsync with null").ConfigureAwait(false);
        await trial.ExpectFoundAsync(trial.A, removed, "after TrySetPendingAsync with null").ConfigureAwait(false);
    }

    private static async Task ParallelPendingAsync(CredentialStoreTestRun trial)
    {
        for (var round = 0; round < 5; round++)
        {
            var key = trial.Device("round-" + round);
            var first = await trial.CreateAsync(trial.Open(), key, "first").ConfigureAwait(false);
            var results = await trial.TogetherAsync(
                Crowd,
                i => trial.Open().TrySetPendingAsync(key, Pair("pair-" + i), first.Version, trial.Token)).ConfigureAwait(false);

            var found = await trial.Open().FindAsync(key, trial.Token).ConfigureAwait(false);
            Demand(found is not null && IsSame(found.Credentials, first.Credentials), "But the pair in use is not the one that was created.");

            // A store that keeps no pending pairs lets each caller go on with its own; TryReplaceAsync then has one winner.
            var winners = results.Where(result => result is not null && result.Version != first.Version).ToList();
            Demand(found!.Pending is null ? winners.Count == 0 : winners.Count == 1, $"But there were {winners.Count} winners.");
            Demand(
                found.Pending is null || (found.Version == winners[0]!.Version && IsSame(found.Pending, winners[0]!.Pending!)),
                "But the pending pair is not the winner's.");
        }
    }

    private static ValueTask<StoredCredentials?> SetAsync(CredentialStoreTestRun trial, string name, string version) =>
        trial.Open().TrySetPendingAsync(trial.A, Pair(name), version, trial.Token);

    private static async Task ExpectNoPendingAsync(CredentialStoreTestRun trial, string when)
    {
        var found = await trial.Open().FindAsync(trial.A, trial.Token).ConfigureAwait(false);
        Demand(found is { Pending: null }, $"But {when} FindAsync found nothing or a pending pair.");
    }
}
