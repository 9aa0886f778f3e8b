namespace AdobePass.Tests;

/// <summary>A store of which a test writes single operations itself; the others are those of a store in memory.</summary>
internal sealed class ScriptedStore(CredentialStore inner) : CredentialStore
{
    public Func<CancellationToken, ValueTask<StoredCredentials?>>? OnFind { get; set; }

    public Func<ValueTask>? OnEnsureWritable { get; set; }

    public Func<ValueTask<StoredCredentials>>? OnCreate { get; set; }

    public Func<ValueTask<StoredCredentials?>>? OnReplace { get; set; }

    public Func<TimeSpan, CancellationToken, ValueTask<IAsyncDisposable?>>? OnTakeTurn { get; set; }

    public override ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken) =>
        OnFind?.Invoke(cancellationToken) ?? inner.FindAsync(key, cancellationToken);

    public override ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken) =>
        OnEnsureWritable?.Invoke() ?? inner.EnsureWritableAsync(key, cancellationToken);

    public override ValueTask<StoredCredentials> CreateAsync(
        CredentialKey key,
        ClientCredentials credentials,
        CancellationToken cancellationToken) =>
        OnCreate?.Invoke() ?? inner.CreateAsync(key, credentials, cancellationToken);

    public override ValueTask<StoredCredentials?> TryReplaceAsync(
        CredentialKey key, ClientCredentials credentials, string expectedVersion, CancellationToken cancellationToken) =>
        OnReplace?.Invoke() ?? inner.TryReplaceAsync(key, credentials, expectedVersion, cancellationToken);

    public override ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken) =>
        inner.DeleteAsync(key, cancellationToken);

    public override ValueTask<IAsyncDisposable?> AcquireLeaseAsync(
        CredentialKey key,
        TimeSpan timeout,
        CancellationToken cancellationToken) =>
        OnTakeTurn?.Invoke(timeout, cancellationToken) ?? inner.AcquireLeaseAsync(key, timeout, cancellationToken);
}
