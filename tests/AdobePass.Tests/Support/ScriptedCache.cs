using System.Collections.Concurrent;

namespace AdobePass.Tests;

/// <summary>A token cache in memory that counts, waits and fails on demand.</summary>
internal sealed class ScriptedCache : AccessTokenCache
{
    private readonly ConcurrentDictionary<CredentialKey, CachedAccessToken> _tokens = new();
    private int _finds;

    public int Finds => Volatile.Read(ref _finds);

    public Func<Task>? OnFind { get; set; }

    public Func<Task>? OnSet { get; set; }

    public Func<Task>? OnRemove { get; set; }

    public override async ValueTask<CachedAccessToken?> FindAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _finds);
        await (OnFind?.Invoke() ?? Task.CompletedTask);
        return _tokens.TryGetValue(key, out var token) ? token : null;
    }

    public override async ValueTask SetAsync(CredentialKey key, CachedAccessToken token, CancellationToken cancellationToken)
    {
        await (OnSet?.Invoke() ?? Task.CompletedTask);
        _tokens[key] = token;
    }

    public override async ValueTask RemoveAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        await (OnRemove?.Invoke() ?? Task.CompletedTask);
        _tokens.TryRemove(key, out _);
    }
}
