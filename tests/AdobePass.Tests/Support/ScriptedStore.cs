namespace AdobePass.Tests;

/// <summary>A store of which a test writes single operations itself; the others are those of a store in memory.</summary>
internal sealed class ScriptedStore(CredentialStore inner) : CredentialStore
{
    public Func<CancellationToken, ValueTask<StoredCredentials?>>? OnFind { get; set; }

    public Func<ValueTask>? OnEnsureWritable { get; set; }

    public Func<ValueTask<StoredCredentials>>? OnCreate { get; set; }

    public Func<ValueTask<StoredCredentials?>>? OnReplace { get; set; }

    public Func<TimeSpan, CancellationToken, ValueTask<IAsyncDisposable?>>? OnTakeTurn { get; set; }

    public override ValueTask<StoredCredentials?> FindAsync(CredentialKey partition, CancellationToken cancellationToken) =>
        OnFind?.Invoke(cancellationToken) ?? inner.FindAsync(partition, cancellationToken);

    public override ValueTask EnsureWritableAsync(CredentialKey partition, CancellationToken cancellationToken) =>
        OnEnsureWritable?.Invoke() ?? inner.EnsureWritableAsync(partition, cancellationToken);

    public override ValueTask<StoredCredentials> CreateAsync(CredentialKey partition, ClientCredentials credentials, CancellationToken cancellationToken) =>
        OnCreate?.Invoke() ?? inner.CreateAsync(partition, credentials, cancellationToken);

    public override ValueTask<StoredCredentials?> TryReplaceAsync(
        CredentialKey partition, ClientCredentials credentials, string expectedVersion, CancellationToken cancellationToken) =>
        OnReplace?.Invoke() ?? inner.TryReplaceAsync(partition, credentials, expectedVersion, cancellationToken);

    public override ValueTask<bool> DeleteAsync(CredentialKey partition, CancellationToken cancellationToken) => inner.DeleteAsync(partition, cancellationToken);

    public override ValueTask<IAsyncDisposable?> AcquireLeaseAsync(CredentialKey partition, TimeSpan patience, CancellationToken cancellationToken) =>
        OnTakeTurn?.Invoke(patience, cancellationToken) ?? inner.AcquireLeaseAsync(partition, patience, cancellationToken);
}
