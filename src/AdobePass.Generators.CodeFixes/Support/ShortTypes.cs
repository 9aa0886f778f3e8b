using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Types that diagnostics name with <c>global::</c>, written as short as they can be where they are inserted.</summary>
internal static class ShortTypes
{
    private static readonly SymbolDisplayFormat WithoutArguments = SymbolDisplayFormat.MinimallyQualifiedFormat.WithGenericsOptions(SymbolDisplayGenericsOptions.None);

    public static string Write(SemanticModel model, int position, string text) => Write(model, position, SyntaxFactory.ParseTypeName(text));

    public static string Write(SemanticModel model, int position, TypeSyntax type)
    {
        switch (type)
        {
            case NullableTypeSyntax nullable:
                // Where annotations are off, a reference has none.
                var isAnnotated = (model.GetNullableContext(position) & NullableContext.AnnotationsEnabled) != 0 || IsValueType(model, nullable.ElementType);
                return Write(model, position, nullable.ElementType) + (isAnnotated ? "?" : string.Empty);
            case QualifiedNameSyntax { Left: var space, Right: GenericNameSyntax generic }:
                var arguments = generic.TypeArgumentList.Arguments;
                return Name(model, position, Plain(space), generic.Identifier.ValueText, arguments.Count)
                    + $"<{string.Join(", ", arguments.Select(argument => Write(model, position, argument)))}>";
            case QualifiedNameSyntax { Left: var space, Right: var name }:
                return Name(model, position, Plain(space), name.Identifier.ValueText, arity: 0);
            default:
                return type.ToString();
        }
    }

    /// <summary>A type of a namespace that need not be there yet: a model is emitted once its name is written.</summary>
    public static string Name(SemanticModel model, int position, string space, string name, int arity = 0)
    {
        if (Find(model, space, name, arity) is { } type)
        {
            return type.ToMinimalDisplayString(model, position, WithoutArguments);
        }

        var isInScope = model.LookupNamespacesAndTypes(position, name: name).IsEmpty && (IsImported(model, position, space) || IsVisible(model, position, space));
        return isInScope ? Names.Escape(name) : $"global::{Names.EscapeNamespace(space)}.{Names.Escape(name)}";
    }

    /// <summary>An attribute, without the end of its class's name where that is clear.</summary>
    public static string Attribute(SemanticModel model, int position, string space, string name)
    {
        var isClear = model.LookupNamespacesAndTypes(position, name: name).IsEmpty
            && model.LookupNamespacesAndTypes(position, name: name + "Attribute") is [var found]
            && found.Equals(Find(model, space, name + "Attribute", arity: 0), SymbolEqualityComparer.Default);
        return isClear ? name : $"global::{space}.{name}";
    }

    /// <summary>Whether a type, given with <c>global::</c>, is there already.</summary>
    public static bool Exists(SemanticModel model, string text) => SyntaxFactory.ParseTypeName(text) switch
    {
        QualifiedNameSyntax { Left: var space, Right: IdentifierNameSyntax name } => Find(model, Plain(space), name.Identifier.ValueText, arity: 0) is not null,
        _ => true,
    };

    /// <summary>The type as people say it, without namespaces.</summary>
    public static string Spoken(string text)
    {
        var type = SyntaxFactory.ParseTypeName(text);
        return type.ReplaceNodes(
            type.DescendantNodesAndSelf().OfType<QualifiedNameSyntax>(),
            static (_, changed) => changed.Right).ToString();
    }

    private static bool IsValueType(SemanticModel model, TypeSyntax type) => type switch
    {
        PredefinedTypeSyntax predefined => !predefined.Keyword.IsKind(SyntaxKind.StringKeyword),
        QualifiedNameSyntax { Left: var space, Right: IdentifierNameSyntax name } => Find(model, Plain(space), name.Identifier.ValueText, arity: 0) is { IsValueType: true },
        _ => false,
    };

    private static INamedTypeSymbol? Find(SemanticModel model, string space, string name, int arity) =>
        model.Compilation.GetTypeByMetadataName((space.Length == 0 ? name : space + "." + name) + (arity == 0 ? string.Empty : "`" + arity));

    private static string Plain(NameSyntax space) =>
        string.Join(".", space.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(static segment => segment.Identifier).Where(static segment => !segment.IsKind(SyntaxKind.GlobalKeyword)).Select(static segment => segment.ValueText));

    private static bool IsImported(SemanticModel model, int position, string space) =>
        model.SyntaxTree.GetRoot().FindToken(position).Parent!.AncestorsAndSelf()
            .SelectMany(static node => node switch
            {
                CompilationUnitSyntax unit => unit.Usings,
                BaseNamespaceDeclarationSyntax declaration => declaration.Usings,
                _ => default,
            })
            .Any(directive => directive is { Alias: null, Name: { } name } && directive.StaticKeyword.IsKind(SyntaxKind.None) && Plain(name) == space);

    private static bool IsVisible(SemanticModel model, int position, string space) =>
        model.LookupNamespacesAndTypes(position).Any(each => each is INamedTypeSymbol { ContainingType: null } && each.ContainingNamespace.ToDisplayString() == space);
}
