using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.Generator.Interfaces;

/// <summary>
/// Caches what the types in signatures resolve to, by their text. In files with the same usings and namespace, the same text is the same
/// type. The compiler would resolve every signature of a project separately, which takes half the time of the first run.
/// </summary>
internal sealed class ResolvedTypes
{
    // Several drivers may run on one compilation at the same time.
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<string, ResolvedTypes>> OfCompilations = new();

    private readonly ConcurrentDictionary<string, ResolvedType> _parameters = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ResolvedReturn> _returns = new(StringComparer.Ordinal);

    /// <summary>Gets the types of all files in which names resolve as at a declaration.</summary>
    /// <param name="declaration">A declaration that is not nested in a type.</param>
    /// <param name="semantics">The semantic model of its file.</param>
    /// <returns>The types; <see langword="null"/> if names in this file can resolve as in no other file.</returns>
    public static ResolvedTypes? At(InterfaceDeclarationSyntax declaration, SemanticModel semantics)
    {
        if (declaration.SyntaxTree.GetRoot() is not CompilationUnitSyntax unit || HasFileLocalTypes(unit.Members))
        {
            return null;
        }

        var scopes = OfCompilations.GetOrCreateValue(semantics.Compilation);
        var key = KeyOf(declaration, semantics.GetNullableContext(declaration.SpanStart).AnnotationsEnabled());
        return scopes.GetOrAdd(key, static _ => new ResolvedTypes());
    }

    /// <summary>Gets the type of a parameter; <see langword="null"/> if no parameter had this type so far.</summary>
    public ResolvedType? FindParameter(TypeSyntax type) => _parameters.TryGetValue(TextOf(type), out var known) ? known : null;

    /// <summary>Gets the return type of a method; <see langword="null"/> if no method had this type so far.</summary>
    public ResolvedReturn? FindReturn(TypeSyntax type) => _returns.TryGetValue(TextOf(type), out var known) ? known : null;

    /// <summary>Adds the types in the signature of a method.</summary>
    public void Add(MethodDeclarationSyntax declaration, IMethodSymbol method, MemberParser parser)
    {
        var parameters = declaration.ParameterList.Parameters;
        if (parameters.Count != method.Parameters.Length)
        {
            return;
        }

        for (var i = 0; i < parameters.Count; i++)
        {
            var type = method.Parameters[i].Type;
            _parameters.GetOrAdd(TextOf(parameters[i].Type!), _ => parser.Resolve(type));
        }

        _returns.GetOrAdd(TextOf(declaration.ReturnType), _ => parser.ResolveReturn(method.ReturnType));
    }

    // Everything outside the declaration on which the meaning of a name depends. The rest is the same for the whole compilation.
    private static string KeyOf(InterfaceDeclarationSyntax declaration, bool hasNullableAnnotations)
    {
        var key = hasNullableAnnotations ? "?" : string.Empty;
        for (var scope = declaration.Parent; scope is not null; scope = scope.Parent)
        {
            key += scope switch
            {
                BaseNamespaceDeclarationSyntax space => $"{space.Externs}{space.Usings}\n{space.Name}\n",
                CompilationUnitSyntax unit => $"{unit.Externs}{unit.Usings}\n",
                _ => "\n",
            };
        }

        return key;
    }

    private static bool HasFileLocalTypes(SyntaxList<MemberDeclarationSyntax> members)
    {
        foreach (var member in members)
        {
            var isFound = member is BaseNamespaceDeclarationSyntax space
                ? HasFileLocalTypes(space.Members)
                : member.Modifiers.Any(SyntaxKind.FileKeyword);
            if (isFound)
            {
                return true;
            }
        }

        return false;
    }

    // Most types are a single word, whose text exists already.
    private static string TextOf(TypeSyntax type) => type switch
    {
        IdentifierNameSyntax name => name.Identifier.Text,
        PredefinedTypeSyntax keyword => keyword.Keyword.Text,
        _ => type.ToString(),
    };
}

/// <summary>Represents the type of a parameter.</summary>
/// <param name="Type">The type.</param>
/// <param name="IsOblivious">Whether it is a reference without information about null.</param>
/// <param name="CanBeNull">Whether null is a value of the type, annotated or not.</param>
/// <param name="Unresolved">The names in the type that do not resolve.</param>
internal sealed record ResolvedType(SignatureType Type, bool IsOblivious, bool CanBeNull, EquatableArray<string> Unresolved);

/// <summary>Represents the return type of a method.</summary>
/// <param name="Return">The type.</param>
/// <param name="Unresolved">The names in the type that do not resolve.</param>
internal sealed record ResolvedReturn(ReturnModel Return, EquatableArray<string> Unresolved);
