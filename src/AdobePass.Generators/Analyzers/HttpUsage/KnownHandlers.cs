using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>Determines whether message handlers leave the headers of requests unchanged.</summary>
internal static class KnownHandlers
{
    private const int MaxDepth = 4;

    /// <summary>Determines whether a handler and the handlers inside it add nothing to a request.</summary>
    public static bool AddNothing(CodeBlock block, IOperation handler, CancellationToken cancellationToken) =>
        AddNothing(block, handler, MaxDepth, cancellationToken);

    private static bool AddNothing(CodeBlock block, IOperation handler, int depth, CancellationToken cancellationToken)
    {
        var value = Conversions.WalkDown(handler);
        if (value is ILocalReferenceOperation local && block.OnlyValueOf(local.Local) is { } only)
        {
            value = Conversions.WalkDown(only);
        }

        if (HttpTypes.IsPlatformHandler(value.Type))
        {
            return true;
        }

        return depth > 0
            && value is IObjectCreationOperation { Type: INamedTypeSymbol type } creation
            && type.GetMembers().Any(static member => member is IMethodSymbol { Name: "SendAsync" or "Send", IsOverride: true })
            && PassesOn(type, cancellationToken)
            && Inner(creation).All(each => AddNothing(block, each, depth - 1, cancellationToken));
    }

    private static IEnumerable<IOperation> Inner(IObjectCreationOperation creation) =>
        creation.Arguments.Select(static argument => argument.Value)
            .Concat((creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
                .OfType<ISimpleAssignmentOperation>()
                .Select(static assignment => assignment.Value))
            .Where(static value => IsHandler(Conversions.WalkDown(value).Type));

    private static bool IsHandler(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name == "HttpMessageHandler")
            {
                return true;
            }
        }

        return false;
    }

    // A handler in source code that touches no headers, and passes the request only to the handler inside it.
    private static bool PassesOn(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        for (var current = type; current is not null && IsHandler(current); current = current.BaseType)
        {
            if (HttpTypes.IsPlatformHandler(current) || current.Name is "DelegatingHandler" or "HttpMessageHandler")
            {
                return true;
            }

            if (current.DeclaringSyntaxReferences.IsEmpty
                || current.DeclaringSyntaxReferences.Any(part => TouchesRequest(part.GetSyntax(cancellationToken))))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TouchesRequest(SyntaxNode declaration)
    {
        var requests = new HashSet<string>(
            declaration.DescendantNodes()
                .OfType<ParameterSyntax>()
                .Where(static parameter => parameter.Type is IdentifierNameSyntax { Identifier.ValueText: "HttpRequestMessage" })
                .Select(static parameter => parameter.Identifier.ValueText),
            StringComparer.Ordinal);
        return declaration.DescendantNodes().Any(node => node switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Headers", Expression: IdentifierNameSyntax owner } =>
                requests.Contains(owner.Identifier.ValueText),
            ArgumentSyntax { Expression: IdentifierNameSyntax passed, Parent.Parent: InvocationExpressionSyntax call } =>
                requests.Contains(passed.Identifier.ValueText)
                && call.Expression is not MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax },
            EqualsValueClauseSyntax { Value: IdentifierNameSyntax alias } => requests.Contains(alias.Identifier.ValueText),
            _ => false,
        });
    }
}
