using System.Diagnostics;
using System.Globalization;

namespace AdobePass.DocumentFuzzer;

internal static class Program
{
    public static int Main(string[] args)
    {
        if (Arguments.Parse(args) is not { } arguments)
        {
            Console.Error.WriteLine(Arguments.Usage);
            return 2;
        }

        var watch = Stopwatch.StartNew();
        var documents = new RandomDocuments(arguments.Seed, arguments.Folder);
        var trial = new Trial();
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var slowest = TimeSpan.Zero;
        var bindEvery = arguments.Bound == 0 ? int.MaxValue : Math.Max(1, arguments.Inputs / arguments.Bound);
        for (var i = 0; i < arguments.Inputs; i++)
        {
            var document = documents.Next();
            var outcome = trial.Run(document, i % bindEvery == 0);
            slowest = outcome.Time > slowest ? outcome.Time : slowest;
            if (outcome.Failure is { } failure && Count(kinds, outcome.Kind) <= 5)
            {
                Console.WriteLine($"input {i}: {failure}");
                Save(arguments.Failures, i, document);
            }

            if ((i + 1) % 10_000 == 0)
            {
                Console.WriteLine(FormattableString.Invariant(
                    $"{i + 1} inputs, {watch.Elapsed.TotalSeconds:F0} s, {kinds.Values.Sum()} failures"));
            }
        }

        foreach (var kind in kinds)
        {
            Console.WriteLine($"{kind.Value} × {kind.Key}");
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{arguments.Inputs} inputs, {trial.Files} files, {trial.Bound} inputs bound, {kinds.Values.Sum()} failures, " +
            $"slowest {slowest.TotalMilliseconds:F0} ms, {watch.Elapsed.TotalSeconds:F0} s"));
        return kinds.Count == 0 ? 0 : 1;
    }

    private static int Count(SortedDictionary<string, int> kinds, string kind) =>
        kinds[kind] = kinds.TryGetValue(kind, out var count) ? count + 1 : 1;

    private static void Save(string? folder, int number, string document)
    {
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture) + ".json"), document);
        }
    }
}
