using System.Runtime.CompilerServices;
using AdobePass.Runtime;

namespace AdobePass;

/// <summary>
/// Represents the exclusive lock of a file, among threads and processes. The operating system releases it when the process ends, however it ends.
/// </summary>
/// <remarks>
/// On Unix it is <c>flock</c>, which older versions of the library take through .NET as well; on Windows it is a file opened for one process alone. A
/// lock counts as taken only after a second attempt on the same path was refused, so a file system that ignores locks is noticed.
/// </remarks>
internal sealed class FileLock : IDisposable
{
    private const int MaxAttempts = 5;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(20);

    private readonly IDisposable _file;

    private FileLock(IDisposable file) => _file = file;

    /// <summary>Takes the lock of a file, which is created if it does not exist.</summary>
    /// <param name="calls">The operating system.</param>
    /// <param name="path">The file.</param>
    /// <param name="clock">The clock of the timeout.</param>
    /// <param name="timeout">The longest wait.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <param name="isTemporary">Whether a holder may delete the file.</param>
    /// <exception cref="IOException">The lock is held by another for longer than the timeout, or the file system has no such lock.</exception>
    internal static async ValueTask<FileLock> AcquireAsync(
        FileSystemCalls calls,
        string path,
        TimeProvider clock,
        TimeSpan timeout,
        CancellationToken cancellationToken,
        bool isTemporary = false)
    {
        if (TryAcquire(calls, path, isTemporary) is { } free)
        {
            return free;
        }

        var began = clock.GetTimestamp();
        var pause = TimeSpan.FromMilliseconds(1);
        while (clock.GetElapsedTime(began) < timeout)
        {
            await ClockExtensions.Delay(clock, pause, cancellationToken).ConfigureAwait(false);
            pause = pause + pause < LongestPause ? pause + pause : LongestPause;
            if (TryAcquire(calls, path, isTemporary) is { } acquired)
            {
                // The caller reads and writes next, which may block, and the thread that a delay ends on belongs to the pool.
                await default(NewThread);
                return acquired;
            }
        }

        throw new IOException($"The lock {path} is held by another process or thread.");
    }

    /// <summary>Takes the lock of a file, which is created if it does not exist.</summary>
    /// <param name="calls">The operating system.</param>
    /// <param name="path">The file.</param>
    /// <param name="isTemporary">Whether a holder may delete the file.</param>
    /// <returns>The lock, or <see langword="null"/> if another holds it.</returns>
    internal static FileLock? TryAcquire(FileSystemCalls calls, string path, bool isTemporary = false)
    {
        if (Path.DirectorySeparatorChar != '\\')
        {
            return TryAcquireOnUnix(calls, path, isTemporary);
        }

        try
        {
            return new FileLock(PrivateFiles.Open(path, FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException fault) when (IsHeldByAnother(fault))
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Releases the lock and deletes its file. A waiter that has opened the file already notices, and opens the new one.</summary>
    internal void Delete(string path)
    {
        if (Path.DirectorySeparatorChar == '\\')
        {
            // Windows deletes no file that is open.
            Dispose();
            PrivateFiles.DeleteQuietly(path);
        }
        else
        {
            PrivateFiles.DeleteQuietly(path);
            Dispose();
        }
    }

    private static FileLock? TryAcquireOnUnix(FileSystemCalls calls, string path, bool isTemporary)
    {
        var held = TryLock(calls, path, out var file);
        for (var attempt = 0; held && attempt < MaxAttempts; attempt++)
        {
            // Refused: the path names the file that is locked, and the lock excludes. Otherwise the file was replaced while its lock was taken.
            var again = TryLock(calls, path, out var second);
            if (!again && isTemporary && !calls.IsNamed(file!, path))
            {
                // The previous holder has deleted the file after it was opened here, and another holds the new one.
                file!.Dispose();
                return null;
            }

            if (!again)
            {
                return new FileLock(file!);
            }

            file!.Dispose();
            file = second;
        }

        file?.Dispose();
        return held ? throw new IOException($"The lock {path} does not exclude others on this file system.") : null;
    }

    private static bool TryLock(FileSystemCalls calls, string path, out FileDescriptor? file)
    {
        while ((file = calls.OpenLock(path)) is null)
        {
            Create(path);
        }

        try
        {
            switch (calls.TryLock(file, path))
            {
                case FileCallOutcome.Done:
                    return true;
                case FileCallOutcome.Unsupported:
                    throw new IOException(
                        $"The file system of {path} does not support locks (flock), without which two processes could write at once. " +
                        "Use a local file system.");
                default:
                    file.Dispose();
                    file = null;
                    return false;
            }
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    private static void Create(string path)
    {
        try
        {
            PrivateFiles.Open(path, FileMode.OpenOrCreate, FileShare.ReadWrite | FileShare.Delete).Dispose();
        }
        catch (IOException fault) when (IsHeldByAnother(fault))
        {
            // It exists, then.
        }
    }

    // EWOULDBLOCK of Linux and of the BSDs, and the sharing and lock violations of Windows. Waiting does not cure a full or read-only medium.
    private static bool IsHeldByAnother(IOException fault) => fault.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);

    /// <summary>Continues on a thread of its own.</summary>
    private readonly struct NewThread : INotifyCompletion
    {
        public bool IsCompleted => false;

        public NewThread GetAwaiter() => this;

        public void OnCompleted(Action continuation) =>
            new Thread(static state => ((Action)state!)()) { IsBackground = true, Name = "AdobePass file store" }.Start(continuation);

        public void GetResult()
        {
        }
    }
}
