namespace AdobePass.Tests.Stores;

public sealed class PrivateFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PrivateFilesTests() => Directory.CreateDirectory(_folder.Path);

    private string EntryPath => Path.Combine(_folder.Path, "entry");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Replace_overwrites_the_file_and_leaves_no_other_file()
    {
        PrivateFiles.Replace(EntryPath, [1, 2, 3]);
        PrivateFiles.Replace(EntryPath, [4]);

        Assert.Equal([4], PrivateFiles.Read(EntryPath));
        Assert.Equal([EntryPath], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Failed_replacement_leaves_no_partial_file()
    {
        Directory.CreateDirectory(EntryPath);

        Assert.ThrowsAny<SystemException>(() => PrivateFiles.Replace(EntryPath, [1, 2, 3]));
        Assert.ThrowsAny<SystemException>(() => new DurableFiles(FileSystemCalls.Default).Replace(EntryPath, [1, 2, 3]));

        Assert.Equal([EntryPath], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Failed_write_leaves_no_partial_file()
    {
        // Content that cannot be written stands for a full disk: the file exists by then.
        Assert.ThrowsAny<SystemException>(() => PrivateFiles.Replace(EntryPath, null!));
        Assert.ThrowsAny<SystemException>(() => new DurableFiles(FileSystemCalls.Default).Prepare(EntryPath, null!));

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Probe_of_a_missing_folder_throws_IOException()
    {
        Assert.ThrowsAny<IOException>(() => new DurableFiles(FileSystemCalls.Default).Probe(Path.Combine(_folder.Path, "gone", "entry"), 100));
    }

    [Fact]
    public void Probe_leaves_no_files()
    {
        new DurableFiles(FileSystemCalls.Default).Probe(EntryPath, 100);

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void DeleteQuietly_does_not_throw_if_the_file_cannot_be_deleted()
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
