using AdobePass.Generators.Analyzers.Prefilter;
using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>
/// Reports AP6009 where no spec is necessary: attributes on declarations from which no client is generated, or together with a type that
/// has no name in the spec.
/// </summary>
internal sealed class AttributeWithoutEffect(Compilation compilation)
{
    // Evaluated only if an attribute is on an interface without [AdobePassApi], which is rare: it visits all types.
    private readonly Lazy<HashSet<INamedTypeSymbol>> _inheritedByMarked = new(
        () => InheritedByMarked(compilation.Assembly.GlobalNamespace));

    public void Analyze(SemanticModelAnalysisContext context)
    {
        var model = context.SemanticModel;
        if (!FileFacts.Of(model.SyntaxTree).ContainsAny(Keywords.Runtime, context.CancellationToken))
        {
            return;
        }

        foreach (var list in model.SyntaxTree.GetRoot(context.CancellationToken).DescendantNodes().OfType<AttributeListSyntax>())
        {
            if (list.Parent is MethodDeclarationSyntax or ParameterSyntax
                && model.GetDeclaredSymbol(list.Parent, context.CancellationToken) is { } symbol)
            {
                Analyze(context, list, symbol);
            }
        }
    }

    private void Analyze(SemanticModelAnalysisContext context, AttributeListSyntax list, ISymbol symbol)
    {
        var (name, method) = symbol is IParameterSymbol parameter
            ? (WellKnownNames.ParameterAttribute, parameter.ContainingSymbol as IMethodSymbol)
            : (WellKnownNames.OperationAttribute, symbol as IMethodSymbol);

        // Each part of a partial method has the attributes of both parts.
        if (InterfaceSymbols.FindAttribute(symbol, name) is { ApplicationSyntaxReference: { } reference } attribute
            && reference.SyntaxTree == list.SyntaxTree && list.Span.Contains(reference.Span)
            && FindDiagnostic(symbol, method, DisplayOf(name, attribute)) is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic.ToDiagnostic(reference.SyntaxTree.GetLocation(reference.Span)));
        }
    }

    private static string DisplayOf(string name, AttributeData attribute) =>
        name.Substring(0, name.Length - "Attribute".Length)
        + (attribute.ConstructorArguments is [{ Value: string argument }] ? $"(\"{argument}\")" : string.Empty);

    private DiagnosticInfo? FindDiagnostic(ISymbol symbol, IMethodSymbol? method, string attribute)
    {
        if (method is null)
        {
            return DiagnosticInfo.Create(InterfaceDescriptors.AttributeOutsideMethod, attribute, symbol.ContainingSymbol.Name);
        }

        var type = method.ContainingType;
        if (type.TypeKind != TypeKind.Interface)
        {
            return DiagnosticInfo.Create(InterfaceDescriptors.AttributeOutsideInterface, attribute, type.Name);
        }

        if (method.MethodKind != MethodKind.Ordinary || !method.IsAbstract || method.IsStatic)
        {
            // Another rule reports members that cannot be implemented.
            return method.IsAbstract
                ? null
                : DiagnosticInfo.Create(InterfaceDescriptors.AttributeOnImplementation, attribute, method.Name);
        }

        if (symbol is IParameterSymbol parameter && FindKnownByType(parameter.Type) is { } kind)
        {
            return DiagnosticInfo.Create(InterfaceDescriptors.AttributeOnKnownType, attribute, parameter.Name, kind);
        }

        return InterfaceParser.FindApiAttribute(type) is not null
            || MayBeInheritedElsewhere(type)
            || _inheritedByMarked.Value.Contains(type.OriginalDefinition)
            ? null
            : DiagnosticInfo.Create(InterfaceDescriptors.AttributeOnUnmarkedInterface, attribute, type.Name);
    }

    private static string? FindKnownByType(ITypeSymbol type)
    {
        var value = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;
        return KnownTypes.Find(value) is { Kind: SignatureTypeKind.Device or SignatureTypeKind.CancellationToken } ? value.Name : null;
    }

    // In a library, other assemblies may inherit the interfaces, and so may friend assemblies.
    private bool MayBeInheritedElsewhere(INamedTypeSymbol type)
    {
        if (compilation.Options.OutputKind
            is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication)
        {
            return false;
        }

        var isInternal = false;
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal || current.DeclaredAccessibility == Accessibility.Private)
            {
                return false;
            }

            isInternal |= current.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedAndInternal;
        }

        return !isInternal
            || compilation.Assembly.GetAttributes().Any(
                static attribute => attribute.AttributeClass?.Name == "InternalsVisibleToAttribute");
    }

    private static HashSet<INamedTypeSymbol> InheritedByMarked(INamespaceOrTypeSymbol container)
    {
        var inherited = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        Collect(container, inherited);
        return inherited;
    }

    private static void Collect(INamespaceOrTypeSymbol container, HashSet<INamedTypeSymbol> inherited)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is INamedTypeSymbol { TypeKind: TypeKind.Interface } type && InterfaceParser.FindApiAttribute(type) is not null)
            {
                inherited.UnionWith(type.AllInterfaces.Select(static face => face.OriginalDefinition));
            }

            if (member is INamespaceOrTypeSymbol inner)
            {
                Collect(inner, inherited);
            }
        }
    }
}
