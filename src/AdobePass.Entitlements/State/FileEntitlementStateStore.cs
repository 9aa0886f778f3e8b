namespace AdobePass.Entitlements;

/// <summary>Stores the state of viewers in files that only their owner can read, for an app on a device.</summary>
/// <remarks>
/// A reader sees the complete old or new content, also in another process. The folder may be the folder of a
/// <see cref="FileCredentialStore"/>: the files have the extension <c>.viewer</c>.
/// </remarks>
public sealed class FileEntitlementStateStore : EntitlementStateStore
{
    private readonly string _folder;

    /// <summary>Initializes a new instance of the <see cref="FileEntitlementStateStore"/> class.</summary>
    /// <param name="folder">The folder. It is created if it does not exist.</param>
    /// <exception cref="ArgumentException"><paramref name="folder"/> is empty.</exception>
    public FileEntitlementStateStore(string folder) => _folder = string.IsNullOrWhiteSpace(folder)
        ? throw new ArgumentException("The folder is empty. Pass an absolute path.", nameof(folder))
        : Path.GetFullPath(folder);

    /// <inheritdoc/>
    public override ValueTask<byte[]?> FindAsync(string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            using var stream = new FileStream(PathOf(key), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return new(content.ToArray());
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new((byte[]?)null);
        }
    }

    /// <inheritdoc/>
    public override ValueTask SetAsync(string key, byte[] content, TimeSpan? lifetime, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (content is null)
        {
            throw new ArgumentNullException(nameof(content));
        }

        var path = PathOf(key);
        var temporary = $"{path}.{Guid.NewGuid():n}.tmp";
        CreateFolder();
        try
        {
            using (var stream = CreateFile(temporary))
            {
                stream.Write(content, 0, content.Length);
            }

            Replace(temporary, path);
        }
        finally
        {
            File.Delete(temporary);
        }

        return default;
    }

    /// <inheritdoc/>
    public override ValueTask RemoveAsync(string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Directory.Exists(_folder))
        {
            File.Delete(PathOf(key));
        }

        return default;
    }

    private static void Replace(string temporary, string path)
    {
#if NET
        File.Move(temporary, path, overwrite: true);
#else
        if (File.Exists(path))
        {
            File.Replace(temporary, path, null);
            return;
        }

        File.Move(temporary, path);
#endif
    }

    private static FileStream CreateFile(string path)
    {
#if NET
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
#else
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write);
#endif
    }

    private void CreateFolder()
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
#endif
        Directory.CreateDirectory(_folder);
    }

    private string PathOf(string key)
    {
        if (string.IsNullOrEmpty(key)
            || !key.All(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-'))
        {
            throw new ArgumentException("The key is not made of letters, digits and hyphens.", nameof(key));
        }

        return Path.Combine(_folder, key + ".viewer");
    }
}
