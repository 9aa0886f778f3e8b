using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>
/// Reads the string of a field or property from its declaration, in any file. It uses only syntax: if it bound another file, each edit of
/// that file would require a new analysis of this one.
/// </summary>
internal static class DeclaredStrings
{
    private const int MaxDepth = 8;

    // By the declaration of a type and the name of a member.
    private static readonly ConditionalWeakTable<SyntaxNode, ConcurrentDictionary<string, bool>> Assigned = new();

    /// <summary>Gets the string that the symbol has permanently; <see langword="null"/> if it is unknown or may change.</summary>
    public static string? Of(ISymbol symbol, CancellationToken cancellationToken) => Of(symbol, MaxDepth, cancellationToken);

    private static string? Of(ISymbol symbol, int depth, CancellationToken cancellationToken)
    {
        if (depth == 0 || symbol.DeclaringSyntaxReferences is not [var reference])
        {
            return null;
        }

        return symbol switch
        {
            IFieldSymbol { IsConst: true, ConstantValue: string text } => text,
            IFieldSymbol field
                when reference.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: { } value }
                    && NeverChanges(field, cancellationToken) =>
                Read(value, field.ContainingType, depth - 1, cancellationToken),
            IPropertySymbol { IsVirtual: false, IsOverride: false } property
                when reference.GetSyntax(cancellationToken) is PropertyDeclarationSyntax declaration =>
                OfProperty(property, declaration, depth - 1, cancellationToken),
            IMethodSymbol { Parameters.IsEmpty: true, IsVirtual: false, IsOverride: false } method
                when reference.GetSyntax(cancellationToken) is MethodDeclarationSyntax declaration =>
                declaration switch
                {
                    { ExpressionBody.Expression: { } value } => Read(value, method.ContainingType, depth - 1, cancellationToken),
                    { Body.Statements: [ReturnStatementSyntax { Expression: { } value }] } =>
                        Read(value, method.ContainingType, depth - 1, cancellationToken),
                    _ => null,
                },
            _ => null,
        };
    }

    private static string? OfProperty(
        IPropertySymbol property,
        PropertyDeclarationSyntax declaration,
        int depth,
        CancellationToken cancellationToken)
    {
        var value = declaration switch
        {
            { ExpressionBody.Expression: { } arrow } => arrow,
            { AccessorList.Accessors: [{ ExpressionBody.Expression: { } arrow }] } => arrow,
            { AccessorList.Accessors: [{ Body.Statements: [ReturnStatementSyntax { Expression: { } returned }] }] } => returned,
            { Initializer.Value: { } initial } when NeverChanges(property, cancellationToken) => initial,
            _ => null,
        };
        return value is null ? null : Read(value, property.ContainingType, depth, cancellationToken);
    }

    /// <summary>Determines whether the field keeps the value of its initializer permanently.</summary>
    public static bool NeverChanges(IFieldSymbol field, CancellationToken cancellationToken) =>
        (field.IsReadOnly || field.DeclaredAccessibility == Accessibility.Private) && !IsAssigned(field, cancellationToken);

    /// <summary>Determines whether the property keeps the value of its initializer permanently.</summary>
    public static bool NeverChanges(IPropertySymbol property, CancellationToken cancellationToken) =>
        property.SetMethod is null && !IsAssigned(property, cancellationToken);

    private static bool IsAssigned(ISymbol member, CancellationToken cancellationToken) =>
        member.ContainingType.DeclaringSyntaxReferences.Any(part =>
        {
            var declaration = part.GetSyntax(cancellationToken);
            return Assigned.GetValue(declaration, static _ => new(StringComparer.Ordinal))
                .GetOrAdd(member.Name, name => Assigns(declaration, name, cancellationToken));
        });

    // Only the tokens with the name are visited. A declaration has many more nodes.
    private static bool Assigns(SyntaxNode declaration, string name, CancellationToken cancellationToken)
    {
        var text = declaration.SyntaxTree.GetText(cancellationToken).ToString();
        var span = declaration.Span;
        if (ContainsEscape(text, span))
        {
            // A name may be written with escapes.
            return declaration.DescendantNodes().OfType<SimpleNameSyntax>()
                .Any(node => node.Identifier.ValueText == name && IsAssigned(node));
        }

        for (var at = text.IndexOf(name, span.Start, span.Length, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(name, at + 1, span.End - at - 1, StringComparison.Ordinal))
        {
            if (declaration.FindToken(at) is { RawKind: (int)SyntaxKind.IdentifierToken, Parent: SimpleNameSyntax node } token
                && token.Span.Contains(at)
                && token.ValueText == name
                && IsAssigned(node))
            {
                return true;
            }
        }

        return false;
    }

    private static bool ContainsEscape(string text, TextSpan span)
    {
        for (var at = text.IndexOf('\\', span.Start, span.Length); at >= 0; at = text.IndexOf('\\', at + 1, span.End - at - 1))
        {
            if (at + 1 < span.End && text[at + 1] is ('u' or 'U'))
            {
                return true;
            }
        }

        return false;
    }

    // name = value, (name, other) = value, this.name = value, out name
    private static bool IsAssigned(SimpleNameSyntax name)
    {
        ExpressionSyntax target = name;
        if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
        {
            target = access;
        }
        else if (name is not IdentifierNameSyntax)
        {
            return false;
        }

        while (true)
        {
            switch (target.Parent)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    target = parenthesized;
                    break;
                case ArgumentSyntax { RefOrOutKeyword.RawKind: not 0 }:
                    return true;
                case ArgumentSyntax { Parent: TupleExpressionSyntax tuple }:
                    target = tuple;
                    break;
                case AssignmentExpressionSyntax assignment:
                    return assignment.Left == target;
                case ForEachVariableStatementSyntax loop:
                    return loop.Variable == target;
                default:
                    return false;
            }
        }
    }

    private static string? Read(ExpressionSyntax value, INamedTypeSymbol scope, int depth, CancellationToken cancellationToken)
    {
        if (depth == 0)
        {
            return null;
        }

        switch (value)
        {
            case LiteralExpressionSyntax { Token.Value: string text }:
                return text;
            case ParenthesizedExpressionSyntax parenthesized:
                return Read(parenthesized.Expression, scope, depth - 1, cancellationToken);
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed:
                return Read(suppressed.Operand, scope, depth - 1, cancellationToken);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return Read(sum.Left, scope, depth - 1, cancellationToken) is { } left
                    && Read(sum.Right, scope, depth - 1, cancellationToken) is { } right
                    ? left + right
                    : null;
            case InterpolatedStringExpressionSyntax interpolated:
                return ReadParts(interpolated, scope, depth, cancellationToken);

            // new Uri("…") and new("…"): an object that is created from a single string represents that string.
            case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: { } argument }], Initializer: null }:
                return Read(argument, scope, depth - 1, cancellationToken);
            case IdentifierNameSyntax name:
                return OfMember(scope, name.Identifier.ValueText, depth, cancellationToken);
            case MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner, Name.Identifier.ValueText: var member }
                when owner.Identifier.ValueText == scope.Name:
                return OfMember(scope, member, depth, cancellationToken);
            default:
                return null;
        }
    }

    private static string? OfMember(INamedTypeSymbol scope, string name, int depth, CancellationToken cancellationToken) =>
        scope.GetMembers(name) is [IFieldSymbol or IPropertySymbol] members ? Of(members[0], depth - 1, cancellationToken) : null;

    private static string? ReadParts(
        InterpolatedStringExpressionSyntax interpolated,
        INamedTypeSymbol scope,
        int depth,
        CancellationToken cancellationToken)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        foreach (var part in interpolated.Contents)
        {
            var text = part switch
            {
                InterpolatedStringTextSyntax literal => literal.TextToken.ValueText,
                InterpolationSyntax { FormatClause: null, AlignmentClause: null } interpolation =>
                    Read(interpolation.Expression, scope, depth - 1, cancellationToken),
                _ => null,
            };
            if (text is null)
            {
                return null;
            }

            parts.Add(text);
        }

        return string.Concat(parts);
    }
}
