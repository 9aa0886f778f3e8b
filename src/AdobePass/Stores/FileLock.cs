using System.Runtime.CompilerServices;
using AdobePass.Runtime;

namespace AdobePass;

/// <summary>
/// Represents an exclusive file lock among threads and processes. The operating system releases it when the process ends for any reason.
/// </summary>
/// <remarks>
/// On Unix it is <c>flock</c>, which older versions of the library also use through .NET. On Windows it is a file that is opened without
/// sharing. A lock counts as acquired only if a second attempt on the same path fails, which detects a file system that ignores locks.
/// </remarks>
internal sealed class FileLock : IDisposable
{
    private const int MaxAttempts = 5;

    private static readonly TimeSpan MaxDelay = TimeSpan.FromMilliseconds(20);

    private readonly IDisposable _file;

    private FileLock(IDisposable file) => _file = file;

    /// <summary>Acquires the lock of a file, which is created if it does not exist.</summary>
    /// <param name="calls">The operating system.</param>
    /// <param name="path">The file.</param>
    /// <param name="clock">The clock of the timeout.</param>
    /// <param name="timeout">The longest wait.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <param name="isTemporary">Whether a holder may delete the file.</param>
    /// <exception cref="IOException">
    /// Another process or thread holds the lock for longer than the timeout, or the file system has no locks.
    /// </exception>
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
        var delay = TimeSpan.FromMilliseconds(1);
        while (clock.GetElapsedTime(began) < timeout)
        {
            await ClockExtensions.Delay(clock, delay, cancellationToken).ConfigureAwait(false);
            delay = delay + delay < MaxDelay ? delay + delay : MaxDelay;
            if (TryAcquire(calls, path, isTemporary) is { } acquired)
            {
                // The caller reads and writes next, which may block, and a delay completes on a thread of the pool.
                await default(NewThread);
                return acquired;
            }
        }

        throw new IOException($"The lock {path} is held by another process or thread.");
    }

    /// <summary>Acquires the lock of a file, which is created if it does not exist.</summary>
    /// <param name="calls">The operating system.</param>
    /// <param name="path">The file.</param>
    /// <param name="isTemporary">Whether a holder may delete the file.</param>
    /// <returns>The lock, or <see langword="null"/> if another process or thread holds it.</returns>
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
        catch (IOException exception) when (IsHeldByAnother(exception))
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>
    /// Releases the lock and deletes its file. A waiter that has already opened the file detects this and opens the new one.
    /// </summary>
    internal void Delete(string path)
    {
        if (Path.DirectorySeparatorChar == '\\')
        {
            // Windows does not delete an open file.
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
            // If the second attempt fails, the path names the locked file, and the lock works. Otherwise, the file was replaced meanwhile.
            var again = TryLock(calls, path, out var second);
            if (!again && isTemporary && !calls.IsNamed(file!, path))
            {
                // The previous holder deleted the file after it was opened here, and another holder has locked the new one.
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
        return held ? throw new IOException($"The lock {path} can be acquired twice on this file system. Use a local file system.") : null;
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
                        $"The file system of {path} does not support locks (flock). Without locks, two processes could write at the same " +
                        "time. Use a local file system.");
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
        catch (IOException exception) when (IsHeldByAnother(exception))
        {
            // The file exists.
        }
    }

    // EWOULDBLOCK of Linux and of the BSDs, and the sharing and lock violations of Windows. A full or read-only medium is not a held lock.
    private static bool IsHeldByAnother(IOException exception) =>
        exception.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);

    /// <summary>Continues on a new thread.</summary>
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
