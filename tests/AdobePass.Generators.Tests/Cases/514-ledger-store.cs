// title: Credential store of a desktop player, a ledger on disk with a copy in memory
// kind: library
// rule: AP1003
// twin: 513-shelf-store
// expect: none
using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Northlight.Desktop.Entitlement;

public sealed class LedgerStore : CredentialStore
{
    private readonly ConcurrentDictionary<CredentialKey, StoredCredentials> _recent = new();
    private readonly SemaphoreSlim _door = new(1, 1);
    private readonly CredentialFormat _format = new();
    private readonly DirectoryInfo _folder;

    public LedgerStore(DirectoryInfo folder) => _folder = folder;

    public override string? Location => _folder.FullName;

    public override async ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        if (_recent.TryGetValue(key, out var entry))
        {
            return entry;
        }

        if (!_folder.Exists)
        {
            throw new CredentialStoreException(CredentialStoreFailure.Unavailable, "The folder of the ledger is missing.");
        }

        var path = PathOf(key);
        if (!File.Exists(path))
        {
            return null;
        }

        var content = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        return _recent[key] = _format.Read(key, content, out _);
    }

    public override async ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        var probe = PathOf(key) + ".probe";
        await File.WriteAllBytesAsync(probe, new byte[4096], cancellationToken).ConfigureAwait(false);
        File.Delete(probe);
    }

    public override async ValueTask<StoredCredentials> CreateAsync(CredentialKey key, ClientCredentials credentials, CancellationToken cancellationToken)
    {
        await _door.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await FindAsync(key, cancellationToken).ConfigureAwait(false) ?? Write(key, credentials);
        }
        finally
        {
            _door.Release();
        }
    }

    public override async ValueTask<StoredCredentials?> TryReplaceAsync(CredentialKey key, ClientCredentials credentials, string expectedVersion, CancellationToken cancellationToken)
    {
        await _door.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var current = await FindAsync(key, cancellationToken).ConfigureAwait(false);
            return current?.Version == expectedVersion ? Write(key, credentials) : null;
        }
        finally
        {
            _door.Release();
        }
    }

    public override ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        _recent.TryRemove(key, out _);
        var path = PathOf(key);
        var existed = File.Exists(path);
        File.Delete(path);
        return ValueTask.FromResult(existed);
    }

    private StoredCredentials Write(CredentialKey key, ClientCredentials credentials)
    {
        var entry = new StoredCredentials(credentials, Guid.NewGuid().ToString("N"));
        var path = PathOf(key);
        using (var file = new FileStream(path + ".new", FileMode.Create, FileAccess.Write, FileShare.None, 4096, FileOptions.WriteThrough))
        {
            file.Write(_format.Write(key, entry));
        }

        File.Move(path + ".new", path, overwrite: true);
        return _recent[key] = entry;
    }

    private string PathOf(CredentialKey key) => Path.Combine(_folder.FullName, key.Value + ".ledger");
}
