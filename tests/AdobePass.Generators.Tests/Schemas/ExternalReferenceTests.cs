using AdobePass.Generators.Generator;
using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Schemas;

/// <summary>References to other files of the project.</summary>
public class ExternalReferenceTests
{
    private const string Spec = """
        { "openapi": "3.1.0",
          "paths": { "/channels/{id}": { "$ref": "paths/channels.json#/one" } },
          "components": { "schemas": { "Money": { "type": "object", "properties": { "cents": { "type": "integer" } } } } } }
        """;

    private const string Paths = """
        { "one": { "get": { "operationId": "getChannel",
          "parameters": [ { "$ref": "../common.json#/parameters/id" } ],
          "responses": { "200": { "description": "It.", "content": { "application/json": { "schema": { "$ref": "../models/channel.json" } } } } } } } }
        """;

    private const string Channel = """
        { "type": "object", "required": [ "name" ], "properties": {
          "name": { "type": "string" },
          "kind": { "$ref": "#/$defs/kind" },
          "parent": { "$ref": "channel.json" },
          "price": { "$ref": "../spec.json#/components/schemas/Money" },
          "tax": { "$ref": "./../common.json#/Money" } },
          "$defs": { "kind": { "type": "string", "enum": [ "live" ] } } }
        """;

    private const string Common = """
        { "parameters": { "id": { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } } },
          "Money": { "type": "object", "properties": { "percent": { "type": "number" } } } }
        """;

    private const string Program = """
        using System.Linq; using System.Text;
        using MyApp.Mine;
        namespace MyApp
        {
            /// <summary>All.</summary>
            [AdobePass.AdobePassApi("mine")] public partial interface IMine { }
            /// <summary>Runs.</summary>
            public static class Program
            {
                /// <summary>Reads.</summary>
                public static string Run()
                {
                    System.Func<IMine, System.Threading.Tasks.Task<Channel>> call = api => api.GetChannelAsync("1");
                    var channel = Channel.Parse(Encoding.UTF8.GetBytes(
                        "{\"name\":\"One\",\"kind\":\"live\",\"parent\":{\"name\":\"All\"},\"price\":{\"cents\":7},\"tax\":{\"percent\":1.5}}"));
                    Money price = channel.Price!;
                    return string.Join(" ", channel.Name, channel.Kind == Kind.Live, channel.Parent!.Name, price.Cents, channel.Tax!.Percent);
                }
            }
        }
        """;

    [Fact]
    public async Task References_are_relative_to_their_file_and_each_target_is_one_type()
    {
        Assert.Empty(await Project().AnalyzeAsync());
        var run = Project(program: Program).Generate().Load().GetType("MyApp.Program")!.GetMethod("Run")!;
        Assert.Equal("One True All 7 1.5", run.Invoke(null, null));
    }

    [Fact]
    public async Task Mistake_in_another_file_is_reported_there()
    {
        var channel = Channel.Replace("#/$defs/kind", "#/$defs/nowhere", StringComparison.Ordinal);
        var project = Project(channel);

        var diagnostic = Assert.Single(await project.AnalyzeAsync());

        Assert.Equal(("AP7004", "/specs/models/channel.json"), (diagnostic.Id, diagnostic.Location.GetLineSpan().Path));
        var span = diagnostic.Location.SourceSpan;
        Assert.Equal("\"#/$defs/nowhere\"", channel.Substring(span.Start, span.Length));
    }

    [Theory]
    [InlineData("{ \"type\": ", "not valid JSON: ../models/channel.json (line 1, column 11")]
    [InlineData(null, "not in the project: ../models/channel.json")]
    public async Task File_that_cannot_be_used_is_reported_at_the_reference(string? channel, string fragment)
    {
        var project = Project(channel);

        var diagnostic = Assert.Single(await project.AnalyzeAsync());

        Assert.Equal(("AP7004", "/specs/paths/channels.json"), (diagnostic.Id, diagnostic.Location.GetLineSpan().Path));
        Assert.Contains(fragment, diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/specs/models/channel.json", true)]
    [InlineData("/specs/other.json", false)]
    public void Edit_of_another_file_reads_the_spec_again_only_if_the_spec_refers_to_it(string path, bool isReferredTo)
    {
        var project = Project();
        var compilation = project.Compilation();
        var driver = project.Driver(tracks: true).RunGenerators(compilation);
        var edited = project.Specs.Single(file => file.Path == path);
        var text = edited.GetText()!.ToString().Replace("\"name\"", "\"title\"", StringComparison.Ordinal) + "\n";

        driver = driver.ReplaceAdditionalText(edited, new SettingsText(text, path)).RunGenerators(compilation);

        var outputs = driver.GetRunResult().Results.Single().TrackedSteps[TrackingNames.Models].SelectMany(step => step.Outputs);
        Assert.Equal(isReferredTo, outputs.Any(output => output.Reason == IncrementalStepRunReason.Modified));
    }

    private static UserProject Project(string? channel = Channel, string program = SchemaProject.AllOperations)
    {
        var project = UserProject.WithoutSpecs(program)
            .WithSpec("mine", Spec, "/specs/spec.json")
            .WithSettings(Paths, "/specs/paths/channels.json")
            .WithSettings(Common, "/specs/common.json")
            .WithSettings("{ \"unused\": ", "/specs/other.json");
        return channel is null ? project : project.WithSettings(channel, "/specs/models/channel.json");
    }
}
