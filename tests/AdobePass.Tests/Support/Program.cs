using System.Globalization;

namespace AdobePass.Tests;

/// <summary>
/// The entry point for tests that need separate processes, to kill one or to run two at once:
/// <c>dotnet exec AdobePass.Tests.dll mode folder …</c>.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["write", var folder]:
                await WriteForEverAsync(FileStores.Open(folder));
                return 0;
            case ["create", var folder, var name, var count]:
                await CreateAllAsync(FileStores.Open(folder), name, int.Parse(count, CultureInfo.InvariantCulture));
                return 0;
            case ["replace", var folder, var name, var count]:
                await ReplaceAllAsync(FileStores.Open(folder), name, int.Parse(count, CultureInfo.InvariantCulture));
                return 0;
            case ["register", var folder, var address, var statement]:
                await RegisterAndHangAsync(folder, new Uri(address), statement, stores: false);
                return 0;
            case ["persist", var folder, var address, var statement]:
                await RegisterAndHangAsync(folder, new Uri(address), statement, stores: true);
                return 0;
            default:
                return 64;
        }
    }

    /// <summary>The pair that a writer stores; a torn entry cannot have the form.</summary>
    public static ClientCredentials Pair(string name) => new(name, new ClientSecret("secret of " + name), [name, new string('s', 500)]);

    public static bool IsWhole(ClientCredentials pair) =>
        pair.ClientSecret.Reveal() == "secret of " + pair.ClientId
            && pair.Scopes.Count == 2
            && pair.Scopes[0] == pair.ClientId
            && pair.Scopes[1].Length == 500;

    private static async Task WriteForEverAsync(FileCredentialStore store)
    {
        for (var i = 0; ; i++)
        {
            var key = CredentialKey.Create("kill", (i % 7).ToString(CultureInfo.InvariantCulture));
            var current = await store.CreateAsync(key, Pair("c" + i), default);
            await store.TryReplaceAsync(key, Pair("r" + i), current.Version, default);
            if (i % 50 == 49)
            {
                await store.DeleteAsync(key, default);
            }

            await Console.Out.WriteLineAsync(i.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static async Task CreateAllAsync(FileCredentialStore store, string name, int count)
    {
        await Console.Out.WriteLineAsync("ready");
        await Console.In.ReadLineAsync();
        for (var i = 0; i < count; i++)
        {
            var kept = await store.CreateAsync(
                CredentialKey.Create("two", i.ToString(CultureInfo.InvariantCulture)),
                Pair(name + i),
                default);
            await Console.Out.WriteLineAsync(kept.Credentials.ClientId);
        }
    }

    private static async Task ReplaceAllAsync(FileCredentialStore store, string name, int count)
    {
        var keys = Enumerable.Range(0, count).Select(i => CredentialKey.Create("two", i.ToString(CultureInfo.InvariantCulture))).ToArray();
        var versions = new List<string>();
        foreach (var key in keys)
        {
            versions.Add((await store.FindAsync(key, default))!.Version);
        }

        await Console.Out.WriteLineAsync("ready");
        await Console.In.ReadLineAsync();
        for (var i = 0; i < count; i++)
        {
            var kept = await store.TryReplaceAsync(keys[i], Pair(name + i), versions[i], default);
            await Console.Out.WriteLineAsync(kept?.Credentials.ClientId ?? "lost");
        }
    }

    private static async Task RegisterAndHangAsync(string folder, Uri address, string statement, bool stores)
    {
        using var client = new AdobePassClient(new AdobePassOptions
        {
            BaseAddress = address,
            SoftwareStatement = new SoftwareStatement(statement),
            CredentialStore = new HangingStore(FileStores.Open(folder), stores),
            CredentialScope = "kill",
            Device = Service.Device(),
        });
        await new EntitlementsClient(client).GetProfilesAsync("CHAN1");
    }

    /// <summary>Says so when a pair is about to be persisted, or is persisted, and never returns.</summary>
    private sealed class HangingStore(CredentialStore inner, bool stores) : CredentialStore
    {
        public override ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken) =>
            inner.FindAsync(key, cancellationToken);

        public override ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken) =>
            inner.EnsureWritableAsync(key, cancellationToken);

        public override async ValueTask<StoredCredentials> CreateAsync(
            CredentialKey key,
            ClientCredentials credentials,
            CancellationToken cancellationToken)
        {
            if (stores)
            {
                await inner.CreateAsync(key, credentials, cancellationToken);
            }

            await Console.Out.WriteLineAsync(stores ? "stored" : "registered");
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        }

        public override ValueTask<StoredCredentials?> TryReplaceAsync(
            CredentialKey key, ClientCredentials credentials, string expectedVersion, CancellationToken cancellationToken) =>
            inner.TryReplaceAsync(key, credentials, expectedVersion, cancellationToken);

        public override ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken) =>
            inner.DeleteAsync(key, cancellationToken);

        public override ValueTask<IAsyncDisposable?> AcquireLeaseAsync(
            CredentialKey key,
            TimeSpan timeout,
            CancellationToken cancellationToken) =>
            inner.AcquireLeaseAsync(key, timeout, cancellationToken);
    }
}
