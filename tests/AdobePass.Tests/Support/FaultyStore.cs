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

    public override ValueTask<StoredCredentials?> FindAsync(CredentialKey partition, CancellationToken cancellationToken)
    {
        Throw(OnFind);
        return inner.FindAsync(partition, cancellationToken);
    }

    public override ValueTask EnsureWritableAsync(CredentialKey partition, CancellationToken cancellationToken)
    {
        Throw(OnEnsureWritable);
        return inner.EnsureWritableAsync(partition, cancellationToken);
    }

    public override ValueTask<StoredCredentials> CreateAsync(CredentialKey partition, ClientCredentials credentials, CancellationToken cancellationToken)
    {
        Throw(OnCreate);
        return inner.CreateAsync(partition, credentials, cancellationToken);
    }

    public override ValueTask<StoredCredentials?> TryReplaceAsync(
        CredentialKey partition, ClientCredentials credentials, string expectedVersion, CancellationToken cancellationToken)
    {
        Throw(OnReplace);
        return inner.TryReplaceAsync(partition, credentials, expectedVersion, cancellationToken);
    }

    public override ValueTask<bool> DeleteAsync(CredentialKey partition, CancellationToken cancellationToken) =>
        inner.DeleteAsync(partition, cancellationToken);

    private static void Throw(Func<Exception?>? fault)
    {
        if (fault?.Invoke() is { } exception)
        {
            throw exception;
        }
    }
}
