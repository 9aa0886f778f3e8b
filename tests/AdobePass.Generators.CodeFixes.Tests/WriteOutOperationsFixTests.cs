using AdobePass.Generators.CodeFixes.Tests.Support;
using Microsoft.CodeAnalysis;
using static AdobePass.Generators.CodeFixes.Tests.Support.FixTest;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP0004, the other way.</summary>
public class WriteOutOperationsFixTests
{
    [Theory]
    [InlineData("[AdobePassApi]\npublic interface IA\n{\n}\n", "[AdobePassApi]\npublic interface IA\n{\n    /// <summary>", ");\n}\n")]
    [InlineData("[AdobePassApi] internal interface IA { }", "[AdobePassApi] internal interface IA {\n    /// <summary>", ");\n}")]
    [InlineData("/// <summary>All.</summary>\n[AdobePassApi] public interface IA; // all", "[AdobePassApi] public interface IA\n{\n    /// <summary>", ");\n} // all")]
    [InlineData("[AdobePassApi]\r\npublic interface IA\r\n{\r\n    // nothing yet\r\n}\r\n", "public interface IA\r\n{\r\n    // nothing yet\r\n    /// <summary>", ");\r\n}\r\n")]
    [InlineData("public class Outer\n{\n    [AdobePassApi]\n    public partial interface IA // mine\n    { /* nothing */ }\n}\n", "    { /* nothing */\n        /// <summary>", ");\n    }\n}\n")]
    [InlineData("#nullable disable\n[AdobePassApi] public interface IA { }", "[AdobePassApi] public interface IA {\n    /// <summary>", ");\n}")]
    public async Task Every_operation_is_declared_as_the_whole_spec_has_it(string before, string begin, string end)
    {
        const string Other = "namespace MyApp { [AdobePass.AdobePassApi] public partial interface IAll { } }";
        var workspace = UserWorkspace.Create(Head + before, Other);

        var changed = await workspace.ApplyAsync(Assert.Single(await ActionsAsync(workspace)));

        var text = await changed.TextAsync();
        Assert.Contains(begin, text, StringComparison.Ordinal);
        Assert.EndsWith(end, text, StringComparison.Ordinal);
        Assert.Contains("Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body, StreamingDevice", text, StringComparison.Ordinal);
        Assert.Contains("[AdobePassOperation(\"startAuthentication\")]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("global::", text, StringComparison.Ordinal);
        Assert.Single(text.Split('\n'), line => line.Contains("[AdobePassOperation", StringComparison.Ordinal));
        await IsRightAsync(changed);

        var compilation = (await changed.Project.GetCompilationAsync())!;
        var all = Signatures(compilation.GetTypeByMetadataName("MyApp.IAll")!);
        Assert.Equal(13, all.Count);
        Assert.Equal(all, Signatures(compilation.GetTypeByMetadataName("MyApp.IA") ?? compilation.GetTypeByMetadataName("MyApp.Outer+IA")!));
    }

    [Theory]
    [InlineData("rest-v2")]
    [InlineData("dcr")]
    public async Task Without_usings_everything_is_written_in_full(string spec)
    {
        var workspace = UserWorkspace.Create($"[AdobePass.AdobePassApi(\"{spec}\")] public interface IA {{ }}");

        var changed = await workspace.ApplyAsync(Assert.Single(await ActionsAsync(workspace)));

        Assert.Contains("System.Threading.Tasks.Task<MyApp.", await changed.TextAsync(), StringComparison.Ordinal);
        await IsRightAsync(changed);
    }

    [Theory]
    [InlineData("public interface IBase { Task<ProfilesResponse> GetProfilesAsync(string serviceProvider); } public class Outer { [AdobePassApi] public partial interface IA : IBase { } }")]
    [InlineData("public class Outer { [AdobePassApi] public partial interface IA { int One => 1; } }")]
    public async Task Where_something_could_meet_it_nothing_is_offered(string source) => await OffersNothingAsync(new WriteOutOperationsFix(), Head + source);

    [Fact]
    public async Task A_second_time_offers_nothing()
    {
        var workspace = UserWorkspace.Create(Head + "[AdobePassApi] public interface IA { }");
        var diagnostic = Assert.Single(await workspace.DiagnosticsAsync());
        var changed = await workspace.ApplyAsync(Assert.Single(await ActionsAsync(workspace)));

        var again = Diagnostic.Create(diagnostic.Descriptor, Location.Create((await changed.Document.GetSyntaxTreeAsync())!, diagnostic.Location.SourceSpan), diagnostic.Properties, diagnostic.GetMessage());

        Assert.Empty(await changed.ActionsAsync(new WriteOutOperationsFix(), again));
    }

    private static async Task<IEnumerable<Microsoft.CodeAnalysis.CodeActions.CodeAction>> ActionsAsync(UserWorkspace workspace) =>
        await workspace.ActionsAsync(new WriteOutOperationsFix(), Assert.Single(await workspace.DiagnosticsAsync()));

    private static async Task IsRightAsync(UserWorkspace workspace)
    {
        Assert.Equal(string.Empty, string.Join("\n", await workspace.ProblemsAsync()));
        Assert.DoesNotContain(await workspace.DiagnosticsAsync(), diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden);
    }

    private static List<string> Signatures(INamedTypeSymbol type) =>
    [
        .. type.GetMembers().OfType<IMethodSymbol>().Select(static method => method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat.WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType)
            .WithParameterOptions(SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeDefaultValue)
            .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes)))
    ];
}
