namespace AdobePass.Tests.Stores;

public sealed class FileLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestClock _clock = new();

    public FileLockTests() => Directory.CreateDirectory(_folder.Path);

    private string LockPath => Path.Combine(_folder.Path, ".lock");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Held_lock_fails_immediately_without_a_timeout()
    {
        using var held = await FileStores.LockAsync(LockPath, _clock);

        var locking = FileStores.LockAsync(LockPath, _clock);

        // The clock stands still: a wait would never end.
        Assert.True(locking.IsCompleted);
        await Assert.ThrowsAsync<IOException>(() => locking);
    }

    [Fact]
    public async Task Waiting_caller_acquires_the_lock_when_it_is_released()
    {
        var held = await FileStores.LockAsync(LockPath, _clock);
        var locking = WaitAsync(TimeSpan.FromSeconds(10));
        Assert.False(locking.IsCompleted);

        held.Dispose();

        using var next = await _clock.DriveAsync(locking);
        Assert.Null(FileLock.TryAcquire(FileSystemCalls.Default, LockPath));
    }

    [Fact]
    public async Task Caller_that_waited_does_not_continue_on_a_thread_pool_thread()
    {
        var held = await FileStores.LockAsync(LockPath, _clock);
        var waiting = UseAsync();

        held.Dispose();

        Assert.False(await _clock.DriveAsync(waiting));

        async Task<bool> UseAsync()
        {
            using (await FileLock.AcquireAsync(FileSystemCalls.Default, LockPath, _clock, TimeSpan.FromSeconds(10), default))
            {
                return Thread.CurrentThread.IsThreadPoolThread;
            }
        }
    }

    [Fact]
    public async Task Lock_excludes_older_versions_that_lock_with_FileShare_None()
    {
        using (new FileStream(LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Null(FileLock.TryAcquire(FileSystemCalls.Default, LockPath));
        }

        using var held = await FileStores.LockAsync(LockPath, _clock);
        Assert.Throws<IOException>(() => new FileStream(LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
    }

    [Fact]
    public void File_system_that_ignores_locks_is_rejected()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var calls = new TestCalls { OnLock = static () => FileCallOutcome.Done };

        var fault = Assert.Throws<IOException>(() => FileLock.TryAcquire(calls, LockPath));

        Assert.Contains("can be acquired twice", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_system_without_locks_is_rejected()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var calls = new TestCalls { OnLock = static () => FileCallOutcome.Unsupported };

        var fault = Assert.Throws<IOException>(() => FileLock.TryAcquire(calls, LockPath));

        Assert.Contains("does not support locks", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lock_is_acquired_on_the_new_file_if_its_file_is_replaced()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var attempts = 0;
        var calls = new TestCalls
        {
            OnLock = () =>
            {
                // After the first open: what a lease does that ends.
                if (attempts++ == 0)
                {
                    File.Delete(LockPath);
                }

                return null;
            },
        };

        using var held = FileLock.TryAcquire(calls, LockPath);

        Assert.NotNull(held);
        Assert.Null(FileLock.TryAcquire(FileSystemCalls.Default, LockPath));
    }

    [Fact]
    public void Lock_on_a_file_deleted_after_opening_is_not_acquired()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var first = FileLock.TryAcquire(FileSystemCalls.Default, LockPath, isTemporary: true)!;
        FileLock? next = null;
        var calls = new Interposed(() =>
        {
            first.Delete(LockPath);
            next = FileLock.TryAcquire(FileSystemCalls.Default, LockPath, isTemporary: true);
        });

        Assert.Null(FileLock.TryAcquire(calls, LockPath, isTemporary: true));
        Assert.NotNull(next);

        next.Delete(LockPath);
        using var last = FileLock.TryAcquire(calls, LockPath, isTemporary: true);
        Assert.NotNull(last);
    }

    private Task<FileLock> WaitAsync(TimeSpan timeout) => FileLock.AcquireAsync(FileSystemCalls.Default, LockPath, _clock, timeout, default).AsTask();

    /// <summary>Runs an action once, after the lock file is opened and before it is locked.</summary>
    private sealed class Interposed(Action action) : FileSystemCalls
    {
        private Action? _action = action;

        internal override FileCallOutcome TryLock(FileDescriptor file, string path)
        {
            Interlocked.Exchange(ref _action, null)?.Invoke();
            return base.TryLock(file, path);
        }
    }
}
