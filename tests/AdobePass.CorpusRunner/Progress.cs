using System.Diagnostics;

namespace AdobePass.CorpusRunner;

/// <summary>Says on the error stream what is being done, and every ten seconds that it still is, so that the output stays the report alone.</summary>
internal sealed class Progress : IDisposable
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Timer _timer;

    private Progress(string what)
    {
        Console.Error.WriteLine(what + " …");
        _timer = new Timer(_ => Console.Error.WriteLine($"  … {_watch.Elapsed.TotalSeconds:F0} s"), null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
    }

    public static Progress Show(string what) => new(what);

    public void Dispose() => _timer.Dispose();
}
