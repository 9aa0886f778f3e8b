using System.Collections.Immutable;
using System.Text;
using AdobePass.Generators.Generator.Binding;
using AdobePass.Generators.Generator.Emission;
using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Generator;

/// <summary>
/// The pipeline: specs × interfaces → bound interfaces → clients and the models that they use. It reports only errors that prevent
/// emission. The analyzers use the same models and report all other diagnostics.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class AdobePassGenerator : IIncrementalGenerator
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var readings = ReadSpecs(context);
        var specs = readings
            .Collect()
            .Select(static (all, _) => SpecSet.Of(all))
            .WithTrackingName(TrackingNames.Specs);

        var marked = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WellKnownNames.ApiAttribute,
                static (node, _) => node is InterfaceDeclarationSyntax,
                static (syntax, cancellationToken) => Transform(syntax, cancellationToken))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!);

        var interfaces = marked
            .Select(static (each, _) => each.Model)
            .WithTrackingName(TrackingNames.Interfaces);

        var target = context.CompilationProvider
            .Select(static (compilation, _) => TargetModel.Of(compilation))
            .WithTrackingName(TrackingNames.Target);

        var rootNamespace = context.AnalyzerConfigOptionsProvider
            .Combine(target)
            .Select(static (pair, _) => ProjectNames.RootNamespace(pair.Left, pair.Right.AssemblyName));

        // The runtime library emits the types that it shares among all specs from the bundled ones.
        var isRuntime = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) =>
                options.GlobalOptions.TryGetValue("build_property.AdobePassEmitRuntimeTypes", out var value) && value == "true");

        var names = interfaces.Collect()
            .Select(static (models, _) => ProjectNames.Of(models))
            .WithTrackingName(TrackingNames.Names);

        var bound = interfaces
            .Combine(specs)
            .Combine(rootNamespace.Combine(names).Combine(target))
            .Select(static (input, _) =>
            {
                var ((model, available), ((root, projectNames), project)) = input;
                return project.IsLanguageSupported ? Binder.Bind(model, available, root, projectNames.ClientNameOf(model)).Interface : null;
            })
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.Bound);

        var models = RequestedFiles(interfaces, specs, rootNamespace, target.Combine(isRuntime));

        context.RegisterSourceOutput(
            bound.Combine(names),
            static (output, input) => output.AddSource(
                input.Right.FileNameOf(input.Left.MetadataName),
                SourceText.From(ClientEmitter.Emit(input.Left), Utf8)));

        context.RegisterSourceOutput(
            models,
            static (output, file) => output.AddSource(file.HintName, SourceText.From(ModelEmitter.Emit(file), Utf8)));

        RegisterDiagnostics(context, readings, marked.Combine(specs), target, rootNamespace);
    }

    private static IncrementalValuesProvider<(SpecFile File, SpecReading Reading)> ReadSpecs(
        IncrementalGeneratorInitializationContext context)
    {
        var hasDates = context.CompilationProvider.Select(static (compilation, _) => SpecFile.HasDatesIn(compilation));
        var additionalFiles = context.AdditionalTextsProvider.Combine(context.AnalyzerConfigOptionsProvider);
        var parts = additionalFiles
            .Select(static (pair, cancellationToken) => SpecPart.TryCreate(pair.Left, pair.Right, cancellationToken))
            .Where(static part => part is not null)
            .Select(static (part, _) => part!)
            .Collect();
        return additionalFiles
            .Select(static (pair, cancellationToken) => SpecFile.TryCreate(pair.Left, pair.Right, cancellationToken))
            .Where(static file => file is not null)
            .Combine(hasDates)
            .Combine(parts)
            .Select(static (input, _) =>
            {
                var ((file, dates), files) = input;
                return (file!.Value with { HasDates = dates }).WithParts(files);
            })
            .Select(static (file, cancellationToken) => (File: file, Reading: SpecReader.Read(file, cancellationToken)));
    }

    private static IncrementalValuesProvider<ModelFile> RequestedFiles(
        IncrementalValuesProvider<InterfaceModel> interfaces,
        IncrementalValueProvider<SpecSet> specs,
        IncrementalValueProvider<string> rootNamespace,
        IncrementalValueProvider<(TargetModel Target, bool IsRuntime)> project) =>
        interfaces
            .Combine(specs)
            .Combine(rootNamespace)
            .Select(static (input, _) =>
            {
                var ((model, available), root) = input;
                return available.Find(model.SpecName) is { } spec
                    ? RequestedModels.Of(model, spec, Binder.ModelNamespace(root, spec.Name))
                    : null;
            })
            .Where(static requested => requested is not null)
            .Select(static (requested, _) => requested!)
            .Collect()
            .Combine(specs)
            .Combine(project)
            .SelectMany(static (input, _) => ModelFiles(input.Left.Left, input.Left.Right, input.Right.Target, input.Right.IsRuntime))
            .WithTrackingName(TrackingNames.Models);

    private static void RegisterDiagnostics(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<(SpecFile File, SpecReading Reading)> readings,
        IncrementalValuesProvider<(MarkedInterface Interface, SpecSet Specs)> marked,
        IncrementalValueProvider<TargetModel> target,
        IncrementalValueProvider<string> rootNamespace)
    {
        // The errors that prevent emission. Without the emitted types, the compiler would stop before it runs an analyzer.
        var unreadable = readings.Where(static spec => spec.Reading.Model is null);
        var unsupported = marked
            .Combine(target)
            .Select(static (input, _) => UnsupportedInterface.Find(input.Left.Interface, input.Left.Specs, input.Right))
            .Where(static diagnostic => diagnostic is not null);

        // The compiler's error on the name does not say where the models are, and no analyzer runs after it.
        var missingImports = marked
            .Combine(rootNamespace)
            .Combine(context.CompilationProvider)
            .Select(static (input, cancellationToken) =>
            {
                var (((interfaceModel, available), root), compilation) = input;
                return MissingImport.Find(interfaceModel, available, root, compilation, cancellationToken);
            })
            .Where(static diagnostic => diagnostic is not null);

        context.RegisterSourceOutput(missingImports, static (output, diagnostic) => output.ReportDiagnostic(diagnostic!.ToDiagnostic()));
        context.RegisterSourceOutput(unreadable, static (output, spec) =>
        {
            foreach (var diagnostic in spec.Reading.Diagnostics)
            {
                output.ReportDiagnostic(diagnostic.ToDiagnostic());
            }
        });
        context.RegisterSourceOutput(unsupported, static (output, diagnostic) => output.ReportDiagnostic(diagnostic!.ToDiagnostic()));
    }

    private static MarkedInterface? Transform(GeneratorAttributeSyntaxContext syntax, CancellationToken cancellationToken) =>
        InterfaceCache.GetOrParse(
            (InterfaceDeclarationSyntax)syntax.TargetNode,
            syntax.SemanticModel,
            () => Parse(syntax, cancellationToken),
            cancellationToken);

    private static MarkedInterface? Parse(GeneratorAttributeSyntaxContext syntax, CancellationToken cancellationToken)
    {
        // The attribute on two parts of one interface is an error. Emitting the client twice would hide it behind another error.
        var attribute = syntax.Attributes[0];
        return syntax.TargetSymbol is INamedTypeSymbol symbol
            && InterfaceParser.FindApiAttribute(symbol)?.ApplicationSyntaxReference?.Span == attribute.ApplicationSyntaxReference?.Span
            ? Describe(
                (InterfaceDeclarationSyntax)syntax.TargetNode,
                InterfaceParser.ParseModel(
                    symbol,
                    attribute,
                    (InterfaceDeclarationSyntax)syntax.TargetNode,
                    syntax.SemanticModel,
                    cancellationToken),
                attribute)
            : null;
    }

    private static MarkedInterface Describe(InterfaceDeclarationSyntax declaration, InterfaceModel model, AttributeData attribute)
    {
        var unresolved = new HashSet<string>(
            model.Parts.SelectMany(static part => part.Methods).SelectMany(static method => method.Unresolved),
            StringComparer.Ordinal);
        return new MarkedInterface(model, LocationInfo.Of(attribute)) { UnimportedName = UnimportedName.Find(declaration, unresolved) };
    }

    private static IEnumerable<ModelFile> ModelFiles(
        ImmutableArray<RequestedModels> requests,
        SpecSet specs,
        TargetModel target,
        bool isRuntime)
    {
        if (!target.IsLanguageSupported)
        {
            yield break;
        }

        foreach (var spec in isRuntime ? specs.Models : EquatableArray<SpecModel>.Empty)
        {
            foreach (var schema in spec.Schemas.Where(static schema => schema.IsRuntimeType))
            {
                yield return new ModelFile(spec.Name, RuntimeTypes.Namespace, schema, IsPublic: true, target.HasRequiredMembers);
            }
        }

        var bySpec = requests
            .GroupBy(static each => each.SpecName, StringComparer.Ordinal)
            .OrderBy(static group => group.Key, StringComparer.Ordinal);
        foreach (var requested in bySpec)
        {
            var isPublic = requested.Any(static each => each.IsPublic);
            var space = requested.First().Namespace;
            foreach (var schema in ReachableModels.Of(specs.Find(requested.Key)!, requested.SelectMany(static each => each.Roots)))
            {
                yield return new ModelFile(requested.Key, space, schema, isPublic, target.HasRequiredMembers);
            }

            var unknown = requested
                .SelectMany(static each => each.Unknown)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .OrderBy(static name => name, StringComparer.Ordinal);
            foreach (var name in unknown)
            {
                yield return new ModelFile(requested.Key, space, SchemaModel.PlaceholderType(name), isPublic, target.HasRequiredMembers);
            }
        }
    }
}
