using AdobePass.Generators.Tests.Support;
using Xunit.Abstractions;

namespace AdobePass.Generators.Tests.Published;

/// <summary>Adobe's own OpenAPI documents, unmodified, as a user would drop them into a project. They are not part of this repository.</summary>
public class PublishedSpecTests(ITestOutputHelper output)
{
    private const string FolderVariable = "ADOBEPASS_PUBLISHED_SPECS";

    [Theory]
    [InlineData("dcrApi", 2)]
    [InlineData("restApiV2", 13)]
    public async Task An_empty_interface_over_a_published_document_gets_every_operation(string spec, int operations)
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is not { Length: > 0 } folder)
        {
            output.WriteLine($"Not run: {FolderVariable} does not name a folder with Adobe's published documents (dcrApi.json, restApiV2.json).");
            return;
        }

        var project = UserProject.WithoutSpecs($$"""
            using AdobePass;

            namespace MyApp;

            /// <summary>All operations.</summary>
            [AdobePassApi("{{spec}}")]
            public partial interface IEverything { }
            """).WithSpec(spec, await File.ReadAllTextAsync(Path.Combine(folder, spec + ".json")));

        var generated = project.Generate().ShouldCompile();

        var everything = generated.Load().GetType("MyApp.IEverything")!;
        Assert.Equal(operations, everything.GetMethods().Length);
        Assert.Empty((await project.AnalyzeAsync()).Select(diagnostic => diagnostic.ToString()));
        output.WriteLine($"{spec}: {operations} operations, {generated.FileNames.Count()} files.");
    }
}
