using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Architecture;

/// <summary>The folders of the projects, and the directions in which they may use each other.</summary>
public class FolderTests
{
    private const string Project = "AdobePass.Generators/";

    // From low to high: a folder may use those before it. The analyzers are a second wing, which may read the model of the generator.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Shared"] = [],
        ["Shared/Json"] = ["Shared"],
        ["Shared/Diagnostics"] = ["Shared"],
        ["Catalog"] = ["Shared"],
        ["Generator/Specs"] = ["Shared", "Shared/Json", "Shared/Diagnostics", "Catalog"],
        ["Generator/Interfaces"] = ["Shared", "Shared/Diagnostics", "Generator/Specs"],
        ["Generator/Binding"] = ["Shared", "Shared/Diagnostics", "Catalog", "Generator/Specs", "Generator/Interfaces"],
        ["Generator/Emission"] =
        [
            "Shared", "Shared/Diagnostics", "Catalog", "Generator/Specs", "Generator/Interfaces", "Generator/Binding",
        ],
        ["Generator"] =
        [
            "Shared", "Shared/Diagnostics", "Generator/Specs", "Generator/Interfaces", "Generator/Binding", "Generator/Emission",
        ],
        ["Analyzers/Prefilter"] = ["Shared", "Catalog"],
        ["Analyzers/CodeModel"] = ["Shared", "Shared/Json", "Catalog", "Analyzers/Prefilter"],
        ["Analyzers/ValueFlow"] = ["Analyzers/CodeModel"],
        ["Analyzers/HttpUsage"] =
        [
            "Shared", "Shared/Json", "Catalog", "Analyzers/Prefilter", "Analyzers/CodeModel", "Analyzers/ValueFlow",
        ],
        ["Analyzers/Context"] =
        [
            "Shared", "Shared/Diagnostics", "Catalog", "Generator/Specs", "Analyzers/Prefilter", "Analyzers/CodeModel",
            "Analyzers/HttpUsage",
        ],
        ["Analyzers/Rules"] =
        [
            "Shared", "Shared/Json", "Shared/Diagnostics", "Catalog", "Generator/Specs", "Generator/Interfaces", "Generator/Binding",
            "Generator/Emission", "Analyzers/Prefilter", "Analyzers/CodeModel", "Analyzers/ValueFlow", "Analyzers/HttpUsage",
            "Analyzers/Context",
        ],
        ["Analyzers"] = ["Shared", "Shared/Diagnostics", "Analyzers/Prefilter", "Analyzers/Context", "Analyzers/Rules"],
    };

    [Fact]
    public void Folders_of_the_generator_project_use_only_allowed_folders()
    {
        var uses = SourceTree.Instance.Uses()
            .Select(static use => (From: InProject(use.From), To: InProject(use.To), use.Type))
            .Where(static use => use.From is not null && use.To is not null && use.From != use.To)
            .Distinct()
            .ToList();

        // The files are bound: without a compilation there would be no uses, and nothing could be forbidden.
        Assert.Contains(uses, static use => use is { From: "Generator/Binding", To: "Generator/Specs", Type: "OperationModel" });
        Assert.Empty(uses
            .Where(static use => !Allowed.TryGetValue(use.From!, out var allowed) || !allowed.Contains(use.To))
            .Select(static use => $"{use.From} uses {use.Type} of {use.To}"));
    }

    [Fact]
    public void No_folders_of_a_project_use_each_other_in_a_cycle()
    {
        var uses = SourceTree.Instance.Uses()
            .Select(static use => (From: SourceTree.FolderOf(use.From), To: SourceTree.FolderOf(use.To)))
            .Where(static use => use.From != use.To)
            .Distinct()
            .ToLookup(static use => use.From, static use => use.To);

        Assert.NotEmpty(uses);
        Assert.DoesNotContain(uses.Select(static folder => folder.Key), folder => Reaches(folder, folder));

        bool Reaches(string start, string target)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var open = new Stack<string>(uses[start]);
            while (open.TryPop(out var folder))
            {
                if (folder == target)
                {
                    return true;
                }

                if (seen.Add(folder))
                {
                    foreach (var next in uses[folder])
                    {
                        open.Push(next);
                    }
                }
            }

            return false;
        }
    }

    private static string? InProject(SyntaxTree file)
    {
        var folder = SourceTree.FolderOf(file);
        return folder.StartsWith(Project, StringComparison.Ordinal) ? folder[Project.Length..] : null;
    }
}
