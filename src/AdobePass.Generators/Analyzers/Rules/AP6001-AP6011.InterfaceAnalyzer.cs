using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.Prefilter;
using AdobePass.Generators.Generator.Binding;
using AdobePass.Generators.Generator.Emission;
using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>
/// AP6001 to AP6011, AP0003 and AP0004: reports what does not match between a marked interface and its spec. It shares parser and binder
/// with the generator.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InterfaceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = SetupDescriptors.All
        .Where(static descriptor => descriptor.Id is RuleIds.InterfaceCannotBeImplemented or RuleIds.InterfaceIsNotPartial)
        .Concat(InterfaceDescriptors.All)
        .ToImmutableArray();

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(WellKnownNames.ApiAttribute) is null)
            {
                return;
            }

            var isSupported = start.Compilation is CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp11 };
            start.RegisterSymbolAction(symbol => Analyze(symbol, isSupported), SymbolKind.NamedType);
            start.RegisterSemanticModelAction(new AttributeWithoutEffect(start.Compilation).Analyze);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, bool isLanguageSupported)
    {
        // Attributes are bound only if a file contains the name of one. This runs for every type of the project.
        if (context.Symbol is not INamedTypeSymbol { TypeKind: TypeKind.Interface } symbol
            || !symbol.DeclaringSyntaxReferences.Any(
                part => FileFacts.Of(part.SyntaxTree).ContainsAny(Keywords.Runtime, context.CancellationToken))
            || InterfaceParser.FindApiAttribute(symbol) is not { } attribute)
        {
            return;
        }

        var attributeLocation = attribute.ApplicationSyntaxReference is { } reference
            ? reference.SyntaxTree.GetLocation(reference.Span)
            : symbol.Locations[0];

        // An old language version and an unknown spec are reported by the generator, which comes first.
        var specs = SpecSet.Of(
            SpecCache.ReadAll(context.Options, context.CancellationToken, SpecFile.HasDatesIn(context.Compilation)));
        if (!isLanguageSupported || specs.Find(InterfaceParser.SpecNameOf(attribute)) is not { } spec)
        {
            return;
        }

        var parsed = InterfaceParser.Parse(symbol, attribute, context.CancellationToken);
        var rootNamespace = ProjectNames.RootNamespace(
            context.Options.AnalyzerConfigOptionsProvider,
            context.Compilation.AssemblyName ?? string.Empty);
        if (parsed.Model.Diagnostic is { } diagnostic)
        {
            var declarations = diagnostic.Id == RuleIds.InterfaceIsNotPartial
                ? Declarations(symbol, parsed.Model.Parts[0], spec, rootNamespace)
                : null;
            ReportWhole(context, symbol, diagnostic, declarations);
            return;
        }

        var (_, diagnostics) = Binder.Bind(parsed.Model, specs, rootNamespace, parsed.Model.DefaultClientName);
        foreach (var each in diagnostics)
        {
            var location = parsed.Locations.Find(context.Compilation, each.Part, each.Method, each.Parameter, each.SignaturePart);
            if (location is not null || each.Info.Descriptor.DefaultSeverity == DiagnosticSeverity.Error)
            {
                ReportMember(context, each, location ?? attributeLocation);
            }
        }
    }

    // Whether an inherited attribute has an effect depends on the other interfaces that inherit it.
    private static void ReportMember(SymbolAnalysisContext context, BindingDiagnostic diagnostic, Location location)
    {
        if (diagnostic.Info.Id != RuleIds.AttributeWithoutEffect || diagnostic.Part == 0)
        {
            var type = diagnostic.Type is null ? null : TypeNames.Of(diagnostic.Type, NamespaceAliases.None);
            context.ReportDiagnostic((diagnostic.Info with { Type = type }).ToDiagnostic(location));
        }
    }

    /// <summary>Gets the methods of all operations for a code fix, if nothing that exists can conflict with them.</summary>
    private static string? Declarations(INamedTypeSymbol symbol, InterfacePartModel part, SpecModel spec, string rootNamespace) =>
        symbol.GetMembers().IsEmpty && symbol.AllInterfaces.IsEmpty
            ? DeclarationEmitter.EmitMethods(
                AllOperations.Bind(part, spec, Binder.ModelNamespace(rootNamespace, spec.Name)))
            : null;

    private static void ReportWhole(
        SymbolAnalysisContext context,
        INamedTypeSymbol symbol,
        DiagnosticInfo diagnostic,
        string? declarations)
    {
        var location = diagnostic.Id == RuleIds.UnsupportedMember && UnsupportedMember.Find(symbol) is { } unsupported
            ? MemberLocations.InSource(context.Compilation, unsupported.Member)
            : null;
        context.ReportDiagnostic((diagnostic with { Declarations = declarations }).ToDiagnostic(location ?? symbol.Locations[0]));
    }
}
