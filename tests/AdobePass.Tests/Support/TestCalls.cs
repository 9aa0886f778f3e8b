namespace AdobePass.Tests;

/// <summary>Records the calls of a store to the operating system, and lets a test refuse some of them.</summary>
internal sealed class TestCalls : FileSystemCalls
{
    private readonly object _gate = new();
    private readonly List<string> _all = [];

    /// <summary>Gets the calls so far: a verb and the names that it concerns, with the random part of temporary names left out.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _all];
            }
        }
    }

    public Func<string, string, FileCallOutcome?>? OnLink { get; set; }

    public Func<FileCallOutcome?>? OnMoveExclusive { get; set; }

    public Func<FileCallOutcome?>? OnLock { get; set; }

    public Action<string>? OnSyncFolder { get; set; }

    public void Clear()
    {
        lock (_gate)
        {
            _all.Clear();
        }
    }

    internal override void Sync(FileStream stream)
    {
        base.Sync(stream);
        Add("sync " + Short(stream.Name));
    }

    internal override void SyncFolder(string folder)
    {
        OnSyncFolder?.Invoke(folder);
        base.SyncFolder(folder);
        Add("sync folder " + Path.GetFileName(folder));
    }

    internal override FileCallOutcome Link(string from, string to)
    {
        var outcome = OnLink?.Invoke(from, to) ?? base.Link(from, to);
        Add($"link {Short(to)}: {outcome}");
        return outcome;
    }

    internal override FileCallOutcome MoveExclusive(string from, string to)
    {
        var outcome = OnMoveExclusive?.Invoke() ?? base.MoveExclusive(from, to);
        Add($"move exclusive {Short(to)}: {outcome}");
        return outcome;
    }

    internal override void Move(string from, string to)
    {
        base.Move(from, to);
        Add("move " + Short(to));
    }

    internal override FileCallOutcome TryLock(FileDescriptor file, string path) => OnLock?.Invoke() ?? base.TryLock(file, path);

    // The key and the random part are left out: "entry", "entry.create.tmp", ".adobepass-store.create.tmp".
    private static string Short(string path)
    {
        var parts = Path.GetFileName(path).Replace(".credentials.json", "", StringComparison.Ordinal).Split('.');
        return string.Join('.', parts.Where(part => part.Length != 32).Select(part => part.Length == 64 ? "entry" : part));
    }

    private void Add(string call)
    {
        lock (_gate)
        {
            _all.Add(call);
        }
    }
}
