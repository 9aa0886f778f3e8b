using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Writes the types that diagnostics name with <c>global::</c> in the shortest form at the insertion position.</summary>
internal static class ShortTypes
{
    private static readonly SymbolDisplayFormat WithoutArguments =
        SymbolDisplayFormat.MinimallyQualifiedFormat.WithGenericsOptions(SymbolDisplayGenericsOptions.None);

    public static string Write(SemanticModel model, int position, string text) => Write(model, position, SyntaxFactory.ParseTypeName(text));

    public static string Write(SemanticModel model, int position, TypeSyntax type)
    {
        switch (type)
        {
            case NullableTypeSyntax nullable:
                // Reference types have no annotation if nullable annotations are disabled.
                var isAnnotated = (model.GetNullableContext(position) & NullableContext.AnnotationsEnabled) != 0
                    || IsValueType(model, nullable.ElementType);
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

    /// <summary>Writes a type that may not exist yet: the generator emits a model only after code names it.</summary>
    public static string Name(SemanticModel model, int position, string space, string name, int arity = 0)
    {
        if (Find(model, space, name, arity) is { } type)
        {
            return type.ToMinimalDisplayString(model, position, WithoutArguments);
        }

        var isInScope = model.LookupNamespacesAndTypes(position, name: name).IsEmpty
            && (IsImported(model, position, space) || IsVisible(model, position, space));
        return isInScope ? Names.Escape(name) : $"global::{Names.EscapeNamespace(space)}.{Names.Escape(name)}";
    }

    /// <summary>Writes an attribute, without namespace if the short name is unambiguous.</summary>
    public static string Attribute(SemanticModel model, int position, string space, string name)
    {
        var isClear = model.LookupNamespacesAndTypes(position, name: name).IsEmpty
            && model.LookupNamespacesAndTypes(position, name: name + "Attribute") is [var found]
            && found.Equals(Find(model, space, name + "Attribute", arity: 0), SymbolEqualityComparer.Default);
        return isClear ? name : $"global::{space}.{name}";
    }

    /// <summary>Returns whether a type, given with <c>global::</c>, already exists.</summary>
    public static bool Exists(SemanticModel model, string text) => SyntaxFactory.ParseTypeName(text) switch
    {
        QualifiedNameSyntax { Left: var space, Right: IdentifierNameSyntax name } =>
            Find(model, Plain(space), name.Identifier.ValueText, arity: 0) is not null,
        _ => true,
    };

    /// <summary>Gets the name of the type without namespaces, for titles.</summary>
    public static string DisplayName(string text)
    {
        var type = SyntaxFactory.ParseTypeName(text);
        return type.ReplaceNodes(
            type.DescendantNodesAndSelf().OfType<QualifiedNameSyntax>(),
            static (_, changed) => changed.Right).ToString();
    }

    private static bool IsValueType(SemanticModel model, TypeSyntax type) => type switch
    {
        PredefinedTypeSyntax predefined => !predefined.Keyword.IsKind(SyntaxKind.StringKeyword),
        QualifiedNameSyntax { Left: var space, Right: IdentifierNameSyntax name } =>
            Find(model, Plain(space), name.Identifier.ValueText, arity: 0) is { IsValueType: true },
        _ => false,
    };

    private static INamedTypeSymbol? Find(SemanticModel model, string space, string name, int arity) =>
        model.Compilation.GetTypeByMetadataName(
            (space.Length == 0 ? name : space + "." + name) + (arity == 0 ? string.Empty : "`" + arity));

    private static string Plain(NameSyntax space) =>
        string.Join(".", space.DescendantNodesAndSelf()
            .OfType<IdentifierNameSyntax>()
            .Select(static segment => segment.Identifier)
            .Where(static segment => !segment.IsKind(SyntaxKind.GlobalKeyword))
            .Select(static segment => segment.ValueText));

    private static bool IsImported(SemanticModel model, int position, string space) =>
        model.SyntaxTree.GetRoot().FindToken(position).Parent!.AncestorsAndSelf()
            .SelectMany(static node => node switch
            {
                CompilationUnitSyntax unit => unit.Usings,
                BaseNamespaceDeclarationSyntax declaration => declaration.Usings,
                _ => default,
            })
            .Any(directive =>
                directive is { Alias: null, Name: { } name }
                && directive.StaticKeyword.IsKind(SyntaxKind.None) && Plain(name) == space);

    private static bool IsVisible(SemanticModel model, int position, string space) =>
        model.LookupNamespacesAndTypes(position).Any(each =>
            each is INamedTypeSymbol { ContainingType: null } && each.ContainingNamespace.ToDisplayString() == space);
}
