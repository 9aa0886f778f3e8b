using System.Globalization;
using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis.CSharp;

namespace AdobePass.Generators.Tests.Accuracy;

/// <summary>How a rule answers a set of seeds.</summary>
internal sealed class Score
{
    private const int SeedsPerProject = 60;

    private readonly List<(Seed Seed, bool IsReported)> _answers = [];

    public IEnumerable<Seed> Missed => _answers.Where(answer => !answer.Seed.IsUnsupported && answer.Seed.IsMistake && !answer.IsReported).Select(answer => answer.Seed);

    public IEnumerable<Seed> FalseAlarms => _answers.Where(answer => !answer.Seed.IsMistake && answer.IsReported).Select(answer => answer.Seed);

    public double Recall => Share(_answers.Count(answer => Counts(answer.Seed) && answer.IsReported), _answers.Count(answer => Counts(answer.Seed)));

    public double Precision => Share(_answers.Count(answer => answer.Seed.IsMistake && answer.IsReported), _answers.Count(answer => answer.IsReported));

    /// <summary>Analyzes the seeds, many in one project, each in a file of its own by which its answer is told.</summary>
    public static async Task<Score> OfAsync(IReadOnlyList<Seed> seeds)
    {
        var score = new Score();
        var projects = seeds.Where(seed => seed.IsAlone).Select(seed => new[] { seed })
            .Concat(seeds.Where(seed => !seed.IsAlone).Chunk(SeedsPerProject));
        foreach (var group in projects)
        {
            var project = new UserProject { WarningsAreErrors = false, LanguageVersion = LanguageVersion.Latest, OutputKind = Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary };
            for (var i = 0; i < group.Length; i++)
            {
                project.WithSource(group[i].Source, Path(i));
            }

            project.WithSource(RuleExamples.ClientFactory, "/src/ClientFactory.cs");
            var problems = project.Compilation().GetDiagnostics().Where(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error && diagnostic.Id.StartsWith("CS", StringComparison.Ordinal)).ToList();
            Assert.True(problems.Count == 0, problems.Count == 0 ? null : problems[0] + "\n" + problems[0].Location.SourceTree);

            var found = await project.AnalyzeAsync();
            for (var i = 0; i < group.Length; i++)
            {
                var path = Path(i);
                score._answers.Add((group[i], found.Any(diagnostic => diagnostic.Id == group[i].Rule && diagnostic.Location.SourceTree?.FilePath == path)));
            }
        }

        return score;

        static string Path(int index) => string.Create(CultureInfo.InvariantCulture, $"/src/Seed{index}.cs");
    }

    /// <summary>A table of the answers by kind.</summary>
    public string Table() => string.Create(CultureInfo.InvariantCulture, $"recall {Recall:P2}, precision {Precision:P2} of {_answers.Count} seeds\n") + string.Join(
        "\n",
        _answers.GroupBy(answer => (answer.Seed.Rule, answer.Seed.IsMistake, answer.Seed.IsUnsupported, answer.Seed.Kind))
            .OrderBy(group => group.Key)
            .Select(group => $"{group.Key.Rule} | {(group.Key.IsUnsupported ? "not supported" : group.Key.IsMistake ? "mistake" : "right")} | {group.Key.Kind} | {group.Count()} | {group.Count(answer => answer.IsReported)} reported"));

    private static bool Counts(Seed seed) => seed is { IsMistake: true, IsUnsupported: false };

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
}
