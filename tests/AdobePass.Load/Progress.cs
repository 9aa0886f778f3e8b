using System.Diagnostics;

namespace AdobePass.Load;

/// <summary>Says on the error stream how far the work is, every five seconds, so that the output stays the report alone.</summary>
internal sealed class Progress : IDisposable
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Timer _timer;

    private Progress(string what, Func<string> state)
    {
        Console.Error.WriteLine(what + " …");
        _timer = new Timer(_ => Console.Error.WriteLine($"  {_watch.Elapsed.TotalSeconds:F0} s: {state()}"), null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
    }

    public TimeSpan Elapsed => _watch.Elapsed;

    public static Progress Show(string what, Func<string> state) => new(what, state);

    public void Dispose() => _timer.Dispose();
}
