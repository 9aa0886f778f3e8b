using System.Collections;
using System.Reflection;
using AdobePass.Generators.Generator;
using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Tests.Incremental;

/// <summary>A model that holds a symbol or a tree keeps a whole old compilation in the memory of the IDE.</summary>
public class PipelineModelTests
{
    private static readonly Type[] Forbidden = [typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(Compilation), typeof(Location), typeof(SemanticModel), typeof(AdditionalText), typeof(SourceText)];

    private static readonly UserProject Sample = UserProject.Create(
        """
        using System.Threading.Tasks;
        using AdobePass;
        using MyApp.RestV2;
        namespace MyApp
        {
            [AdobePassApi] public partial interface IAll { }
            [AdobePassApi] public interface ISome { Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body); Task<int> Wrong(string x); }
            [AdobePassApi("dcr")] public partial interface IDcr { }
        }
        """);

    [Theory]
    [InlineData(TrackingNames.Specs)]
    [InlineData(TrackingNames.Interfaces)]
    [InlineData(TrackingNames.Target)]
    [InlineData(TrackingNames.Names)]
    [InlineData(TrackingNames.Bound)]
    [InlineData(TrackingNames.Models)]
    public void Pipeline_models_hold_no_compiler_objects(string stage)
    {
        var result = Sample.Driver(tracks: true).RunGenerators(Sample.Compilation()).GetRunResult().Results[0];
        var visited = new HashSet<object>(ReferenceEqualityComparer.Instance);

        foreach (var output in result.TrackedSteps[stage].SelectMany(step => step.Outputs))
        {
            Walk(output.Value, stage, visited);
        }

        Assert.NotEmpty(visited);
    }

    [Theory]
    [InlineData(TrackingNames.Specs)]
    [InlineData(TrackingNames.Interfaces)]
    [InlineData(TrackingNames.Bound)]
    [InlineData(TrackingNames.Models)]
    public void Equal_sources_give_equal_models_with_equal_hashes(string stage)
    {
        var first = Outputs(stage);
        var second = Outputs(stage);

        Assert.Equal(first, second);
        Assert.Equal(first.Select(model => model.GetHashCode()), second.Select(model => model.GetHashCode()));
    }

    private static List<object> Outputs(string stage) =>
        [.. Sample.Driver(tracks: true).RunGenerators(Sample.Compilation()).GetRunResult().Results[0].TrackedSteps[stage].SelectMany(step => step.Outputs).Select(output => output.Value)];

    private static void Walk(object? node, string path, HashSet<object> visited)
    {
        if (node is null || node.GetType().IsPrimitive || node is string || !visited.Add(node))
        {
            return;
        }

        Assert.False(Forbidden.Any(type => type.IsInstanceOfType(node)), $"{path} is a {node.GetType()}");
        if (node is IEnumerable items)
        {
            foreach (var item in items)
            {
                Walk(item, path + "[]", visited);
            }
        }

        for (var type = node.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer)
                {
                    Walk(field.GetValue(node), path + "." + field.Name, visited);
                }
            }
        }
    }
}
