namespace AdobePass;

/// <summary>
/// Stores access tokens in a folder, one small file per device that only its owner can read. It may be the folder of a
/// <see cref="FileCredentialStore"/>.
/// </summary>
/// <remarks>
/// <para>Operations block the calling thread on file I/O. <see cref="AdobePassClient"/> runs them on dedicated threads.</para>
/// <para>Tokens are not synced to the device. A token that a power failure loses or damages is read as absent, and costs one
/// request.</para>
/// </remarks>
public sealed class FileAccessTokenCache : AccessTokenCache
{
    private readonly string _folder;
    private readonly CredentialFormat _format;

    /// <summary>Initializes a cache in a folder, which is created when the first token is written.</summary>
    /// <param name="folder">The folder. A relative path is resolved against the current directory at this moment.</param>
    /// <param name="protector">The protector that encrypts tokens; <see langword="null"/> to write them unencrypted.</param>
    /// <exception cref="ArgumentException"><paramref name="folder"/> is empty or not a valid path.</exception>
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
    public override ValueTask<CachedAccessToken?> FindAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return new ValueTask<CachedAccessToken?>(_format.ReadToken(key, PrivateFiles.Read(PathOf(key))));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return default;
        }
    }

    /// <inheritdoc/>
    public override ValueTask SetAsync(CredentialKey key, CachedAccessToken token, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(key);
        PrivateFiles.CreateFolder(Path.GetDirectoryName(path)!);
        PrivateFiles.Replace(path, _format.WriteToken(key, token));
        return default;
    }

    /// <inheritdoc/>
    public override ValueTask RemoveAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        try
        {
            File.Delete(PathOf(key));
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing was ever written.
        }

        return default;
    }

    private string PathOf(CredentialKey key) => Path.Combine(_folder, key.Value.Substring(0, 2), key.Value + ".token.json");
}
