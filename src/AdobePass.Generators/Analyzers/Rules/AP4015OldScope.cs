using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds credentials whose scopes do not include REST API V2.</summary>
internal sealed class AP4015OldScope : SourceRule
{
    private const string OldScope = "api:client:v1";
    private const string NewScope = "api:client:v2";

    private static readonly Rule Rule = new(
        "Client credentials belong to REST API V1",
        RuleCategories.Flow,
        DiagnosticSeverity.Warning,
        "REST API V2 rejects credentials without the scope api:client:v2.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.OldScope,
        "These scopes contain api:client:v1 and not api:client:v2, so REST API V2 rejects the client credentials. Register an " +
        "application with the scope of REST API V2 in the TVE Dashboard, and use its software statement.");

    private static readonly DiagnosticDescriptor LikelyDescriptor = Rule.ToDescriptor(
        RuleIds.OldScope,
        "The scope api:client:v1 is used here without api:client:v2. Where these scopes go is not visible. REST API V2 rejects client " +
        "credentials without api:client:v2.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor, LikelyDescriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayNameScopes;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var constant in file.Search(SharedConstantStrings.Find))
        {
            if (!constant.IsCompared && HasScope(constant.Text, OldScope) && !HasScope(constant.Text, NewScope))
            {
                Report(file, constant);
            }
        }
    }

    private static void Report(FileAnalysis file, SharedConstantString constant)
    {
        // A list, or a condition, that names both.
        if (StatementOf(constant.Operation.Syntax) is { } statement
            && statement.DescendantTokens().Any(static token => token.Value is string text && HasScope(text, NewScope)))
        {
            return;
        }

        var owner = Ancestors(constant.Operation).FirstOrDefault(static each => each is IObjectCreationOperation or IInvocationOperation);
        if (owner is IObjectCreationOperation { Type: { Name: "ClientCredentials", ContainingNamespace.Name: "AdobePass" } })
        {
            file.Report(Descriptor, constant.Operation.Syntax);
        }
        else
        {
            file.Report(LikelyDescriptor, constant.Operation.Syntax, severity: DiagnosticSeverity.Info);
        }
    }

    private static SyntaxNode? StatementOf(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(static each => each is StatementSyntax or MemberDeclarationSyntax);

    private static bool HasScope(string text, string scope) => text.Split(' ', ',').Contains(scope);

    private static IEnumerable<IOperation> Ancestors(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null and not IBlockOperation; parent = parent.Parent)
        {
            yield return parent;
        }
    }
}
