using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Emission;

/// <summary>AP0007: beside the compiler's CS0246, the generator says where the models are.</summary>
public class MissingImportTests
{
    private const string Interface =
        "[AdobePass.AdobePassApi] public interface IPlayback { "
        + "System.Threading.Tasks.Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body); }";

    [Theory]
    [InlineData("namespace MyApp { " + Interface + " }")]
    [InlineData("using AdobePass; namespace MyApp { " + Interface + " }")]
    [InlineData("using RestV2; namespace MyApp { " + Interface + " }")]
    [InlineData("using MyApp.Dcr; namespace MyApp { " + Interface + " }")]
    [InlineData("using static MyApp.RestV2.DecisionsResponse; namespace MyApp { " + Interface + " }")]
    [InlineData("using R = MyApp.RestV2; namespace Other { " + Interface + " }")]
    public void Unresolved_model_name_is_reported_with_its_namespace(string source)
    {
        var generated = UserProject.Create(source).Generate();

        var diagnostic = Assert.Single(generated.Result.Diagnostics, each => each.Id == "AP0007");
        Assert.Equal(
            "\"DecisionsResponse\" is a model of the API spec \"rest-v2\". Models of this spec are in the namespace MyApp.RestV2, "
            + "which this file does not import. Add \"using MyApp.RestV2;\".",
            diagnostic.GetMessage());
        Assert.Equal(source.IndexOf("DecisionsResponse>", StringComparison.Ordinal), diagnostic.Location.SourceSpan.Start);
        Assert.Contains(generated.Problems, each => each.Id == "CS0246");
    }

    [Theory]
    [InlineData("using MyApp.RestV2; namespace MyApp { " + Interface + " }")]
    [InlineData("using global::MyApp.RestV2; namespace Other { " + Interface + " }")]
    [InlineData("namespace MyApp { using RestV2; " + Interface + " }")]
    [InlineData("namespace MyApp.Inner { using RestV2; " + Interface + " }")]
    [InlineData("namespace MyApp.RestV2 { " + Interface + " }")]
    [InlineData("namespace MyApp.RestV2.Inner { " + Interface + " }")]
    [InlineData("namespace MyApp { namespace RestV2 { " + Interface + " } }")]
    [InlineData(
        "using DecisionsResponse = MyApp.RestV2.DecisionsResponse; "
        + "using DecisionsRequest = MyApp.RestV2.DecisionsRequest; namespace MyApp { " + Interface + " }")]
    public void Name_that_resolves_after_emission_is_not_reported(string source) => AssertSilent(UserProject.Create(source));

    [Theory]
    [InlineData("global using MyApp.RestV2;")]
    [InlineData("global using global::MyApp.RestV2;")]
    [InlineData(
        "global using DecisionsResponse = MyApp.RestV2.DecisionsResponse; global using DecisionsRequest = MyApp.RestV2.DecisionsRequest;")]
    public void Global_using_of_another_file_suppresses_the_diagnostic(string globals) =>
        AssertSilent(UserProject.Create("namespace Other { " + Interface + " }").WithSource(globals));

    [Fact]
    public void Unknown_type_name_is_reported_only_by_the_compiler()
    {
        var generated = UserProject.Create(
            "namespace MyApp { [AdobePass.AdobePassApi] public interface IPlayback { "
            + "System.Threading.Tasks.Task<Nothing> AuthorizeAsync(string serviceProvider); } }")
            .Generate();

        Assert.DoesNotContain(generated.Result.Diagnostics, each => each.Id == "AP0007");
    }

    private static void AssertSilent(UserProject project)
    {
        var generated = project.Generate();

        Assert.DoesNotContain(generated.Result.Diagnostics, each => each.Id == "AP0007");
        Assert.DoesNotContain(generated.Problems, each => each.Id == "CS0246");
    }
}
