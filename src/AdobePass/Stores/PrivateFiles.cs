using System.Runtime.InteropServices;

namespace AdobePass;

/// <summary>
/// Files that only their owner can read, written so that a reader sees the old content or the new and never a part: a temporary file beside the final one is written,
/// flushed to the disk and renamed.
/// </summary>
internal static class PrivateFiles
{
    /// <summary>Creates a folder and those above it, the new ones for their owner alone.</summary>
    internal static void CreateFolder(string folder)
    {
        if (Path.GetDirectoryName(folder) is { Length: > 0 } parent && !Directory.Exists(parent))
        {
            CreateFolder(parent);
        }

#if NET
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
#endif
        var isNew = !Directory.Exists(folder);
        Directory.CreateDirectory(folder);
        if (isNew)
        {
            RestrictToOwner(folder, OwnerAll);
        }
    }

    /// <summary>Reads a whole file, and lets others replace it meanwhile, which Windows would otherwise refuse.</summary>
    internal static byte[] Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Writes a file in place of the one that may be there, in one step.</summary>
    internal static void Replace(string path, byte[] content)
    {
        var temporary = WriteTemporary(path, content);
        try
        {
            Move(temporary, path);
        }
        finally
        {
            DeleteQuietly(temporary);
        }
    }

    /// <summary>Moves a file in place of the one that may be there, in one step.</summary>
    internal static void Move(string from, string to)
    {
#if NET
        File.Move(from, to, overwrite: true);
#else
        // File.Replace may leave neither name behind when it is interrupted.
        var isDone = RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
            ? MoveFile(from, to, ReplaceExisting | WriteThrough)
            : Rename(from, to) == 0;
        if (!isDone)
        {
            throw new IOException($"The file could not be moved to {to} (error {Marshal.GetLastWin32Error()}).");
        }
#endif
    }

    /// <summary>Writes as many bytes as an entry can have beside <paramref name="path"/> and deletes them again.</summary>
    internal static void ProbeWrite(string path, int bytes) => File.Delete(WriteTemporary(path, new byte[bytes]));

    /// <summary>Opens a lock file, waiting for other threads and processes. The operating system lets go of it when the process ends, however it ends.</summary>
    internal static async Task<FileStream> LockAsync(string path, TimeProvider clock, TimeSpan patience, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return Open(path, FileMode.OpenOrCreate);
            }
            catch (IOException fault) when (IsHeldByAnother(fault) && clock.GetElapsedTime(began) < patience)
            {
                await Runtime.ClockExtensions.Delay(clock, TimeSpan.FromMilliseconds(20), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // EWOULDBLOCK of Linux and of the BSDs, and the sharing and lock violations of Windows. A full or read-only medium does not get better by waiting.
    private static bool IsHeldByAnother(IOException fault) => fault.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);

    private static string WriteTemporary(string path, byte[] content)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using var stream = Open(temporary, FileMode.CreateNew);
            stream.Write(content, 0, content.Length);
            stream.Flush(flushToDisk: true);
            return temporary;
        }
        catch
        {
            DeleteQuietly(temporary);
            throw;
        }
    }

    private static FileStream Open(string path, FileMode mode)
    {
#if NET
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
#else
        var stream = new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None);
        RestrictToOwner(path, OwnerReadWrite);
        return stream;
#endif
    }

    /// <summary>Deletes a file of which nothing depends.</summary>
    internal static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A temporary file that stays behind is never read.
        }
    }

    private const uint OwnerAll = 0x1C0;
    private const uint OwnerReadWrite = 0x180;

    private static void RestrictToOwner(string path, uint mode)
    {
#if !NET
        // On Windows a profile folder is private by inheritance; elsewhere the mode is set before anything is written.
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && ChangeMode(path, mode) != 0)
        {
            throw new IOException($"The permissions of {path} could not be restricted to its owner.");
        }
#endif
    }

#if !NET
    [DllImport("libc", EntryPoint = "chmod", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int ChangeMode(string path, uint mode);

    private const int ReplaceExisting = 1;
    private const int WriteThrough = 8;

    [DllImport("libc", EntryPoint = "rename", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Rename(string from, string to);

    [DllImport("kernel32", EntryPoint = "MoveFileExW", SetLastError = true, CharSet = CharSet.Unicode, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool MoveFile(string from, string to, int flags);
#endif
}
