namespace AdobePass.Testing;

/// <summary>What a check works with: the store, devices that nobody else uses, and pairs that show when they are not whole.</summary>
internal sealed class CredentialStoreTestRun(Func<CredentialStore> open, CancellationToken cancellationToken)
{
    private readonly string _scope = "contract-" + Guid.NewGuid().ToString("N");

    internal CancellationToken Token => cancellationToken;

    internal CredentialKey A => Device("a");

    internal CredentialKey B => Device("b");

    internal CredentialStore Open() => open() ?? throw new CredentialStoreContractException("But the function that opens the store returned null.");

    internal CredentialKey Device(string name) => CredentialKey.Create(_scope, name);

    internal static ClientCredentials Pair(string name) => new(name, new ClientSecret("made up for " + name), [name, new string('s', 300)]);

    internal static bool IsWhole(ClientCredentials pair) => IsSame(pair, Pair(pair.ClientId));

    internal static bool IsSame(ClientCredentials one, ClientCredentials other) =>
        one.ClientId == other.ClientId && one.ClientSecret.Equals(other.ClientSecret) && one.Scopes.SequenceEqual(other.Scopes);

    internal async Task<StoredCredentials> CreateAsync(CredentialStore store, CredentialKey key, string name) =>
        await store.CreateAsync(key, Pair(name), cancellationToken).ConfigureAwait(false)
            ?? throw new CredentialStoreContractException("But CreateAsync returned null.");

    internal async Task<StoredCredentials?> ReplaceAsync(CredentialStore store, CredentialKey key, string name, string version) =>
        await store.TryReplaceAsync(key, Pair(name), version, cancellationToken).ConfigureAwait(false);

    /// <summary>Demands that an instance opened anew finds the entry, with this pair and this version.</summary>
    internal async Task ExpectFoundAsync(CredentialKey key, StoredCredentials expected, string when)
    {
        var found = await Open().FindAsync(key, cancellationToken).ConfigureAwait(false);
        Demand(found is not null, $"But {when} FindAsync found nothing.");
        Demand(IsSame(found!.Credentials, expected.Credentials), $"But {when} FindAsync gave another pair: '{found.Credentials.ClientId}' in place of '{expected.Credentials.ClientId}', or a part of it differs.");
        Demand(found.Version == expected.Version, $"But {when} FindAsync gave version '{found.Version}', and the operation that wrote the entry had given '{expected.Version}'.");
    }

    internal async Task ExpectAbsentAsync(CredentialKey key, string when)
    {
        var found = await Open().FindAsync(key, cancellationToken).ConfigureAwait(false);
        Demand(found is null, $"But {when} FindAsync found the pair '{found?.Credentials.ClientId}'.");
    }

    internal static void Demand(bool kept, string otherwise)
    {
        if (!kept)
        {
            throw new CredentialStoreContractException(otherwise);
        }
    }

    /// <summary>Runs the same work on many threads that begin at the same moment.</summary>
    internal async Task<T[]> TogetherAsync<T>(int count, Func<int, ValueTask<T>> work)
    {
        using var start = new Barrier(count);
        return await Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(cancellationToken);
                return work(i).AsTask().GetAwaiter().GetResult();
            },
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))).ConfigureAwait(false);
    }
}
