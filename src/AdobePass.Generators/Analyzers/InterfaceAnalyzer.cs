using System.Collections.Immutable;
using AdobePass.Generators.Binding;
using AdobePass.Generators.Interfaces;
using AdobePass.Generators.Spec;
using AdobePass.Generators.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdobePass.Generators.Analyzers;

/// <summary>Reports what does not fit between a marked interface and its spec, at the place of the mistake. It shares parser and binder with the generator.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InterfaceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Rules.UnknownSpec,
        Rules.LanguageVersionTooOld,
        Rules.InterfaceCannotBeImplemented,
        Rules.InterfaceIsNotPartial,
        Rules.UnknownOperation,
        Rules.UnknownParameter,
        Rules.MissingParameter,
        Rules.WrongParameterType,
        Rules.UnsupportedReturnType,
        Rules.WrongModel,
        Rules.UnsupportedMember,
        Rules.MissingJsonContext);

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
        });
    }

    private static void Analyze(SymbolAnalysisContext context, bool isLanguageSupported)
    {
        if (context.Symbol is not INamedTypeSymbol { TypeKind: TypeKind.Interface } symbol || InterfaceParser.FindApiAttribute(symbol) is not { } attribute)
        {
            return;
        }

        var attributeLocation = attribute.ApplicationSyntaxReference is { } reference
            ? reference.SyntaxTree.GetLocation(reference.Span)
            : symbol.Locations[0];

        if (!isLanguageSupported)
        {
            var version = ((CSharpCompilation)context.Compilation).LanguageVersion.ToDisplayString();
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.LanguageVersionTooOld,
                attributeLocation,
                $"Generated clients need C# 11 or later, and this project is compiled as C# {version}. Set <LangVersion>11.0</LangVersion> or later in the project file"));
            return;
        }

        var specs = SpecCache.ReadAll(context.Options, context.CancellationToken);
        var specName = InterfaceParser.SpecNameOf(attribute);
        if (!specs.Any(spec => spec.Reading.Name == specName && spec.Reading.Model is not null))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.UnknownSpec, attributeLocation, DescribeMissingSpec(specName, specs)));
            return;
        }

        var model = InterfaceParser.Parse(symbol, attribute, context.CancellationToken);
        if (model.Obstacle is { } obstacle)
        {
            ReportObstacle(context, symbol, obstacle);
            return;
        }

        var (_, faults) = Binder.Bind(model, [.. specs.Select(static spec => spec.Reading.Model).OfType<SpecModel>()], string.Empty, model.DefaultClientName);
        foreach (var fault in faults)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.Of(fault.RuleId),
                LocationOf(symbol, model, fault) ?? attributeLocation,
                fault.Nearest is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add("nearest", fault.Nearest),
                fault.Message));
        }
    }

    private static string DescribeMissingSpec(string name, List<(SpecFile File, SpecReading Reading)> specs)
    {
        if (specs.FirstOrDefault(spec => spec.Reading.Name == name) is { Reading: not null } unreadable)
        {
            return $"The spec \"{name}\" cannot be read: see the error in {unreadable.File.Path}";
        }

        if (specs.Count == 0)
        {
            return $"The project has no API spec, so \"{name}\" is unknown. Add <AdobePassApiSpec Include=\"path/to/{name}.json\" /> to the project file; the bundled specs come with the package AdobePass.Generators";
        }

        var names = specs.Select(static spec => spec.Reading.Name).Distinct(StringComparer.Ordinal).ToList();
        var nearest = Names.Nearest(name, names);
        return $"The project has no API spec \"{name}\". {(nearest is null ? string.Empty : $"Did you mean \"{nearest}\"? ")}It has: {string.Join(", ", names)}. Add others with <AdobePassApiSpec Include=\"…\" /> in the project file";
    }

    private static void ReportObstacle(SymbolAnalysisContext context, INamedTypeSymbol symbol, Obstacle obstacle)
    {
        if (obstacle.RuleId == RuleIds.UnsupportedMember && InterfaceParser.FindUnsupportedMember(symbol) is { } unsupported)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.UnsupportedMember,
                InSource(unsupported.Member.Locations) ?? symbol.Locations[0],
                $"\"{unsupported.Member.Name}\" cannot be implemented, because {unsupported.Reason}. A client implements plain methods; give other members a default implementation or move them to another interface"));
            return;
        }

        var message = obstacle.RuleId == RuleIds.InterfaceCannotBeImplemented
            ? $"No client can be generated for \"{symbol.Name}\": {obstacle.Reason}"
            : obstacle.Reason;
        context.ReportDiagnostic(Diagnostic.Create(Rules.Of(obstacle.RuleId), symbol.Locations[0], message));
    }

    private static Location? LocationOf(INamedTypeSymbol symbol, InterfaceModel model, BindingFault fault)
    {
        // The parts of the model are the interface and AllInterfaces, in this order; their methods are the abstract ones as authored.
        var declarer = fault.Part == 0 ? symbol : symbol.AllInterfaces[fault.Part - 1];
        var method = InterfaceParser.AuthoredMembers(declarer)
            .OfType<IMethodSymbol>()
            .Where(static each => each is { MethodKind: MethodKind.Ordinary, IsAbstract: true, IsStatic: false })
            .ElementAtOrDefault(fault.Method);
        if (method is null || fault.Part >= model.Parts.Count || InSource(method.Locations) is null)
        {
            return null;
        }

        if (fault.Parameter >= 0)
        {
            return InSource(method.Parameters[fault.Parameter].Locations);
        }

        var syntax = method.DeclaringSyntaxReferences[0].GetSyntax() as MethodDeclarationSyntax;
        return fault.Place switch
        {
            FaultPlace.ReturnType => syntax?.ReturnType.GetLocation(),
            FaultPlace.Attribute => InterfaceParser.FindAttribute(method, WellKnownNames.OperationAttribute)?.ApplicationSyntaxReference is { } reference
                ? reference.SyntaxTree.GetLocation(reference.Span)
                : null,
            _ => syntax?.Identifier.GetLocation(),
        }
        ?? InSource(method.Locations);
    }

    private static Location? InSource(ImmutableArray<Location> locations) => locations.FirstOrDefault(static location => location.IsInSource);
}
