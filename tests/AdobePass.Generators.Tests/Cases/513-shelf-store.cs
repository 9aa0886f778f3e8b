// title: Credential store of a desktop player, in memory
// kind: library
// rule: AP1003
// why: nothing of it reaches a disk, so each start registers again
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Northlight.Desktop.Entitlement;

public sealed class ShelfStore : CredentialStore // expect: AP1003
{
    private readonly Dictionary<CredentialKey, StoredCredentials> _shelf = new();
    private readonly SemaphoreSlim _door = new(1, 1);
    private readonly TimeProvider _clock;
    private DateTimeOffset _lastChange;
    private long _version;

    public ShelfStore(TimeProvider? clock = null) => _clock = clock ?? TimeProvider.System;

    public TimeSpan Age => _clock.GetUtcNow() - _lastChange;

    public override async ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        await _door.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _shelf.TryGetValue(key, out var entry) ? entry : null;
        }
        finally
        {
            _door.Release();
        }
    }

    public override ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken) => default;

    public override async ValueTask<StoredCredentials> CreateAsync(CredentialKey key, ClientCredentials credentials, CancellationToken cancellationToken)
    {
        await _door.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_shelf.TryGetValue(key, out var entry))
            {
                entry = new StoredCredentials(credentials, (++_version).ToString());
                _shelf.Add(key, entry);
                _lastChange = _clock.GetUtcNow();
            }

            return entry;
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
            if (!_shelf.TryGetValue(key, out var entry) || entry.Version != expectedVersion)
            {
                return null;
            }

            _lastChange = _clock.GetUtcNow();
            return _shelf[key] = new StoredCredentials(credentials, (++_version).ToString());
        }
        finally
        {
            _door.Release();
        }
    }

    public override async ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        await _door.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _shelf.Remove(key);
        }
        finally
        {
            _door.Release();
        }
    }
}
