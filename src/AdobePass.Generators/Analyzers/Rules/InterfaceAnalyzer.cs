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
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Reports what does not fit between a marked interface and its spec, at the place of the mistake. It shares parser and binder with the generator.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InterfaceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        DiagnosticDescriptors.InterfaceCannotBeImplemented,
        DiagnosticDescriptors.InterfaceIsNotPartial,
        DiagnosticDescriptors.UnknownOperation,
        DiagnosticDescriptors.UnknownParameter,
        DiagnosticDescriptors.MissingParameter,
        DiagnosticDescriptors.WrongParameterType,
        DiagnosticDescriptors.UnsupportedReturnType,
        DiagnosticDescriptors.WrongModel,
        DiagnosticDescriptors.UnsupportedMember,
        DiagnosticDescriptors.MissingJsonContext,
        DiagnosticDescriptors.AttributeWithoutEffect,
        DiagnosticDescriptors.NoCancellationToken,
        DiagnosticDescriptors.DeprecatedOperation);

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
            start.RegisterSemanticModelAction(new AttributesWithoutEffect(start.Compilation).Analyze);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, bool isLanguageSupported)
    {
        // Attributes are bound only where a file has the name of one: this is asked for every type of the project.
        if (context.Symbol is not INamedTypeSymbol { TypeKind: TypeKind.Interface } symbol
            || !symbol.DeclaringSyntaxReferences.Any(part => FileFacts.Of(part.SyntaxTree).Mention(Keywords.Runtime, context.CancellationToken))
            || InterfaceParser.FindApiAttribute(symbol) is not { } attribute)
        {
            return;
        }

        var attributeLocation = attribute.ApplicationSyntaxReference is { } reference
            ? reference.SyntaxTree.GetLocation(reference.Span)
            : symbol.Locations[0];

        // An old language version and an unknown spec are reported by the generator, which comes first.
        var specs = SpecSet.Of(SpecCache.ReadAll(context.Options, context.CancellationToken));
        if (!isLanguageSupported || specs.Find(InterfaceParser.SpecNameOf(attribute)) is not { } spec)
        {
            return;
        }

        var model = InterfaceParser.Parse(symbol, attribute, context.CancellationToken);
        var rootNamespace = ProjectNames.RootNamespace(context.Options.AnalyzerConfigOptionsProvider, context.Compilation.AssemblyName ?? string.Empty);
        if (model.InterfaceDiagnostic is { } obstacle)
        {
            ReportInterfaceDiagnostic(context, symbol, obstacle, obstacle.RuleId == RuleIds.InterfaceIsNotPartial ? Declarations(symbol, model.Parts[0], spec, rootNamespace) : null);
            return;
        }

        var (_, faults) = Binder.Bind(model, specs, rootNamespace, model.DefaultClientName);
        foreach (var fault in faults)
        {
            var rule = DiagnosticDescriptors.Of(fault.RuleId);
            var location = LocationOf(context.Compilation, symbol, model, fault);

            // What is no error matters to those who can change it; and whether an inherited attribute has an effect depends on who else inherits it.
            if (rule.DefaultSeverity < DiagnosticSeverity.Error && (location is null || (fault.RuleId == RuleIds.AttributeWithoutEffect && fault.Part > 0)))
            {
                continue;
            }

            context.ReportDiagnostic(Diagnostic.Create(rule, location ?? attributeLocation, Properties(("nearest", fault.ClosestMatch), ("type", fault.TypeText)), fault.Message));
        }
    }

    /// <summary>What a code fix has to know and cannot find out: it has no spec.</summary>
    private static ImmutableDictionary<string, string?> Properties(params (string Key, string? Value)[] properties) =>
        properties.Where(static each => each.Value is not null).ToImmutableDictionary(static each => each.Key, static each => each.Value);

    /// <summary>All that the interface could declare, if there is nothing yet that could meet it.</summary>
    private static string? Declarations(INamedTypeSymbol symbol, InterfacePartModel part, SpecModel spec, string rootNamespace) =>
        symbol.GetMembers().IsEmpty && symbol.AllInterfaces.IsEmpty
            ? DeclarationEmitter.EmitMethods(AllOperations.Bind(part, spec, new TypeExpressions(Binder.ModelNamespace(rootNamespace, spec.Name))))
            : null;

    private static void ReportInterfaceDiagnostic(SymbolAnalysisContext context, INamedTypeSymbol symbol, InterfaceDiagnostic obstacle, string? declarations)
    {
        if (obstacle.RuleId == RuleIds.UnsupportedMember && InterfaceParser.FindUnsupportedMember(symbol) is { } unsupported)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.UnsupportedMember,
                InSource(context.Compilation, unsupported.Member) ?? symbol.Locations[0],
                $"\"{unsupported.Member.Name}\" cannot be implemented, because {unsupported.Reason}. A client implements plain methods; give other members a default implementation or move them to another interface"));
            return;
        }

        var message = obstacle.RuleId == RuleIds.InterfaceCannotBeImplemented
            ? $"No client can be generated for \"{symbol.Name}\": {obstacle.Reason}"
            : obstacle.Reason;
        context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.Of(obstacle.RuleId), symbol.Locations[0], Properties(("declarations", declarations)), message));
    }

    private static Location? LocationOf(Compilation compilation, INamedTypeSymbol symbol, InterfaceModel model, BindingDiagnostic fault)
    {
        // The parts of the model are the interface and AllInterfaces, in this order; their methods are the abstract ones as authored.
        var declarer = fault.Part == 0 ? symbol : symbol.AllInterfaces[fault.Part - 1];
        var method = InterfaceParser.AuthoredMembers(declarer)
            .OfType<IMethodSymbol>()
            .Where(static each => each is { MethodKind: MethodKind.Ordinary, IsAbstract: true, IsStatic: false })
            .ElementAtOrDefault(fault.Method);
        if (method is null || fault.Part >= model.Parts.Count || InSource(compilation, method) is null)
        {
            return null;
        }

        if (fault.Parameter >= 0)
        {
            var parameter = method.Parameters[fault.Parameter];
            return (fault.Location == BindingLocation.Attribute ? AttributeLocation(parameter, WellKnownNames.ParameterAttribute) : null) ?? InSource(compilation, parameter);
        }

        var syntax = method.DeclaringSyntaxReferences[0].GetSyntax() as MethodDeclarationSyntax;
        return fault.Location switch
        {
            BindingLocation.ReturnType => syntax?.ReturnType.GetLocation(),
            BindingLocation.Attribute => AttributeLocation(method, WellKnownNames.OperationAttribute),
            _ => syntax?.Identifier.GetLocation(),
        }
        ?? InSource(compilation, method);
    }

    private static Location? AttributeLocation(ISymbol symbol, string name) =>
        InterfaceParser.FindAttribute(symbol, name)?.ApplicationSyntaxReference is { } reference ? reference.SyntaxTree.GetLocation(reference.Span) : null;

    // In an editor the source of a referenced project is at hand, and yet nothing can be reported there.
    private static Location? InSource(Compilation compilation, ISymbol symbol) =>
        symbol.Locations.FirstOrDefault(location => location.SourceTree is { } tree && compilation.ContainsSyntaxTree(tree));
}
