using System.Collections.Immutable;
using AdobePass.Generators.CodeFixes.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using static AdobePass.Generators.CodeFixes.Tests.Support.FixTest;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP0004, the other way, and the same for an interface that is partial.</summary>
public class AP0004WriteOutOperationsFixTests
{
    [Theory]
    [InlineData("[AdobePassApi]\npublic interface IA\n{\n}\n", "[AdobePassApi]\npublic interface IA\n{\n    /// <summary>", ");\n}\n")]
    [InlineData("[AdobePassApi] internal interface IA { }", "[AdobePassApi] internal interface IA {\n    /// <summary>", ");\n}")]
    [InlineData(
        "/// <summary>All.</summary>\n[AdobePassApi] public interface IA; // all",
        "[AdobePassApi] public interface IA\n{\n    /// <summary>",
        ");\n} // all")]
    [InlineData(
        "[AdobePassApi]\r\npublic interface IA\r\n{\r\n    // nothing yet\r\n}\r\n",
        "public interface IA\r\n{\r\n    // nothing yet\r\n    /// <summary>",
        ");\r\n}\r\n")]
    [InlineData(
        "public class Outer\n{\n    [AdobePassApi]\n    public partial interface IA // mine\n    { /* nothing */ }\n}\n",
        "    { /* nothing */\n        /// <summary>",
        ");\n    }\n}\n")]
    [InlineData(
        "#nullable disable\n[AdobePassApi] public interface IA { }",
        "[AdobePassApi] public interface IA {\n    /// <summary>",
        ");\n}")]
    public async Task Every_operation_of_the_spec_is_declared(string before, string begin, string end)
    {
        const string Other = "namespace MyApp { [AdobePass.AdobePassApi] public partial interface IAll { } }";
        var workspace = UserWorkspace.Create(Head + before, Other);

        var changed = await workspace.ApplyAsync(Assert.Single(await ActionsAsync(workspace)));

        var text = await changed.TextAsync();
        Assert.Contains(begin, text, StringComparison.Ordinal);
        Assert.EndsWith(end, text, StringComparison.Ordinal);
        Assert.Contains(
            "Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body, StreamingDevice",
            text,
            StringComparison.Ordinal);
        Assert.Contains("[AdobePassOperation(\"startAuthentication\")]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("global::", text, StringComparison.Ordinal);
        Assert.Single(text.Split('\n'), line => line.Contains("[AdobePassOperation", StringComparison.Ordinal));
        await IsRightAsync(changed);

        var all = Signatures((await changed.Project.GetCompilationAsync())!.GetTypeByMetadataName("MyApp.IAll")!);
        Assert.Equal(13, all.Count);
        Assert.Equal(all, await SignaturesAsync(changed));
    }

    [Theory]
    [InlineData("rest-v2")]
    [InlineData("dcr")]
    public async Task Types_are_fully_qualified_without_using_directives(string spec)
    {
        var workspace = UserWorkspace.Create($"[AdobePass.AdobePassApi(\"{spec}\")] public interface IA {{ }}");

        var changed = await workspace.ApplyAsync(Assert.Single(await ActionsAsync(workspace)));

        Assert.Contains("System.Threading.Tasks.Task<MyApp.", await changed.TextAsync(), StringComparison.Ordinal);
        await IsRightAsync(changed);
    }

    [Theory]
    [InlineData(
        "public interface IBase { Task<ProfilesResponse> GetProfilesAsync(string serviceProvider); } public class Outer { "
        + "[AdobePassApi] public partial interface IA : IBase { } }")]
    [InlineData("public class Outer { [AdobePassApi] public partial interface IA { int One => 1; } }")]
    public async Task No_fix_is_offered_if_declared_or_inherited_members_could_conflict(string source) =>
        await OffersNothingAsync(new WriteOutOperationsFix(), Head + source);

    /// <summary>Types that no optional parameter of the bundled spec has.</summary>
    [Theory]
    [InlineData("", "long? a = null, DecisionSource? b = null, SessionRequest? c = null, string? d = null")]
    [InlineData("#nullable disable\n", "long? a = null, DecisionSource? b = null, SessionRequest c = null, string d = null")]
    public async Task Reference_types_lose_the_nullable_annotation_if_annotations_are_disabled(string directive, string parameters)
    {
        var workspace = UserWorkspace.Create(Head + directive + "[AdobePassApi] public interface IA { }");
        var found = Assert.Single(await workspace.DiagnosticsAsync());
        var diagnostic = Diagnostic.Create(
            found.Descriptor,
            found.Location,
            ImmutableDictionary<string, string?>.Empty.Add(
                "declarations",
                "global::System.Threading.Tasks.Task MAsync(long? a = null, global::MyApp.RestV2.DecisionSource? b = null, "
                + "global::MyApp.RestV2.SessionRequest? c = null, string? d = null);\n"));

        var action = Assert.Single(await workspace.ActionsAsync(new WriteOutOperationsFix(), diagnostic));

        Assert.Contains(
            $"    Task MAsync({parameters});",
            await (await workspace.ApplyAsync(action)).TextAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fix_is_not_offered_again_after_it_was_applied()
    {
        var workspace = UserWorkspace.Create(Head + "[AdobePassApi] public interface IA { }");
        var diagnostic = Assert.Single(await workspace.DiagnosticsAsync());
        var changed = await workspace.ApplyAsync(Assert.Single(await ActionsAsync(workspace)));

        var again = Diagnostic.Create(
            diagnostic.Descriptor,
            Location.Create((await changed.Document.GetSyntaxTreeAsync())!, diagnostic.Location.SourceSpan),
            diagnostic.Properties,
            diagnostic.GetMessage());

        Assert.Empty(await changed.ActionsAsync(new WriteOutOperationsFix(), again));
    }

    [Theory]
    [InlineData("[AdobePassApi]\npublic partial interface IA { }\n")]
    [InlineData("public partial class Outer\n{\n    [AdobePassApi]\n    public partial interface IA;\n}\n")]
    [InlineData("#nullable disable\n[AdobePassApi(\"dcr\")] public partial interface IA\n{\n    // all\n}\n")]
    public async Task Refactoring_writes_the_emitted_members_into_the_source(string source)
    {
        var workspace = UserWorkspace.Create(Head + source);
        var before = await SignaturesAsync(workspace);

        var changed = await workspace.ApplyAsync(
            Assert.Single(await workspace.RefactoringsAsync(new WriteOutOperationsRefactoring(), "IA")));

        var text = await changed.TextAsync();
        Assert.DoesNotContain("<exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain("    \n", text, StringComparison.Ordinal);
        Assert.Equal(before, await SignaturesAsync(changed));
        Assert.Equal(
            string.Empty,
            string.Join(
                "\n",
                (await changed.ProblemsAsync()).Where(
                    problem => !problem.Contains("MyApp.RestV2", StringComparison.Ordinal)
                        && !problem.Contains("'RestV2'", StringComparison.Ordinal))));
        Assert.DoesNotContain(await changed.DiagnosticsAsync(), diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden);
        Assert.Empty(await changed.RefactoringsAsync(new WriteOutOperationsRefactoring(), "IA"));
    }

    [Theory]
    [InlineData("public partial interface IA { }")]
    [InlineData("[AdobePassApi] public interface IA { }")]
    [InlineData(
        "[AdobePassApi] public partial interface IA { } public partial interface IA { Task GetProfilesAsync(string serviceProvider); }")]
    [InlineData(
        "public interface IBase { Task GetProfilesAsync(string serviceProvider); } [AdobePassApi] public partial interface IA : IBase { }")]
    public async Task Refactoring_is_not_offered_if_no_members_were_emitted(string source) =>
        Assert.Empty(await UserWorkspace.Create(Head + source).RefactoringsAsync(new WriteOutOperationsRefactoring(), "IA"));

    private static async Task<List<string>> SignaturesAsync(UserWorkspace workspace)
    {
        var compilation = (await workspace.Project.GetCompilationAsync())!;
        return Signatures(compilation.GetTypeByMetadataName("MyApp.IA") ?? compilation.GetTypeByMetadataName("MyApp.Outer+IA")!);
    }

    private static async Task<IEnumerable<CodeAction>> ActionsAsync(UserWorkspace workspace) =>
        await workspace.ActionsAsync(new WriteOutOperationsFix(), Assert.Single(await workspace.DiagnosticsAsync()));

    private static async Task IsRightAsync(UserWorkspace workspace)
    {
        Assert.Equal(string.Empty, string.Join("\n", await workspace.ProblemsAsync()));
        Assert.DoesNotContain(await workspace.DiagnosticsAsync(), diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden);
    }

    private static List<string> Signatures(INamedTypeSymbol type) =>
    [
        .. type.GetMembers()
            .OfType<IMethodSymbol>()
            .Select(
                static method => method.ToDisplayString(
                    SymbolDisplayFormat.CSharpShortErrorMessageFormat
                        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType)
                        .WithParameterOptions(
                            SymbolDisplayParameterOptions.IncludeName
                            | SymbolDisplayParameterOptions.IncludeType
                            | SymbolDisplayParameterOptions.IncludeDefaultValue)
                        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes)))
    ];
}
