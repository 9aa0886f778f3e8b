using System.Collections.Immutable;
using System.Text;
using AdobePass.Generators.Binding;
using AdobePass.Generators.Emit;
using AdobePass.Generators.Interfaces;
using AdobePass.Generators.Spec;
using AdobePass.Generators.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Pipeline;

/// <summary>
/// The pipeline: specs × interfaces → bound interfaces → clients, and the models they reach. It reports nothing; the analyzers see the same models and do.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class AdobePassGenerator : IIncrementalGenerator
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var specs = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellationToken) => SpecFile.TryCreate(pair.Left, pair.Right, cancellationToken))
            .Where(static file => file is not null)
            .Select(static (file, cancellationToken) => SpecReader.Read(file!.Value, cancellationToken).Model)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.Specs)
            .Collect()
            .Select(static (models, _) => models.ToEquatableArray());

        var interfaces = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WellKnownNames.ApiAttribute,
                static (node, _) => node is InterfaceDeclarationSyntax,
                static (syntax, cancellationToken) => Transform(syntax, cancellationToken))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.Interfaces);

        var target = context.CompilationProvider
            .Select(static (compilation, _) => TargetModel.Of(compilation))
            .WithTrackingName(TrackingNames.Target);

        var rootNamespace = context.AnalyzerConfigOptionsProvider
            .Combine(target)
            .Select(static (pair, _) => ProjectNames.RootNamespace(pair.Left, pair.Right.AssemblyName));

        var names = interfaces.Collect()
            .Select(static (models, _) => ProjectNames.Of(models))
            .WithTrackingName(TrackingNames.Names);

        var bound = interfaces
            .Combine(specs)
            .Combine(rootNamespace.Combine(names).Combine(target))
            .Select(static (input, _) =>
            {
                var ((model, available), ((root, projectNames), project)) = input;
                return project.IsLanguageSupported ? Binder.Bind(model, [.. available], root, projectNames.ClientNameOf(model)).Interface : null;
            })
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.Bound);

        context.RegisterSourceOutput(
            bound.Combine(names),
            static (output, input) => output.AddSource(input.Right.FileNameOf(input.Left.MetadataName), SourceText.From(ClientEmitter.Emit(input.Left), Utf8)));

        var models = bound
            .Select(static (model, _) => new ModelDemand(model.SpecName, model.ModelNamespace, model.IsPublic, model.ModelRoots))
            .Collect()
            .Combine(specs)
            .Combine(target)
            .SelectMany(static (input, _) => ModelFiles(input.Left.Left, input.Left.Right, input.Right))
            .WithTrackingName(TrackingNames.Models);

        context.RegisterSourceOutput(
            models,
            static (output, file) => output.AddSource($"{file.Namespace}.{file.Schema.TypeName}{WellKnownNames.EmittedFileSuffix}", SourceText.From(ModelEmitter.Emit(file), Utf8)));
    }

    private static InterfaceModel? Transform(GeneratorAttributeSyntaxContext syntax, CancellationToken cancellationToken)
    {
        // The attribute on two parts of one interface is an error of its own; emitting twice would hide it behind another.
        var attribute = syntax.Attributes[0];
        return syntax.TargetSymbol is INamedTypeSymbol symbol
            && InterfaceParser.FindApiAttribute(symbol)?.ApplicationSyntaxReference?.Span == attribute.ApplicationSyntaxReference?.Span
            ? InterfaceParser.Parse(symbol, attribute, cancellationToken)
            : null;
    }

    private static IEnumerable<ModelFile> ModelFiles(ImmutableArray<ModelDemand> demands, EquatableArray<SpecModel> specs, TargetModel target)
    {
        foreach (var demand in demands.GroupBy(static each => each.SpecName, StringComparer.Ordinal).OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            if (specs.FirstOrDefault(spec => spec.Name == demand.Key) is not { } model)
            {
                continue;
            }

            var isPublic = demand.Any(static each => each.IsPublic);
            foreach (var schema in ModelClosure.Of(model, demand.SelectMany(static each => each.Roots)))
            {
                yield return new ModelFile(model.Name, demand.First().Namespace, schema, isPublic, target.HasRequiredMembers);
            }
        }
    }

    /// <summary>The models that one interface needs.</summary>
    private sealed record ModelDemand(string SpecName, string Namespace, bool IsPublic, EquatableArray<string> Roots);
}
