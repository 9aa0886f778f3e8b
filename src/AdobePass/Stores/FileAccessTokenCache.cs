namespace AdobePass;

/// <summary>Keeps access tokens in a folder, one small file per device, readable by its owner alone. It may be the folder of a <see cref="FileCredentialStore"/>.</summary>
public sealed class FileAccessTokenCache : AccessTokenCache
{
    private readonly string _folder;
    private readonly CredentialFormat _format;

    /// <summary>Uses a folder; it is created when the first token is written.</summary>
    /// <param name="folder">The folder. A relative path is taken from the current directory of this moment.</param>
    /// <param name="protector">Encrypts the tokens; null keeps them clear.</param>
    /// <exception cref="ArgumentException"><paramref name="folder"/> is empty or no valid path.</exception>
    public FileAccessTokenCache(string folder, CredentialProtector? protector = null)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            throw new ArgumentException("The folder is empty.", nameof(folder));
        }

        _folder = Path.GetFullPath(folder);
        _format = new CredentialFormat(protector);
    }

    /// <inheritdoc/>
    public override ValueTask<CachedAccessToken?> FindAsync(CredentialPartition partition, CancellationToken cancellationToken)
    {
        // A disk may hang, and then holds up no caller beyond his patience.
        return new ValueTask<CachedAccessToken?>(Task.Run(() => Find(partition), cancellationToken));
    }

    /// <inheritdoc/>
    public override ValueTask SetAsync(CredentialPartition partition, CachedAccessToken token, CancellationToken cancellationToken)
    {
        return new ValueTask(Task.Run(() => Set(partition, token), cancellationToken));
    }

    /// <inheritdoc/>
    public override ValueTask RemoveAsync(CredentialPartition partition, CancellationToken cancellationToken)
    {
        try
        {
            File.Delete(PathOf(partition));
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing was ever written.
        }

        return default;
    }

    private CachedAccessToken? Find(CredentialPartition partition)
    {
        try
        {
            return _format.ReadToken(partition, PrivateFiles.Read(PathOf(partition)));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private void Set(CredentialPartition partition, CachedAccessToken token)
    {
        var path = PathOf(partition);
        PrivateFiles.CreateFolder(Path.GetDirectoryName(path)!);
        PrivateFiles.Replace(path, _format.WriteToken(partition, token));
    }

    private string PathOf(CredentialPartition partition) => Path.Combine(_folder, partition.Key.Substring(0, 2), partition.Key + ".token.json");
}
