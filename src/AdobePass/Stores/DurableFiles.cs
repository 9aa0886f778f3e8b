namespace AdobePass;

/// <summary>Creates, replaces, renames and deletes files. The change is on the storage device when the method returns.</summary>
internal sealed class DurableFiles(FileSystemCalls calls)
{
    /// <summary>The kind of a file that becomes an entry by <see cref="TryPublish"/>.</summary>
    internal const string CreateKind = "create";

    /// <summary>The kind of a file that replaces an entry.</summary>
    internal const string ReplaceKind = "replace";

    private const string ProbeKind = "probe";

    internal FileSystemCalls Calls => calls;

    /// <summary>Creates a folder and its missing parents, and syncs the parents of the created folders.</summary>
    internal void CreateFolder(string folder)
    {
        var created = new List<string>();
        PrivateFiles.CreateFolder(folder, created.Add);
        foreach (var path in created)
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } parent)
            {
                calls.SyncFolder(parent);
            }
        }
    }

    /// <summary>Writes a new file that <see cref="TryPublish"/> can rename to the path.</summary>
    internal string Prepare(string path, byte[] content) => PrivateFiles.WriteTemporary(path, CreateKind, content, calls);

    /// <summary>
    /// Renames a prepared file to a path, if that path does not exist. This is atomic if the file system has hard links or an exclusive
    /// rename. Otherwise, the caller must hold a lock.
    /// </summary>
    /// <returns>
    /// <see langword="true"/> if the prepared file is now at the path; <see langword="false"/> if the path exists or the prepared file does
    /// not.
    /// </returns>
    internal bool TryPublish(string prepared, string path)
    {
        var outcome = calls.Link(prepared, path);
        if (outcome == FileCallOutcome.Unsupported)
        {
            outcome = calls.MoveExclusive(prepared, path);
        }

        if (outcome == FileCallOutcome.Unsupported)
        {
            outcome = File.Exists(path) ? FileCallOutcome.Exists : FileCallOutcome.Done;
            if (outcome == FileCallOutcome.Done)
            {
                calls.Move(prepared, path);
            }
        }

        // This includes the file of another creator, because the caller relies on it next.
        calls.SyncFolder(Path.GetDirectoryName(path)!);
        PrivateFiles.DeleteQuietly(prepared);
        return outcome == FileCallOutcome.Done;
    }

    /// <summary>Replaces an existing file atomically.</summary>
    internal void Replace(string path, byte[] content)
    {
        var temporary = PrivateFiles.WriteTemporary(path, ReplaceKind, content, calls);
        try
        {
            calls.Move(temporary, path);
        }
        catch
        {
            PrivateFiles.DeleteQuietly(temporary);
            throw;
        }

        calls.SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Deletes a file.</summary>
    internal void Delete(string path)
    {
        File.Delete(path);
        calls.SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Performs every step of a creation next to a path, and removes the result.</summary>
    internal void Probe(string path, int bytes)
    {
        var prepared = PrivateFiles.WriteTemporary(path, ProbeKind, new byte[bytes], calls);
        var published = prepared + ".tmp";
        try
        {
            TryPublish(prepared, published);
            Delete(published);
        }
        finally
        {
            PrivateFiles.DeleteQuietly(prepared);
            PrivateFiles.DeleteQuietly(published);
        }
    }
}
