using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.Generator.Interfaces;

/// <summary>
/// Reads the methods of an interface from their syntax, if all their types are known from other methods. The result is the same as from
/// symbols. Methods with attributes, modifiers or values that need the compiler are read from symbols.
/// </summary>
internal sealed class DeclaredMethods
{
    private readonly SemanticModel _semantics;
    private readonly MemberParser _parser;
    private readonly ResolvedTypes _types;
    private readonly CancellationToken _cancellationToken;
    private readonly List<string> _unresolved = [];

    private DeclaredMethods(SemanticModel semantics, MemberParser parser, ResolvedTypes types, CancellationToken cancellationToken)
    {
        _semantics = semantics;
        _parser = parser;
        _types = types;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Reads the methods of an interface.</summary>
    /// <param name="symbol">The interface.</param>
    /// <param name="declaration">Its declaration.</param>
    /// <param name="semantics">The semantic model of the declaration.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The methods; <see langword="null"/> if the interface has other members, or members elsewhere.</returns>
    public static EquatableArray<MethodModel>? Read(
        INamedTypeSymbol symbol,
        InterfaceDeclarationSyntax declaration,
        SemanticModel semantics,
        CancellationToken cancellationToken)
    {
        if (!IsSimple(symbol, declaration)
            || IsGenerated(declaration.SyntaxTree, semantics.Compilation, cancellationToken)
            || ResolvedTypes.At(declaration, semantics) is not { } types)
        {
            return null;
        }

        var reader = new DeclaredMethods(semantics, new MemberParser(symbol.ContainingAssembly), types, cancellationToken);
        var methods = new MethodModel[declaration.Members.Count];
        for (var i = 0; i < methods.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.Read((MethodDeclarationSyntax)declaration.Members[i]) is not { } method)
            {
                return null;
            }

            methods[i] = method;
        }

        return new EquatableArray<MethodModel>(methods);
    }

    // Directives can change what a name means, or whether it can be null.
    private static bool IsSimple(INamedTypeSymbol symbol, InterfaceDeclarationSyntax declaration)
    {
        if (declaration is not { BaseList: null, TypeParameterList: null, Members.Count: > 0 }
            || declaration.ContainsDiagnostics
            || declaration.ContainsDirectives
            || declaration.Parent is not (CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            || symbol is not { Name: not ("IDisposable" or "IAsyncDisposable"), DeclaringSyntaxReferences.Length: 1 })
        {
            return false;
        }

        foreach (var member in declaration.Members)
        {
            if (member is not MethodDeclarationSyntax
                {
                    Modifiers.Count: 0,
                    TypeParameterList: null,
                    ExplicitInterfaceSpecifier: null,
                    Body: null,
                    ExpressionBody: null,
                })
            {
                return false;
            }
        }

        return true;
    }

    // In generated code, references have no information about null unless a directive says otherwise.
    private static bool IsGenerated(SyntaxTree tree, Compilation compilation, CancellationToken cancellationToken) =>
        tree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase)
        || tree.FilePath.EndsWith(".g.i.cs", StringComparison.OrdinalIgnoreCase)
        || tree.FilePath.EndsWith(".generated.cs", StringComparison.OrdinalIgnoreCase)
        || tree.FilePath.EndsWith(".designer.cs", StringComparison.OrdinalIgnoreCase)
        || tree.FilePath.IndexOf("TemporaryGeneratedFile_", StringComparison.OrdinalIgnoreCase) >= 0
        || compilation.Options.SyntaxTreeOptionsProvider?.IsGenerated(tree, cancellationToken) == GeneratedKind.MarkedGenerated
        || tree.GetRoot(cancellationToken).GetLeadingTrivia().Any(static trivia =>
            !trivia.IsKind(SyntaxKind.WhitespaceTrivia)
            && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)
            && trivia.ToString().IndexOf("<auto", StringComparison.OrdinalIgnoreCase) >= 0);

    private MethodModel? Read(MethodDeclarationSyntax declaration)
    {
        var isPlain = IsPlain(declaration);
        if (isPlain && ReadKnown(declaration) is { } known)
        {
            return known;
        }

        if (_semantics.GetDeclaredSymbol(declaration, _cancellationToken) is not { } symbol)
        {
            return null;
        }

        if (isPlain)
        {
            _types.Add(declaration, symbol, _parser);
        }

        return _parser.Parse(symbol);
    }

    private static bool IsPlain(MethodDeclarationSyntax declaration)
    {
        if (declaration.AttributeLists.Count > 0 || declaration.ReturnType is RefTypeSyntax)
        {
            return false;
        }

        foreach (var parameter in declaration.ParameterList.Parameters)
        {
            if (parameter.AttributeLists.Count > 0 || parameter.Modifiers.Count > 0 || parameter.Type is null)
            {
                return false;
            }
        }

        return true;
    }

    private MethodModel? ReadKnown(MethodDeclarationSyntax declaration)
    {
        _unresolved.Clear();
        var declared = declaration.ParameterList.Parameters;
        var parameters = new MethodParameterModel[declared.Count];
        for (var i = 0; i < parameters.Length; i++)
        {
            if (_types.FindParameter(declared[i].Type!) is not { } type || !TryReadDefault(declared[i].Default, type, out var value))
            {
                return null;
            }

            AddUnresolved(type.Unresolved);
            var isNullable = type.IsOblivious || (value is not null && type is { CanBeNull: true, Type.IsValueType: false });
            parameters[i] = new MethodParameterModel(
                declared[i].Identifier.ValueText,
                WireName: null,
                isNullable ? type.Type with { IsNullable = true } : type.Type,
                value);
        }

        if (_types.FindReturn(declaration.ReturnType) is not { } returned)
        {
            return null;
        }

        AddUnresolved(returned.Unresolved);
        return new MethodModel(
            declaration.Identifier.ValueText,
            OperationId: null,
            IsObsolete: false,
            returned.Return,
            new EquatableArray<MethodParameterModel>(parameters),
            SortedUnresolved(),
            Diagnostic: null);
    }

    private void AddUnresolved(EquatableArray<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            _unresolved.Add(names[i]);
        }
    }

    private EquatableArray<string> SortedUnresolved()
    {
        _unresolved.Sort(StringComparer.Ordinal);
        for (var i = _unresolved.Count - 1; i > 0; i--)
        {
            if (_unresolved[i] == _unresolved[i - 1])
            {
                _unresolved.RemoveAt(i);
            }
        }

        return _unresolved.ToEquatableArray();
    }

    // The default value of a cancellation token is always the same. Of other types, only null is read here.
    private static bool TryReadDefault(EqualsValueClauseSyntax? clause, ResolvedType type, out DefaultValue? value)
    {
        value = clause is null ? null : DefaultValue.Default;
        return clause is null
            || type.Type is { Kind: SignatureTypeKind.CancellationToken, IsNullable: false }
            || (type.CanBeNull && clause.Value.Kind() is SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression);
    }
}
