namespace AdobePass.Tests;

/// <summary>A store whose operations fail on demand.</summary>
internal sealed class FaultyStore(CredentialStore inner) : CredentialStore
{
    public Func<Exception?>? OnFind { get; set; }

    public Func<Exception?>? OnEnsureWritable { get; set; }

    public Func<Exception?>? OnCreate { get; set; }

    public Func<Exception?>? OnReplace { get; set; }

    public static CredentialStoreException Unavailable() => new(CredentialStoreFailure.Unavailable, "The store is away (test).");

    /// <summary>Fails the first time and never again.</summary>
    public static Func<Exception?> Once()
    {
        var left = 1;
        return () => Interlocked.Decrement(ref left) == 0 ? Unavailable() : null;
    }

    public override ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        Throw(OnFind);
        return inner.FindAsync(key, cancellationToken);
    }

    public override ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        Throw(OnEnsureWritable);
        return inner.EnsureWritableAsync(key, cancellationToken);
    }

    public override ValueTask<StoredCredentials> CreateAsync(
        CredentialKey key,
        ClientCredentials credentials,
        CancellationToken cancellationToken)
    {
        Throw(OnCreate);
        return inner.CreateAsync(key, credentials, cancellationToken);
    }

    public override ValueTask<StoredCredentials?> TryReplaceAsync(
        CredentialKey key, ClientCredentials credentials, string expectedVersion, CancellationToken cancellationToken)
    {
        Throw(OnReplace);
        return inner.TryReplaceAsync(key, credentials, expectedVersion, cancellationToken);
    }

    public override ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken) =>
        inner.DeleteAsync(key, cancellationToken);

    private static void Throw(Func<Exception?>? fault)
    {
        if (fault?.Invoke() is { } exception)
        {
            throw exception;
        }
    }
}
