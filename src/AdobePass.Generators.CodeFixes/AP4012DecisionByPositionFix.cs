using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP4012: finds the decision by its resource, if the method requests only one resource.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DecisionByPositionFix)), Shared]
public sealed class DecisionByPositionFix() : TextChangeFixProvider(RuleIds.DecisionByPosition)
{
    private protected override string TitleOf(Diagnostic diagnostic) => $"Use Find({TextChangeFix.PropertyOf(diagnostic, "resource")})";

    private protected override IReadOnlyList<TextChange>? Find(FixTarget target)
    {
        // Only a model has the method Find, and only an expression that names the list "Decisions" can be replaced.
        if (TextChangeFix.PropertyOf(target.Diagnostic, "resource") is not { } resource
            || DecisionsIn(target.Reported) is not { Name.Identifier.ValueText: "Decisions", Expression: { } response }
            || target.Model.GetTypeInfo(response, target.CancellationToken).Type is not { } type
            || !type.GetMembers("Find").OfType<IMethodSymbol>().Any(static method => method.Parameters.Length == 1))
        {
            return null;
        }

        var start = target.Diagnostic.Location.SourceSpan.Start;
        if (SyntaxFactory.ParseExpression(resource).DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().FirstOrDefault() is { } name
            && target.Model.LookupSymbols(start, name: name.Identifier.ValueText).IsEmpty)
        {
            return null;
        }

        var exception = ShortTypes.Name(target.Model, start, "System", "InvalidOperationException");
        var text = $"({response}.Find({resource}) ?? throw new {exception}(\"The response has no decision for the resource.\"))";
        return [new TextChange(target.Reported!.Span, text)];
    }

    private static MemberAccessExpressionSyntax? DecisionsIn(SyntaxNode? node) => node switch
    {
        ElementAccessExpressionSyntax element => element.Expression as MemberAccessExpressionSyntax,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax list } } => list,
        _ => null,
    };
}
