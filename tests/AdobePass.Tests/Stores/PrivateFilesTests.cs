namespace AdobePass.Tests.Stores;

public sealed class PrivateFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PrivateFilesTests() => Directory.CreateDirectory(_folder.Path);

    private string EntryPath => Path.Combine(_folder.Path, "entry");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_replaced_whole_and_alone()
    {
        PrivateFiles.Replace(EntryPath, [1, 2, 3]);
        PrivateFiles.Replace(EntryPath, [4]);

        Assert.Equal([4], PrivateFiles.Read(EntryPath));
        Assert.Equal([EntryPath], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_replacement_that_fails_at_its_end_leaves_no_content_behind()
    {
        Directory.CreateDirectory(EntryPath);

        Assert.ThrowsAny<SystemException>(() => PrivateFiles.Replace(EntryPath, [1, 2, 3]));
        Assert.ThrowsAny<SystemException>(() => new DurableFiles(FileSystemCalls.Default).Replace(EntryPath, [1, 2, 3]));

        Assert.Equal([EntryPath], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_write_that_fails_in_the_middle_leaves_no_file_behind()
    {
        // Content that cannot be written stands for a full disk: the file exists by then.
        Assert.ThrowsAny<SystemException>(() => PrivateFiles.Replace(EntryPath, null!));
        Assert.ThrowsAny<SystemException>(() => new DurableFiles(FileSystemCalls.Default).Prepare(EntryPath, null!));

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_probe_of_a_folder_that_takes_no_file_fails_with_the_fault_of_the_medium()
    {
        Assert.ThrowsAny<IOException>(() => new DurableFiles(FileSystemCalls.Default).Probe(Path.Combine(_folder.Path, "gone", "entry"), 100));
    }

    [Fact]
    public void A_probe_leaves_nothing_behind()
    {
        new DurableFiles(FileSystemCalls.Default).Probe(EntryPath, 100);

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_file_that_cannot_be_deleted_stays_without_an_exception()
    {
        PrivateFiles.DeleteQuietly(Path.Combine(_folder.Path, "gone", "entry"));
        PrivateFiles.DeleteQuietly(_folder.Path);

        Assert.True(Directory.Exists(_folder.Path));
    }

    [Fact]
    public void Folders_that_are_created_are_reported_parents_first()
    {
        var created = new List<string>();
        var folder = Path.Combine(_folder.Path, "a", "b");

        PrivateFiles.CreateFolder(folder, created.Add);
        PrivateFiles.CreateFolder(folder, created.Add);

        Assert.Equal([Path.Combine(_folder.Path, "a"), folder], created);
    }
}
