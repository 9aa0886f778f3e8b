using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdobePass.Generators.Tests.Wire;

/// <summary>Interfaces that use more of C#: implemented base members, attributes, taken names, two projects.</summary>
public class InterfaceTests
{
    private const string Document = """
        "paths": { "/a": {
          "get": { "operationId": "getA", "responses": { "200": { "description": "", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } } } },
          "put": { "operationId": "putA", "requestBody": { "content": { "application/json": { "schema": { "type": "array", "items": { "$ref": "#/components/schemas/Thing" } } } } },
            "responses": { "204": { "description": "" } } } } },
        "components": { "schemas": { "Thing": { "type": "object", "properties": { "x": { "type": "string" } } } } }
        """;

    [Fact]
    public async Task Implementation_of_a_base_member_is_not_replaced()
    {
        var wire = await WireCall.RunAsync(
            Document,
            """return (await ((IBase)api).GetAAsync(default)).X + ((IBase)api).Name + (await ((ILeaf)api).GetAAsync(default)).X;""",
            WireCall.Body("""{"x":"sent"}"""),
            declarations: """
                internal interface IBase
                {
                    Task<Thing> GetAAsync(CancellationToken cancellationToken);
                    string Name { get; }
                }

                internal interface ILeaf
                {
                    Task<Thing> GetAAsync(CancellationToken cancellationToken);
                }

                [AdobePassApi("own")] internal interface IOwn : IBase, ILeaf
                {
                    Task<Thing> IBase.GetAAsync(CancellationToken cancellationToken) => Task.FromResult(new Thing { X = "own" });
                    string IBase.Name => "Name";
                }
                """);

        // A public method of the class would replace the implementation in the interface.
        Assert.Single(wire.Requests);
        Assert.Equal("ownNamesent", wire.Result);
    }

    [Theory]
    [InlineData("Thing[]")]
    [InlineData("List<Thing>")]
    [InlineData("IEnumerable<Thing>")]
    [InlineData("[System.Diagnostics.CodeAnalysis.AllowNull] IReadOnlyList<Thing>")]
    public async Task List_can_be_declared_as_any_collection(string type)
    {
        var wire = await WireCall.RunAsync(
            Document,
            type.Contains("AllowNull", StringComparison.Ordinal)
                ? """await api.PutAAsync(null, default); await api.PutAAsync(new[] { new Thing { X = "1" } }, default)"""
                : """await api.PutAAsync(new[] { new Thing { X = "1" } }.ToList().ToArrayOrList(), default)""".Replace(".ToArrayOrList()", type == "Thing[]" ? ".ToArray()" : "", StringComparison.Ordinal),
            declarations: $$"""[AdobePassApi("own")] internal interface IOwn { Task PutAAsync({{type}} body, CancellationToken cancellationToken); }""");

        Assert.Equal("""[{"x":"1"}]""", wire.Requests[^1].Text);
    }

    [Theory]
    [InlineData("[System.Obsolete(\"no\", true)]", "[global::System.Obsolete(\"no\", true)]")]
    [InlineData("[System.Obsolete]", "[global::System.Obsolete()]")]
    [InlineData("[System.Diagnostics.CodeAnalysis.Experimental(\"X1\")]", "[global::System.Diagnostics.CodeAnalysis.Experimental(\"X1\")]")]
    public void Restrictions_of_an_interface_and_its_methods_are_repeated(string attribute, string expected)
    {
        foreach (var (onType, onMethod) in new[] { (attribute, ""), ("", attribute) })
        {
            var project = new UserProject { LanguageVersion = LanguageVersion.CSharp12 }.WithSource($$"""
                using System.Threading;
                using System.Threading.Tasks;
                using AdobePass;
                using MyApp.Own;
                namespace MyApp.Own { }
                namespace MyApp
                {
                    {{onType}} [AdobePassApi("own")] internal interface IOwn { {{onMethod}} Task<Thing> GetAAsync(CancellationToken cancellationToken); }
                }
                """).WithSpec("own", WireCall.Document(Document));

            Assert.Contains(expected, project.Generate().ShouldCompile().Source("MyApp.IOwn.AdobePass.g.cs"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("internal class OwnClient { }", "IOwnClient")]
    [InlineData("internal class OwnClient { } internal class IOwnClient { }", "IOwnGeneratedClient")]
    public void Client_gets_another_name_if_its_name_is_taken(string types, string expected)
    {
        var source = UserProject.WithoutSpecs(Declaring("""[AdobePassApi("own")] internal interface IOwn { Task<Thing> GetAAsync(CancellationToken cancellationToken); }""" + types))
            .WithSpec("own", WireCall.Document(Document)).Generate().ShouldCompile().Source("MyApp.IOwn.AdobePass.g.cs");

        Assert.Contains($"sealed class {expected} ", source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explicit_client_name_that_is_taken_is_reported()
    {
        var diagnostics = await UserProject.WithoutSpecs(Declaring("""[AdobePassApi("own", ClientName = "Taken")] internal interface IOwn { Task GetAAsync(CancellationToken cancellationToken); } internal class Taken { }"""))
            .WithSpec("own", WireCall.Document(Document)).AnalyzeAsync();

        Assert.Equal("AP0003", Assert.Single(diagnostics).Id);
    }

    [Fact]
    public async Task Tuple_of_models_is_reported_once_and_compiles()
    {
        var project = UserProject.WithoutSpecs(Declaring("""[AdobePassApi("own")] internal interface IOwn { Task<(Thing First, int Count)> GetAAsync(CancellationToken cancellationToken); }"""))
            .WithSpec("own", WireCall.Document(Document));

        project.Generate().ShouldCompile();
        Assert.Equal("AP6008", Assert.Single(await project.AnalyzeAsync()).Id);
    }

    [Fact]
    public void Two_projects_with_one_root_namespace_and_visible_internals_compile()
    {
        var first = UserProject.WithoutSpecs(Declaring("""[AdobePassApi("own")] internal partial interface IFirst { }""", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Second\")]"))
            .WithSpec("own", WireCall.Document(Document)).Generate("First").ShouldCompile();

        // The compiler warns of the two models with one name (CS0436), and uses the one of the project.
        var second = new UserProject { WarningsAreErrors = false }.WithSource(Declaring("""
                [AdobePassApi("own")] internal interface ISecond { Task<Thing> GetAAsync(CancellationToken cancellationToken); }
                [AdobePassApi("own")] internal partial interface IAll { }
                internal static class Use { internal static async Task<string?> RunAsync(ISecond api, IAll all) => ((await api.GetAAsync(default)).X ?? (await all.GetAAsync()).X) + new SecondClient(null!); }
                """))
            .WithSpec("own", WireCall.Document(Document)).WithReference(first.Compilation.ToMetadataReference()).Generate("Second");

        Assert.DoesNotContain(second.Problems, static problem => problem.Id is not ("CS0436" or "CS1591"));
    }

    private static string Declaring(string code, string attributes = "") => $$"""
        using System.Threading;
        using System.Threading.Tasks;
        using AdobePass;
        using MyApp.Own;
        {{attributes}}
        namespace MyApp.Own { }
        namespace MyApp
        {
            {{code}}
        }
        """;
}
