using System.Collections.Immutable;
using AdobePass.Generators.Generator;
using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdobePass.Generators.Tests.Incremental;

/// <summary>What runs again after which edit, and what must not.</summary>
public class IncrementalTests
{
    private const string Playback = """
        using System.Threading;
        using System.Threading.Tasks;
        using AdobePass;
        using MyApp.RestV2;

        namespace MyApp;

        /// <summary>Playback.</summary>
        [AdobePassApi]
        public interface IPlayback
        {
            /// <summary>Authorizes.</summary>
            Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body, CancellationToken cancellationToken = default);
        }
        """;

    private const string Logins = """
        using System.Threading.Tasks;
        using AdobePass;
        using MyApp.RestV2;

        namespace MyApp;

        /// <summary>Logins.</summary>
        [AdobePassApi]
        public interface ILogins
        {
            /// <summary>Creates.</summary>
            Task<SessionResponse> CreateSessionAsync(string serviceProvider, SessionRequest body);
        }
        """;

    private static readonly string[] Stages =
        [TrackingNames.Specs, TrackingNames.Interfaces, TrackingNames.Target, TrackingNames.Names, TrackingNames.Bound, TrackingNames.Models];

    private readonly UserProject _project = UserProject.Create(Playback, Logins);

    [Fact]
    public void The_same_input_regenerates_nothing()
    {
        var compilation = _project.Compilation();
        var driver = _project.Driver(tracks: true).RunGenerators(compilation);

        driver = driver.RunGenerators(compilation);

        AssertNothingRegenerated(driver);
    }

    [Fact]
    public void An_unrelated_edit_regenerates_nothing()
    {
        var compilation = _project.Compilation();
        var driver = _project.Driver(tracks: true).RunGenerators(compilation);

        driver = driver.RunGenerators(compilation.AddSyntaxTrees(Parse("namespace Other { class Unrelated { int Count => 1 + 1; } }")));

        AssertNothingRegenerated(driver);
    }

    [Fact]
    public void Comment_or_whitespace_edit_of_the_interface_regenerates_nothing()
    {
        var compilation = _project.Compilation();
        var driver = _project.Driver(tracks: true).RunGenerators(compilation);
        var tree = compilation.SyntaxTrees[0];

        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, Parse("// a comment\n\n" + Playback.Replace("    Task<", "        Task<", StringComparison.Ordinal), tree.FilePath)));

        AssertNothingRegenerated(driver);
    }

    [Fact]
    public void Edit_of_one_interface_regenerates_only_that_interface()
    {
        var compilation = _project.Compilation();
        var driver = _project.Driver(tracks: true).RunGenerators(compilation);
        var tree = compilation.SyntaxTrees[0];

        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, Parse(Playback.Replace("AuthorizeAsync", "PreauthorizeAsync", StringComparison.Ordinal), tree.FilePath)));

        AssertRegenerated(driver, "MyApp.IPlayback");
    }

    [Fact]
    public void New_AdditionalText_with_the_same_spec_regenerates_nothing()
    {
        var compilation = _project.Compilation();
        var driver = _project.Driver(tracks: true).RunGenerators(compilation);

        driver = driver.ReplaceAdditionalTexts([.. _project.Specs.Select(spec => (AdditionalText)new SpecText(((SpecText)spec).Name, spec.GetText()!.ToString()))]);
        driver = driver.RunGenerators(compilation);

        AssertNothingRegenerated(driver);
    }

    [Fact]
    public void A_spec_edit_of_an_unused_operation_regenerates_nothing()
    {
        var compilation = _project.Compilation();
        var driver = _project.Driver(tracks: true).RunGenerators(compilation);

        driver = EditSpec(driver, "/api/v2/{serviceProvider}/configuration", "/api/v3/{serviceProvider}/configuration").RunGenerators(compilation);

        Assert.Contains(IncrementalStepRunReason.Modified, Reasons(driver, TrackingNames.Specs));
        AssertNothingRegenerated(driver, except: [TrackingNames.Specs]);
    }

    [Fact]
    public void Spec_edit_of_a_used_operation_regenerates_only_interfaces_that_use_it()
    {
        var compilation = _project.Compilation();
        var driver = _project.Driver(tracks: true).RunGenerators(compilation);

        driver = EditSpec(driver, "/decisions/authorize/{mvpd}", "/decisions/authorise/{mvpd}").RunGenerators(compilation);

        AssertRegenerated(driver, "MyApp.IPlayback");
        Assert.Contains("/decisions/authorise/", driver.GetRunResult().Results[0].GeneratedSources.Single(source => source.HintName.StartsWith("MyApp.IPlayback", StringComparison.Ordinal)).SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_edit_of_a_model_regenerates_that_model_and_no_client()
    {
        var compilation = _project.Compilation();
        var driver = _project.Driver(tracks: true).RunGenerators(compilation);

        driver = EditSpec(driver, "\"serializedToken\": {", "\"serializedTokenText\": {").RunGenerators(compilation);

        Assert.DoesNotContain(IncrementalStepRunReason.Modified, Reasons(driver, TrackingNames.Bound));
        var models = driver.GetRunResult().Results[0].TrackedSteps[TrackingNames.Models].SelectMany(step => step.Outputs).Where(output => output.Reason == IncrementalStepRunReason.Modified);
        Assert.Equal("MediaToken", Assert.Single(models.Select(output => ((Generator.Emission.ModelFile)output.Value).Schema.TypeName)));
    }

    [Fact]
    public void Changed_root_namespace_changes_the_namespace_of_the_models()
    {
        var before = _project.Generate();
        var after = _project.WithRootNamespace("Moved").Generate();

        Assert.Contains("MyApp.RestV2.Decision.AdobePass.g.cs", before.FileNames);
        Assert.Contains("Moved.RestV2.Decision.AdobePass.g.cs", after.FileNames);
    }

    [Fact]
    public void Repeated_runs_of_one_driver_match_a_fresh_driver()
    {
        var compilation = _project.Compilation();
        var driver = _project.Driver(tracks: true).RunGenerators(compilation);
        var edits = new List<Func<CSharpCompilation, CSharpCompilation>>
        {
            each => each.AddSyntaxTrees(Parse(Playback.Replace("IPlayback", "IMore", StringComparison.Ordinal), "/src/More.cs")),
            each => each.RemoveSyntaxTrees(each.SyntaxTrees[1]),
            each => each.ReplaceSyntaxTree(each.SyntaxTrees[0], Parse(Playback.Replace("AuthorizeAsync", "NoSuchOperationAsync", StringComparison.Ordinal), "/src/File1.cs")),
            each => each.AddSyntaxTrees(Parse(Logins, "/src/Again.cs")),
            each => each.ReplaceSyntaxTree(each.SyntaxTrees[0], Parse(Playback, "/src/File1.cs")),
        };

        foreach (var edit in edits)
        {
            compilation = edit(compilation);
            driver = driver.RunGenerators(compilation);
            Assert.Null(driver.GetRunResult().Results[0].Exception);
            Assert.Equal(Texts(_project.Driver().RunGenerators(compilation)), Texts(driver));
        }
    }

    [Fact]
    public void Cancelled_run_throws_OperationCanceledException()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => _project.Driver().RunGenerators(_project.Compilation(), cancelled.Token));
    }

    private static SyntaxTree Parse(string text, string path = "/src/Other.cs") =>
        CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp11, DocumentationMode.Diagnose), path);

    private GeneratorDriver EditSpec(GeneratorDriver driver, string old, string replacement)
    {
        var spec = _project.Specs[0];
        var text = spec.GetText()!.ToString();
        Assert.Contains(old, text, StringComparison.Ordinal);
        return driver.ReplaceAdditionalText(spec, new SpecText(((SpecText)spec).Name, text.Replace(old, replacement, StringComparison.Ordinal)));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorDriver driver, string stage) =>
        driver.GetRunResult().Results[0].TrackedSteps[stage].SelectMany(step => step.Outputs).Select(output => output.Reason);

    private static void AssertNothingRegenerated(GeneratorDriver driver, string[]? except = null)
    {
        foreach (var stage in Stages.Except(except ?? []))
        {
            Assert.All(Reasons(driver, stage), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{stage}: {reason}"));
        }

        foreach (var output in driver.GetRunResult().Results[0].TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs))
        {
            Assert.Equal(IncrementalStepRunReason.Cached, output.Reason);
        }
    }

    private static void AssertRegenerated(GeneratorDriver driver, string metadataName)
    {
        var modified = driver.GetRunResult().Results[0].TrackedSteps[TrackingNames.Bound].SelectMany(step => step.Outputs)
            .Where(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        Assert.Equal(metadataName, Assert.Single(modified.Select(output => ((Generator.Binding.BoundInterface)output.Value).MetadataName)));
    }

    private static ImmutableSortedDictionary<string, string> Texts(GeneratorDriver driver) =>
        driver.GetRunResult().Results[0].GeneratedSources.ToImmutableSortedDictionary(source => source.HintName, source => source.SourceText.ToString());
}
