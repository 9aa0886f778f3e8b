using System.Diagnostics;
using System.Globalization;

namespace AdobePass.DocumentFuzzer;

/// <summary>Runs the generator on random documents, on one or more threads, and counts what became of them.</summary>
internal sealed class FuzzRun(Arguments arguments)
{
    private const int ReportEvery = 10_000;

    // The documents of one kind of failure are alike.
    private const int MostPerKind = 5;

    // The main thread of a program on Windows has this stack, and so have the threads of a compiler there.
    private const int StackSize = 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly SortedDictionary<string, int> _kinds = new(StringComparer.Ordinal);
    private int _nextBlock = arguments.First / RandomDocuments.BlockSize;
    private int _inputs;
    private int _invalid;
    private int _withOperations;
    private int _bound;
    private long _files;
    private long _characters;
    private TimeSpan _slowest;

    public int Run()
    {
        var workers = Enumerable.Range(0, arguments.Threads).Select(_ => new Thread(Work, StackSize)).ToList();
        workers.ForEach(static worker => worker.Start());
        workers.ForEach(static worker => worker.Join());
        foreach (var kind in _kinds)
        {
            Console.WriteLine($"{kind.Value} × {kind.Key}");
        }

        Console.WriteLine(Summary());
        return _kinds.Count == 0 ? 0 : 1;
    }

    private void Work()
    {
        var trial = new Trial();
        var end = arguments.First + arguments.Inputs;
        var rate = (double)(arguments.Bound ?? arguments.Inputs / 100) / arguments.Inputs;
        var due = 0;
        while (Interlocked.Increment(ref _nextBlock) - 1 is var block && (long)block * RandomDocuments.BlockSize < end)
        {
            var documents = new RandomDocuments(arguments.Seed, arguments.Folder, block);
#pragma warning disable CA5394 // The choice must be the same for the same seed.
            var choice = new Random(HashCode(arguments.Seed, block));
#pragma warning restore CA5394
            for (var i = block * RandomDocuments.BlockSize; i < Math.Min(end, (block + 1) * RandomDocuments.BlockSize); i++)
            {
                var document = documents.Next();
                due += choice.NextDouble() < rate ? 1 : 0;
                if (i >= arguments.First)
                {
                    // Nothing can be bound if nothing is generated: then the next document takes the place.
                    var outcome = trial.Run(document, binds: due > 0);
                    due -= outcome.IsBound ? 1 : 0;
                    Count(i, document, outcome, trial);
                }
            }
        }
    }

    // Not a hash of the runtime, which differs between processes.
    private static int HashCode(int seed, int block) => unchecked((seed * 16_777_619) ^ block);

    private void Count(int number, string document, Outcome outcome, Trial trial)
    {
        bool isNew;
        lock (_lock)
        {
            _inputs++;
            _invalid += outcome.Files == 0 ? 1 : 0;
            _withOperations += outcome.HasOperations ? 1 : 0;
            _bound += outcome.IsBound ? 1 : 0;
            _files += outcome.Files;
            _characters += outcome.Characters;
            _slowest = outcome.Time > _slowest ? outcome.Time : _slowest;
            isNew = outcome.Failure is not null
                && (_kinds[outcome.Kind] = _kinds.GetValueOrDefault(outcome.Kind) + 1) <= MostPerKind;
            if (_inputs % ReportEvery == 0)
            {
                Console.WriteLine(Summary());
            }
        }

        if (isNew)
        {
            Console.WriteLine($"input {number}: {outcome.Failure}");
            Save(number, document, outcome, trial);
        }
    }

    private void Save(int number, string document, Outcome outcome, Trial trial)
    {
        if (arguments.Failures is not { } folder)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture));
        File.WriteAllText(path + ".json", document);
        File.WriteAllText(path + ".txt", outcome.Failure);
        var smallest = Minimizer.Minimize(document, part => trial.Run(part, binds: outcome.IsBound).Kind == outcome.Kind);
        File.WriteAllText(path + ".min.json", smallest);
    }

    private string Summary()
    {
        var seconds = _watch.Elapsed.TotalSeconds;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{_inputs} inputs in {seconds:F0} s ({_inputs / seconds:F0} per second), {_invalid} rejected, {_withOperations} with " +
            $"operations, {_files} files, {_characters / 1e6:F0} million characters, {_bound} bound, {_kinds.Values.Sum()} failures, " +
            $"slowest {_slowest.TotalMilliseconds:F0} ms");
    }
}
