using static AdobePass.Testing.CredentialStoreTestRun;

namespace AdobePass.Testing;

/// <content>The checks of a medium that is lost or damaged.</content>
public static partial class CredentialStoreContract
{
    private static readonly CredentialKey Known = CredentialKey.Create("medium", "known");
    private static readonly CredentialKey New = CredentialKey.Create("medium", "new");

    /// <summary>
    /// Gets the checks of a medium that is lost or damaged. They need a <see cref="CredentialStoreMedium"/> and erase it. They must not
    /// run in parallel on one medium.
    /// </summary>
    public static IReadOnlyList<CredentialStoreMediumCheck> MediumChecks { get; } =
    [
        new("A store that was never created is unavailable unless its creation is allowed", MissingAsync),
        new("A store is new until its first entry and ready afterwards", StateAsync),
        new("A store that was lost is unavailable and not empty", LostAsync),
        new("A store that is lost while it is open is unavailable even if its creation is allowed", LostWhileOpenAsync),
        new("An entry with one flipped bit is corrupt, wherever the bit is", FlippedAsync),
        new("A truncated entry is corrupt at every length", TruncatedAsync),
        new("An entry copied from another device is corrupt", CopiedAsync),
        new("A corrupt entry is unchanged until it is deleted", UnchangedAsync),
    ];

    private static async Task MissingAsync(CredentialStoreMedium medium, CancellationToken cancellationToken)
    {
        await ExpectFailureAsync(
            medium.Open(false),
            New,
            CredentialStoreFailure.Unavailable,
            "before anything was created",
            cancellationToken).ConfigureAwait(false);
        await ExpectUnwritableAsync(medium.Open(false), cancellationToken).ConfigureAwait(false);
        var allowed = medium.Open(true);
        Require(
            await allowed.FindAsync(New, cancellationToken).ConfigureAwait(false) is null,
            "But FindAsync found an entry in a new store.");
        await allowed.EnsureWritableAsync(New, cancellationToken).ConfigureAwait(false);
        await allowed.CreateAsync(New, Pair("first"), cancellationToken).ConfigureAwait(false);
        await ExpectPairAsync(medium.Open(false), New, "first", "after it was created", cancellationToken).ConfigureAwait(false);
    }

    private static async Task StateAsync(CredentialStoreMedium medium, CancellationToken cancellationToken)
    {
        var store = medium.Open(true);
        var before = await store.GetStateAsync(cancellationToken).ConfigureAwait(false);
        Require(before == CredentialStoreState.New, $"But the state is {before} before anything was created.");
        await store.CreateAsync(Known, Pair("first"), cancellationToken).ConfigureAwait(false);
        foreach (var opened in new[] { store, medium.Open(false), medium.Open(true) })
        {
            var after = await opened.GetStateAsync(cancellationToken).ConfigureAwait(false);
            Require(after == CredentialStoreState.Ready, $"But the state is {after} after an entry was created.");
            Require(
                await opened.FindAsync(New, cancellationToken).ConfigureAwait(false) is null,
                "But FindAsync found an entry that was never created.");
        }

        Require(!string.IsNullOrWhiteSpace(store.Location), "But Location is empty.");
    }

    private static async Task LostAsync(CredentialStoreMedium medium, CancellationToken cancellationToken)
    {
        await medium.Open(true).CreateAsync(Known, Pair("first"), cancellationToken).ConfigureAwait(false);
        await medium.EraseAsync().ConfigureAwait(false);

        var store = medium.Open(false);
        await ExpectFailureAsync(
            store,
            Known,
            CredentialStoreFailure.Unavailable,
            "after everything was lost",
            cancellationToken).ConfigureAwait(false);
        await ExpectFailureAsync(
            store,
            New,
            CredentialStoreFailure.Unavailable,
            "after everything was lost",
            cancellationToken).ConfigureAwait(false);
        await ExpectUnwritableAsync(store, cancellationToken).ConfigureAwait(false);
    }

    private static async Task LostWhileOpenAsync(CredentialStoreMedium medium, CancellationToken cancellationToken)
    {
        var store = medium.Open(true);
        await store.CreateAsync(Known, Pair("first"), cancellationToken).ConfigureAwait(false);
        Require(
            await store.FindAsync(New, cancellationToken).ConfigureAwait(false) is null,
            "But FindAsync found an entry that was never created.");
        await medium.EraseAsync().ConfigureAwait(false);

        await ExpectFailureAsync(
            store,
            Known,
            CredentialStoreFailure.Unavailable,
            "after everything was lost",
            cancellationToken).ConfigureAwait(false);
        await ExpectFailureAsync(
            store,
            New,
            CredentialStoreFailure.Unavailable,
            "after everything was lost",
            cancellationToken).ConfigureAwait(false);
        await ExpectUnwritableAsync(store, cancellationToken).ConfigureAwait(false);
    }

    private static async Task FlippedAsync(CredentialStoreMedium medium, CancellationToken cancellationToken)
    {
        var content = await CreateForDamageAsync(medium, cancellationToken).ConfigureAwait(false);
        var store = medium.Open(false);
        for (var bit = 0; bit < content.Length * 8; bit++)
        {
            var damaged = (byte[])content.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            await medium.WriteAsync(Known, damaged).ConfigureAwait(false);
            await ExpectFailureAsync(
                store,
                Known,
                CredentialStoreFailure.Corrupt,
                $"with bit {bit} flipped",
                cancellationToken).ConfigureAwait(false);
        }

        await ExpectRestoredAsync(medium, content, cancellationToken).ConfigureAwait(false);
    }

    private static async Task TruncatedAsync(CredentialStoreMedium medium, CancellationToken cancellationToken)
    {
        var content = await CreateForDamageAsync(medium, cancellationToken).ConfigureAwait(false);
        var store = medium.Open(false);
        for (var length = 1; length < content.Length; length++)
        {
            await medium.WriteAsync(Known, content[..length]).ConfigureAwait(false);
            await ExpectFailureAsync(
                store,
                Known,
                CredentialStoreFailure.Corrupt,
                $"truncated to {length} bytes",
                cancellationToken).ConfigureAwait(false);
        }

        await ExpectRestoredAsync(medium, content, cancellationToken).ConfigureAwait(false);
    }

    private static async Task CopiedAsync(CredentialStoreMedium medium, CancellationToken cancellationToken)
    {
        var content = await CreateForDamageAsync(medium, cancellationToken).ConfigureAwait(false);
        await medium.Open(false).CreateAsync(New, Pair("second"), cancellationToken).ConfigureAwait(false);
        await medium.WriteAsync(New, content).ConfigureAwait(false);

        await ExpectFailureAsync(
            medium.Open(false),
            New,
            CredentialStoreFailure.Corrupt,
            "with the entry of another device",
            cancellationToken)
            .ConfigureAwait(false);
    }

    private static async Task UnchangedAsync(CredentialStoreMedium medium, CancellationToken cancellationToken)
    {
        var content = await CreateForDamageAsync(medium, cancellationToken).ConfigureAwait(false);
        var damaged = content[..(content.Length / 2)];
        await medium.WriteAsync(Known, damaged).ConfigureAwait(false);
        var store = medium.Open(true);
        foreach (var (operation, run) in new (string Name, Func<Task> Run)[]
        {
            ("FindAsync", async () => await store.FindAsync(Known, cancellationToken).ConfigureAwait(false)),
            ("CreateAsync", async () => await store.CreateAsync(Known, Pair("x"), cancellationToken).ConfigureAwait(false)),
            ("TryReplaceAsync", async () => await store.TryReplaceAsync(Known, Pair("x"), "any", cancellationToken).ConfigureAwait(false)),
            (
                "TrySetPendingAsync",
                async () => await store.TrySetPendingAsync(Known, Pair("x"), "any", cancellationToken).ConfigureAwait(false)),
        })
        {
            try
            {
                await run().ConfigureAwait(false);
            }
            catch (CredentialStoreException exception) when (exception.Failure == CredentialStoreFailure.Corrupt)
            {
                var now = await medium.ReadAsync(Known).ConfigureAwait(false);
                Require(now.AsSpan().SequenceEqual(damaged), $"But {operation} changed the damaged entry.");
                continue;
            }

            throw new CredentialStoreContractException($"But {operation} of a damaged entry did not report it as corrupt.");
        }

        Require(
            await store.DeleteAsync(Known, cancellationToken).ConfigureAwait(false),
            "But DeleteAsync of a damaged entry returned false.");
        Require(
            await store.FindAsync(Known, cancellationToken).ConfigureAwait(false) is null,
            "But FindAsync found an entry after DeleteAsync.");
    }

    private static async Task<byte[]> CreateForDamageAsync(CredentialStoreMedium medium, CancellationToken cancellationToken)
    {
        var pair = new ClientCredentials("known", new ClientSecret("made up for known"), ["api:client:v2"]);
        await medium.Open(true).CreateAsync(Known, pair, cancellationToken).ConfigureAwait(false);
        return await medium.ReadAsync(Known).ConfigureAwait(false);
    }

    private static async Task ExpectRestoredAsync(CredentialStoreMedium medium, byte[] content, CancellationToken cancellationToken)
    {
        await medium.WriteAsync(Known, content).ConfigureAwait(false);
        var found = await medium.Open(false).FindAsync(Known, cancellationToken).ConfigureAwait(false);
        Require(found?.Credentials.ClientId == "known", "But the entry was not found after its content was restored.");
    }

    private static async Task ExpectPairAsync(
        CredentialStore store,
        CredentialKey key,
        string name,
        string when,
        CancellationToken cancellationToken)
    {
        var found = await store.FindAsync(key, cancellationToken).ConfigureAwait(false);
        Require(found is not null && IsSame(found.Credentials, Pair(name)), $"But {when} FindAsync did not find the pair.");
    }

    private static async Task ExpectFailureAsync(
        CredentialStore store,
        CredentialKey key,
        CredentialStoreFailure failure,
        string when,
        CancellationToken cancellationToken)
    {
        try
        {
            var found = await store.FindAsync(key, cancellationToken).ConfigureAwait(false);
            throw new CredentialStoreContractException(
                $"But {when} FindAsync {(found is null ? "returned null: the device would have registered again" : "found an entry")}.");
        }
        catch (CredentialStoreException exception)
        {
            Require(exception.Failure == failure, $"But {when} FindAsync reported {exception.Failure} and not {failure}.");
        }
    }

    private static async Task ExpectUnwritableAsync(CredentialStore store, CancellationToken cancellationToken)
    {
        try
        {
            await store.EnsureWritableAsync(New, cancellationToken).ConfigureAwait(false);
        }
        catch (CredentialStoreException)
        {
            return;
        }

        throw new CredentialStoreContractException("But EnsureWritableAsync did not throw for a store that is unavailable.");
    }
}
