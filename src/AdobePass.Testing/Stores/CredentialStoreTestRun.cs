namespace AdobePass.Testing;

/// <summary>The context of a check: the store, devices with unique names, and pairs that can be checked for completeness.</summary>
internal sealed class CredentialStoreTestRun(Func<CredentialStore> open, CancellationToken cancellationToken)
{
    private readonly string _scope = "contract-" + Guid.NewGuid().ToString("N");

    internal CancellationToken Token => cancellationToken;

    internal CredentialKey A => Device("a");

    internal CredentialKey B => Device("b");

    internal CredentialStore Open() =>
        open() ?? throw new CredentialStoreContractException("But the function that opens the store returned null.");

    internal CredentialKey Device(string name) => CredentialKey.Create(_scope, name);

    internal static ClientCredentials Pair(string name) => new(name, new ClientSecret("made up for " + name), [name, new string('s', 300)]);

    internal static bool IsComplete(ClientCredentials pair) => IsSame(pair, Pair(pair.ClientId));

    internal static bool IsSame(ClientCredentials one, ClientCredentials other) =>
        one.ClientId == other.ClientId && one.ClientSecret.Equals(other.ClientSecret) && one.Scopes.SequenceEqual(other.Scopes);

    internal async Task<StoredCredentials> CreateAsync(CredentialStore store, CredentialKey key, string name) =>
        await store.CreateAsync(key, Pair(name), cancellationToken).ConfigureAwait(false)
            ?? throw new CredentialStoreContractException("But CreateAsync returned null.");

    internal async Task<StoredCredentials?> ReplaceAsync(CredentialStore store, CredentialKey key, string name, string version) =>
        await store.TryReplaceAsync(key, Pair(name), version, cancellationToken).ConfigureAwait(false);

    /// <summary>Requires that a newly opened instance finds the entry, with this pair and this version.</summary>
    internal async Task ExpectFoundAsync(CredentialKey key, StoredCredentials expected, string when)
    {
        var found = await Open().FindAsync(key, cancellationToken).ConfigureAwait(false);
        Require(found is not null, $"But {when} FindAsync found nothing.");
        Require(
            IsSame(found!.Credentials, expected.Credentials),
            $"But {when} FindAsync returned another pair: '{found.Credentials.ClientId}' instead of '{expected.Credentials.ClientId}', "
                + "or a part of the pair differs.");
        Require(
            found.Version == expected.Version,
            $"But {when} FindAsync returned version '{found.Version}' instead of version '{expected.Version}' of the write operation.");
    }

    internal async Task ExpectAbsentAsync(CredentialKey key, string when)
    {
        var found = await Open().FindAsync(key, cancellationToken).ConfigureAwait(false);
        Require(found is null, $"But {when} FindAsync found the pair '{found?.Credentials.ClientId}'.");
    }

    internal static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new CredentialStoreContractException(message);
        }
    }

    /// <summary>Runs the same work on several threads that start at the same moment.</summary>
    internal async Task<T[]> RunInParallelAsync<T>(int count, Func<int, ValueTask<T>> work)
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
