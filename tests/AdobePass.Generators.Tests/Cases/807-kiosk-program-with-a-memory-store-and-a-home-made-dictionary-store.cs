// title: Kiosk program with a memory store and a home-made dictionary store
// kind: console
// twin: 808-web-host-uses-the-memory-store-on-a-developer-s-machine-and-a-folder-elsewhere.cs
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Kiosk;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        CredentialStore store = args is ["--plain", ..]
            ? new MemoryCredentialStore() // expect: AP1003
            : new TableOfPairs();
        using var pass = new AdobePassClient(new AdobePassOptions
        {
            Environment = AdobePassEnvironment.ReleaseStaging,
            SoftwareStatement = new SoftwareStatement(Environment.GetEnvironmentVariable("KIOSK_STATEMENT") ?? throw new InvalidOperationException("no statement")),
            CredentialStore = store,
        });
        var health = await pass.CheckHealthAsync(CancellationToken.None);
        Console.WriteLine(health.StoreFailure is null ? "store is fine" : "store is broken");
        return 0;
    }
}

internal sealed class TableOfPairs : CredentialStore // expect: AP1003
{
    private readonly object _sync = new();
    private readonly Dictionary<string, StoredCredentials> _table = [];

    public override ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        lock (_sync) return new(_table.GetValueOrDefault(key.Value));
    }

    public override ValueTask<StoredCredentials> CreateAsync(CredentialKey key, ClientCredentials credentials, CancellationToken cancellationToken)
    {
        lock (_sync)
        {
            if (!_table.TryGetValue(key.Value, out var entry)) _table[key.Value] = entry = new StoredCredentials(credentials, "1");
            return new(entry);
        }
    }

    public override ValueTask<StoredCredentials?> TryReplaceAsync(CredentialKey key, ClientCredentials credentials, string expectedVersion, CancellationToken cancellationToken)
    {
        lock (_sync)
        {
            if (!_table.TryGetValue(key.Value, out var entry) || entry.Version != expectedVersion) return new((StoredCredentials?)null);
            return new(_table[key.Value] = new StoredCredentials(credentials, (int.Parse(entry.Version) + 1).ToString()));
        }
    }

    public override ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        lock (_sync) return new(_table.Remove(key.Value));
    }

    public override ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken) => default;
}
