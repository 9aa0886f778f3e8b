using System.Runtime.InteropServices;

namespace AdobePass;

/// <summary>Reads and writes files that only their owner can read. A reader sees the complete old or new content.</summary>
internal static class PrivateFiles
{
    /// <summary>Creates a folder and its missing parents, which only their owner can access.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="created">The method to call with each folder that was created, parents first.</param>
    internal static void CreateFolder(string folder, Action<string>? created = null)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (Path.GetDirectoryName(folder) is { Length: > 0 } parent)
        {
            CreateFolder(parent, created);
        }

#if NET
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            created?.Invoke(folder);
            return;
        }
#endif
        Directory.CreateDirectory(folder);
        RestrictToOwner(folder, OwnerAll);
        created?.Invoke(folder);
    }

    /// <summary>Reads a whole file. Other processes may replace it meanwhile, which Windows would otherwise reject.</summary>
    internal static byte[] Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Writes or replaces a file atomically. The file is not synced, so its content must show whether it is complete.</summary>
    internal static void Replace(string path, byte[] content)
    {
        var temporary = WriteTemporary(path, "replace", content);
        try
        {
            FileSystemCalls.Default.Move(temporary, path);
        }
        finally
        {
            DeleteQuietly(temporary);
        }
    }

    /// <summary>Writes a new file next to <paramref name="path"/>.</summary>
    /// <param name="path">The final path.</param>
    /// <param name="kind">The purpose of the file, a part of its name.</param>
    /// <param name="content">The content.</param>
    /// <param name="calls">The calls that sync the content; <see langword="null"/> if it is not synced.</param>
    /// <returns>The path of the new file.</returns>
    internal static string WriteTemporary(string path, string kind, byte[] content, FileSystemCalls? calls = null)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.{kind}.tmp";
        try
        {
            using var stream = Open(temporary, FileMode.CreateNew, FileShare.None);
            stream.Write(content, 0, content.Length);
            stream.Flush();
            calls?.Sync(stream);
            return temporary;
        }
        catch
        {
            DeleteQuietly(temporary);
            throw;
        }
    }

    /// <summary>Opens a file that only its owner can access.</summary>
    internal static FileStream Open(string path, FileMode mode, FileShare share)
    {
#if NET
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (mode != FileMode.Open && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
#else
        var stream = new FileStream(path, mode, FileAccess.ReadWrite, share);
        RestrictToOwner(path, OwnerReadWrite);
        return stream;
#endif
    }

    /// <summary>Deletes a file and ignores failures.</summary>
    internal static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A remaining file is deleted by a later sweep.
        }
    }

    private const uint OwnerAll = 0x1C0;
    private const uint OwnerReadWrite = 0x180;

    private static void RestrictToOwner(string path, uint mode)
    {
#if !NET
        // On Windows, a profile folder is private by inheritance. Elsewhere, the mode is set before anything is written.
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && ChangeMode(path, mode) != 0)
        {
            throw new IOException($"The permissions of {path} could not be restricted to its owner.");
        }
#endif
    }

#if !NET
    [DllImport(
        "libc",
        EntryPoint = "chmod",
        SetLastError = true,
        CharSet = CharSet.Ansi,
        BestFitMapping = false,
        ThrowOnUnmappableChar = true)]
    private static extern int ChangeMode(string path, uint mode);
#endif
}
