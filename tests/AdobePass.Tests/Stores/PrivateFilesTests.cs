namespace AdobePass.Tests.Stores;

public sealed class PrivateFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PrivateFilesTests() => Directory.CreateDirectory(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_replaced_whole_and_alone()
    {
        var path = Path.Combine(_folder.Path, "entry");

        PrivateFiles.Replace(path, [1, 2, 3]);
        PrivateFiles.Replace(path, [4]);

        Assert.Equal([4], PrivateFiles.Read(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_write_that_fails_at_its_end_leaves_no_content_behind()
    {
        var path = Path.Combine(_folder.Path, "entry");
        Directory.CreateDirectory(path);

        Assert.ThrowsAny<SystemException>(() => PrivateFiles.Replace(path, [1, 2, 3]));

        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_write_that_fails_in_the_middle_leaves_no_file_behind()
    {
        // Content that cannot be written stands for a full disk: the file is there by then.
        Assert.ThrowsAny<SystemException>(() => PrivateFiles.Replace(Path.Combine(_folder.Path, "entry"), null!));

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_probe_of_a_folder_that_takes_no_file_fails_with_the_fault_of_the_medium()
    {
        Assert.ThrowsAny<IOException>(() => PrivateFiles.ProbeWrite(Path.Combine(_folder.Path, "gone", "entry"), 100));
    }

    [Fact]
    public void A_probe_leaves_nothing_behind()
    {
        PrivateFiles.ProbeWrite(Path.Combine(_folder.Path, "entry"), 100);

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Who_has_no_patience_does_not_wait_for_a_lock()
    {
        var path = Path.Combine(_folder.Path, ".lock");
        var clock = new TestClock();
        using var held = await PrivateFiles.LockAsync(path, clock, TimeSpan.Zero, default);

        var locking = PrivateFiles.LockAsync(path, clock, TimeSpan.Zero, default);

        // The clock stands still: a wait would never end.
        Assert.True(locking.IsCompleted);
        await Assert.ThrowsAsync<IOException>(() => locking);
    }

    [Fact]
    public async Task Who_waits_for_a_lock_gets_it_when_it_is_let_go()
    {
        var path = Path.Combine(_folder.Path, ".lock");
        var clock = new TestClock();
        var held = await PrivateFiles.LockAsync(path, clock, TimeSpan.Zero, default);
        var locking = PrivateFiles.LockAsync(path, clock, TimeSpan.FromSeconds(10), default);
        Assert.False(locking.IsCompleted);

        await held.DisposeAsync();

        await using var next = await clock.DriveAsync(locking);
        Assert.True(next.CanWrite);
    }

    [Fact]
    public void What_cannot_be_deleted_stays_without_a_fault()
    {
        PrivateFiles.DeleteQuietly(Path.Combine(_folder.Path, "gone", "entry"));
        PrivateFiles.DeleteQuietly(_folder.Path);

        Assert.True(Directory.Exists(_folder.Path));
    }
}
