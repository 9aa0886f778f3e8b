using System.Collections.Immutable;
using AdobePass.Generators.Diagnostics;
using AdobePass.Generators.Secrets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers;

/// <summary>Finds constant texts that become client secrets or access tokens, by the constructors that take them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConstantSecretAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.ConstantClientSecret, Rules.ConstantAccessToken);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var secret = start.Compilation.GetTypeByMetadataName("AdobePass.ClientSecret");
            var token = start.Compilation.GetTypeByMetadataName("AdobePass.AccessToken");
            if (secret is null || token is null || ProjectContext.Of(start.Compilation, start.Options.AnalyzerConfigOptionsProvider.GlobalOptions).IsTest)
            {
                return;
            }

            start.RegisterOperationAction(creation => Analyze(creation, secret, token), OperationKind.ObjectCreation);
        });
    }

    private static void Analyze(OperationAnalysisContext context, INamedTypeSymbol secret, INamedTypeSymbol token)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        var isSecret = SymbolEqualityComparer.Default.Equals(creation.Type, secret);
        if ((!isSecret && !SymbolEqualityComparer.Default.Equals(creation.Type, token)) || creation.Arguments.Length != 1)
        {
            return;
        }

        foreach (var (value, text) in Constants(creation.Arguments[0].Value))
        {
            // A whole JWT is the matter of AP3001, wherever it stands.
            if (!Placeholder.Is(text) && AdobeToken.Find(text, context.CancellationToken) is null)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    isSecret ? Rules.ConstantClientSecret : Rules.ConstantAccessToken,
                    value.Syntax.GetLocation(),
                    $"A constant text of {text.Length} characters becomes {(isSecret ? "a client secret" : "an access token")}. {(isSecret ? "Registration returns the secret and the credential store keeps it" : "The client requests the token and renews it")}; if the text was ever pushed, treat it as leaked: it stays in the history"));
            }
        }
    }

    // The value itself, or one of the arms of ?? and ?:, where a fallback is often a forgotten secret.
    private static IEnumerable<(IOperation Value, string Text)> Constants(IOperation value)
    {
        switch (value)
        {
            case { ConstantValue: { HasValue: true, Value: string text } }:
                return [(value, text)];
            case IConversionOperation conversion:
                return Constants(conversion.Operand);
            case ICoalesceOperation coalesce:
                return Constants(coalesce.Value).Concat(Constants(coalesce.WhenNull));
            case IConditionalOperation { WhenFalse: not null } conditional:
                return Constants(conditional.WhenTrue).Concat(Constants(conditional.WhenFalse));
            case IFieldReferenceOperation { Field: { IsReadOnly: true } field } when InitialText(field) is { } initial:
                return [(value, initial)];
            default:
                return [];
        }
    }

    // static readonly string Secret = "…": the literal in the declaration, read from its syntax, because another file's operations are out of reach here.
    private static string? InitialText(IFieldSymbol field) =>
        field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax { Token.Value: string text } } ? text : null;
}
