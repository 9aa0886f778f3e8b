using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdobePass.Generators.Tests.Incremental;

/// <summary>
/// An interface that nobody touched may mean something else after an edit elsewhere. What is emitted after the edit is what a new start would emit, although the generator keeps what it knows of an interface.
/// </summary>
public class SemanticChangeTests
{
    private const string Usings = "using System.Threading;\nusing System.Threading.Tasks;\nusing AdobePass;\nusing MyApp.RestV2;\n\nnamespace MyApp;\n\n";

    [Theory]
    [InlineData("a type of the author's appears where a model was", "Task<Decision> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body);", "", "namespace MyApp { public class Decision { } }")]
    [InlineData("a type goes away", "Task<Decision> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body);", "namespace MyApp { public class Decision { } }", "")]
    [InlineData("a class becomes a struct", "Task<Thing?> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body);", "namespace MyApp { public class Thing { } }", "namespace MyApp { public struct Thing { } }")]
    [InlineData("a type begins to read itself", "Task<Thing> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body);", "namespace MyApp { public class Thing { } }", "namespace MyApp { public class Thing : AdobePass.Runtime.IJsonModel { public void WriteTo(System.Text.Json.Utf8JsonWriter writer) { } } }")]
    [InlineData("an alias for all files changes", "Task<DecisionsResponse> AuthorizeAsync(Id serviceProvider, Id mvpd, DecisionsRequest body);", "global using Id = System.String;", "global using Id = System.Int64;")]
    [InlineData("a using for all files brings a type", "Task<Thing> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body);", "namespace Other { public class Thing { } }", "global using Other; namespace Other { public class Thing { } }")]
    [InlineData("a constant default changes", "Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd = Names.Mvpd, DecisionsRequest? body = null);", "namespace MyApp { public static class Names { public const string Mvpd = \"A\"; } }", "namespace MyApp { public static class Names { public const string Mvpd = \"B\"; } }")]
    [InlineData("the name of an operation is a constant that changes", "[AdobePassOperation(Names.Id)] Task<DecisionsResponse> MineAsync(string serviceProvider, string mvpd, DecisionsRequest body);", "namespace MyApp { public static class Names { public const string Id = \"authorize\"; } }", "namespace MyApp { public static class Names { public const string Id = \"preauthorize\"; } }")]
    [InlineData("the name of the client is taken", "Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body);", "", "namespace MyApp { public class PlaybackClient { } }")]
    [InlineData("a nested type appears", "Task<Outer.Thing> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body);", "namespace MyApp { public class Outer { } }", "namespace MyApp { public class Outer { public class Thing { } } }")]
    [InlineData("code is switched on", "Task<Thing> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body);", "#if OTHER\nnamespace MyApp { public class Thing { } }\n#endif", "#if !OTHER\nnamespace MyApp { public class Thing { } }\n#endif")]
    public void Edit_in_another_file_gives_the_output_of_a_fresh_run(string what, string method, string before, string after)
    {
        var source = Usings + "[AdobePassApi]\npublic interface IPlayback\n{\n    " + method + "\n}\n";
        var project = UserProject.Create(source, before);
        var compilation = project.Compilation();
        var driver = project.Driver().RunGenerators(compilation);
        var other = compilation.SyntaxTrees[1];

        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(other, CSharpSyntaxTree.ParseText(after, (CSharpParseOptions)other.Options, other.FilePath)));

        var fresh = UserProject.Create(source, after);
        Assert.Equal(Emitted(fresh.Driver().RunGenerators(fresh.Compilation())), Emitted(driver));
        Assert.NotEqual((what, Emitted(project.Driver().RunGenerators(compilation))), (what, Emitted(driver)));
    }

    [Fact]
    public void Reference_added_later_is_taken_into_account()
    {
        var library = UserProject.WithoutSpecs("namespace Other { public class Thing { } }").Compilation("Other");
        var source = "using Other;\n" + Usings + "[AdobePassApi]\npublic interface IPlayback\n{\n    Task<Thing> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body);\n}\n";
        var project = UserProject.Create(source);
        var compilation = project.Compilation();
        var driver = project.Driver().RunGenerators(compilation);

        driver = driver.RunGenerators(compilation.AddReferences(library.ToMetadataReference()));

        var fresh = UserProject.Create(source).WithReference(library.ToMetadataReference());
        Assert.Equal(Emitted(fresh.Driver().RunGenerators(fresh.Compilation())), Emitted(driver));
    }

    private static List<string> Emitted(GeneratorDriver driver) =>
        [.. driver.GetRunResult().Results[0].GeneratedSources.Select(source => source.HintName + "\n" + source.SourceText).Order(StringComparer.Ordinal)];
}
