using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AdobePass;

/// <summary>Specifies the outcome of a call to the operating system that may fail in an expected way.</summary>
internal enum FileCallOutcome
{
    /// <summary>The call succeeded.</summary>
    Done,

    /// <summary>The target already exists.</summary>
    Exists,

    /// <summary>The source does not exist.</summary>
    NotFound,

    /// <summary>Another process or thread holds the lock.</summary>
    Held,

    /// <summary>The platform or the file system does not support the call.</summary>
    Unsupported,
}

/// <summary>
/// Calls the operating system for operations that .NET does not offer on every platform: syncing a folder, creating a name only if it does
/// not exist, and a lock that excludes other processes even if .NET's file locking is disabled.
/// </summary>
/// <remarks>
/// Tested on Linux. On Windows and macOS, the calls follow the documentation of the platform. <c>MOVEFILE_WRITE_THROUGH</c> returns when
/// the move is on the disk, and <c>F_FULLFSYNC</c> returns when the drive has written its cache.
/// </remarks>
internal class FileSystemCalls
{
    private static readonly bool IsWindows = Is("WINDOWS");
    private static readonly bool IsLinux = Is("LINUX") || Is("ANDROID");
    private static readonly bool IsDarwin = Is("OSX") || Is("IOS") || Is("TVOS") || Is("MACCATALYST");

    internal static FileSystemCalls Default { get; } = new();

    /// <summary>Writes the content of an open file to the device.</summary>
    internal virtual void Sync(FileStream stream)
    {
        stream.Flush(flushToDisk: true);
        if (IsDarwin)
        {
            FullSync((int)stream.SafeFileHandle!.DangerousGetHandle(), stream.Name);
            GC.KeepAlive(stream);
        }
    }

    /// <summary>Writes the names in a folder to the device. On Windows, the move itself does this.</summary>
    internal virtual void SyncFolder(string folder)
    {
        if (IsWindows)
        {
            return;
        }

        using var descriptor = Open(folder, ReadOnly) ?? throw new DirectoryNotFoundException($"The folder {folder} does not exist.");
        FullSync(descriptor.Number, folder);
    }

    /// <summary>Creates a second name for a file, if that name does not exist.</summary>
    internal virtual FileCallOutcome Link(string from, string to) => IsWindows
        ? FileCallOutcome.Unsupported
        : Outcome(
            NativeLink(from, to),
            "link",
            to,
            isUnsupported: static error => error is PermissionDenied or AccessDenied or TooManyLinks);

    /// <summary>Renames a file atomically, if the new name does not exist.</summary>
    internal virtual FileCallOutcome MoveExclusive(string from, string to)
    {
        if (IsWindows)
        {
            return MoveFile(from, to, WriteThrough) ? FileCallOutcome.Done : WindowsOutcome(to);
        }

        try
        {
            return IsLinux ? Outcome(RenameAt2(CurrentFolder, from, CurrentFolder, to, RenameNoReplace), "renameat2", to)
                : IsDarwin ? Outcome(RenameX(from, to, RenameExclusive), "renamex_np", to)
                : FileCallOutcome.Unsupported;
        }
        catch (EntryPointNotFoundException)
        {
            return FileCallOutcome.Unsupported;
        }
    }

    /// <summary>Renames a file atomically and replaces the file that has the new name, if there is one.</summary>
    internal virtual void Move(string from, string to)
    {
        // On Windows, File.Move does not write through, and an interrupted File.Replace may leave neither name.
        if (IsWindows ? !MoveFile(from, to, ReplaceExisting | WriteThrough) : Rename(from, to) != 0)
        {
            throw CreateException("rename", to, Marshal.GetLastWin32Error());
        }
    }

    /// <summary>Opens a lock file on Unix.</summary>
    /// <returns>The open file, or <see langword="null"/> if it does not exist.</returns>
    internal virtual FileDescriptor? OpenLock(string path) => Open(path, ReadWrite);

    /// <summary>Acquires the exclusive lock of an open file on Unix, if it is free.</summary>
    internal virtual FileCallOutcome TryLock(FileDescriptor file, string path)
    {
        while (Flock(file.Number, LockExclusive | LockNonBlocking) != 0)
        {
            var error = Marshal.GetLastWin32Error();
            if (error == Interrupted)
            {
                continue;
            }

            return error == WouldBlock ? FileCallOutcome.Held
                : error == NoLocks || error == InvalidArgument || IsUnsupported(error) ? FileCallOutcome.Unsupported
                : throw CreateException("flock", path, error);
        }

        return FileCallOutcome.Done;
    }

    /// <summary>Gets whether a path names an open file that the caller has locked on Unix. Replaces the content of the file.</summary>
    /// <remarks>
    /// The layout of the structure that contains the inode number differs by platform, so the file is identified by its content.
    /// </remarks>
    internal virtual bool IsNamed(FileDescriptor file, string path)
    {
        var mark = Guid.NewGuid().ToByteArray();
        if (WriteFile(file.Number, mark, (IntPtr)mark.Length) != (IntPtr)mark.Length)
        {
            // The disk is full. The lock is assumed to be the right one: it only saves requests, and nothing depends on it.
            return true;
        }

        // .NET is not used here because its streams acquire another lock.
        using var named = Open(path, ReadOnly);
        var content = new byte[mark.Length];
        return named is not null
            && ReadFile(named.Number, content, (IntPtr)content.Length) == (IntPtr)content.Length
            && content.AsSpan().SequenceEqual(mark);
    }

    private static void FullSync(int descriptor, string path)
    {
        // Drives of other file systems may not support F_FULLFSYNC. Only fsync is available then.
        if (IsDarwin && ControlFile(descriptor, FullSyncCommand) != -1)
        {
            return;
        }

        while (SyncFile(descriptor) != 0)
        {
            var error = Marshal.GetLastWin32Error();
            if (error != Interrupted)
            {
                throw CreateException("fsync", path, error);
            }
        }
    }

    private static FileDescriptor? Open(string path, int access)
    {
        while (true)
        {
            var descriptor = OpenFile(path, access | CloseOnExec);
            if (descriptor >= 0)
            {
                return new FileDescriptor(descriptor);
            }

            var error = Marshal.GetLastWin32Error();
            if (error == NoSuchFile)
            {
                return null;
            }

            if (error != Interrupted)
            {
                throw CreateException("open", path, error);
            }
        }
    }

    private static FileCallOutcome Outcome(int result, string function, string path, Func<int, bool>? isUnsupported = null)
    {
        if (result == 0)
        {
            return FileCallOutcome.Done;
        }

        var error = Marshal.GetLastWin32Error();
        return error == AlreadyExists ? FileCallOutcome.Exists
            : error == NoSuchFile ? FileCallOutcome.NotFound
            : error == InvalidArgument || IsUnsupported(error) || isUnsupported?.Invoke(error) == true ? FileCallOutcome.Unsupported
            : throw CreateException(function, path, error);
    }

    private static FileCallOutcome WindowsOutcome(string path) => Marshal.GetLastWin32Error() switch
    {
        80 or 183 => FileCallOutcome.Exists,
        2 or 3 => FileCallOutcome.NotFound,
        var error => throw CreateException("MoveFileEx", path, error),
    };

    private static bool IsUnsupported(int error) => IsLinux ? error is 38 or 95 : error is 45 or 78 or 102;

    private static IOException CreateException(string function, string path, int error) =>
        new($"{function} of {path} failed with error {error}.", error);

    private static bool Is(string platform) => RuntimeInformation.IsOSPlatform(OSPlatform.Create(platform));

    private const int ReadOnly = 0;
    private const int ReadWrite = 2;
    private const int LockExclusive = 2;
    private const int LockNonBlocking = 4;
    private const int CurrentFolder = -100;
    private const uint RenameNoReplace = 1;
    private const uint RenameExclusive = 4;
    private const int FullSyncCommand = 51;
    private const int ReplaceExisting = 1;
    private const int WriteThrough = 8;

    private const int PermissionDenied = 1;
    private const int NoSuchFile = 2;
    private const int Interrupted = 4;
    private const int AccessDenied = 13;
    private const int AlreadyExists = 17;
    private const int InvalidArgument = 22;
    private const int TooManyLinks = 31;

    private static int WouldBlock => IsLinux ? 11 : 35;

    private static int NoLocks => IsLinux ? 37 : 77;

    private static int CloseOnExec => IsLinux ? 0x80000 : IsDarwin ? 0x1000000 : 0x100000;

    // Without O_CREAT: the third argument of open is variadic, and some platforms pass variadic arguments differently.
    [DllImport(
        "libc",
        EntryPoint = "open",
        SetLastError = true,
        CharSet = CharSet.Ansi,
        BestFitMapping = false,
        ThrowOnUnmappableChar = true)]
    private static extern int OpenFile(string path, int flags);

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    private static extern IntPtr ReadFile(int descriptor, [Out] byte[] content, IntPtr count);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    private static extern IntPtr WriteFile(int descriptor, byte[] content, IntPtr count);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int SyncFile(int descriptor);

    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static extern int ControlFile(int descriptor, int command);

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static extern int Flock(int descriptor, int operation);

    [DllImport(
        "libc",
        EntryPoint = "link",
        SetLastError = true,
        CharSet = CharSet.Ansi,
        BestFitMapping = false,
        ThrowOnUnmappableChar = true)]
    private static extern int NativeLink(string from, string to);

    [DllImport(
        "libc",
        EntryPoint = "rename",
        SetLastError = true,
        CharSet = CharSet.Ansi,
        BestFitMapping = false,
        ThrowOnUnmappableChar = true)]
    private static extern int Rename(string from, string to);

    [DllImport(
        "libc",
        EntryPoint = "renameat2",
        SetLastError = true,
        CharSet = CharSet.Ansi,
        BestFitMapping = false,
        ThrowOnUnmappableChar = true)]
    private static extern int RenameAt2(int fromFolder, string from, int toFolder, string to, uint flags);

    [DllImport(
        "libc",
        EntryPoint = "renamex_np",
        SetLastError = true,
        CharSet = CharSet.Ansi,
        BestFitMapping = false,
        ThrowOnUnmappableChar = true)]
    private static extern int RenameX(string from, string to, uint flags);

    [DllImport("kernel32", EntryPoint = "MoveFileExW", SetLastError = true, CharSet = CharSet.Unicode, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool MoveFile(string from, string to, int flags);
}

/// <summary>Represents an open file on Unix.</summary>
internal sealed class FileDescriptor : SafeHandleMinusOneIsInvalid
{
    internal FileDescriptor(int number)
        : base(ownsHandle: true) => SetHandle((IntPtr)number);

    internal int Number => (int)handle;

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Close((int)handle) == 0;

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int descriptor);
}
