using System.Collections.Immutable;
using AdobePass.Generators.Diagnostics;
using AdobePass.Generators.Secrets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers;

/// <summary>
/// Looks at every constant text of the source: for tokens of Adobe Pass, known by their content, and for addresses of Adobe Pass that lack encryption or carry
/// a client secret. No message contains the text.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConstantTextAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Rules.AccessTokenInSource,
        Rules.SoftwareStatementInSource,
        Rules.SecretInAddress,
        Rules.PlainHttp);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var project = ProjectContext.Of(start.Compilation, start.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
            start.RegisterOperationAction(
                operation => Analyze(operation, project),
                OperationKind.Literal,
                OperationKind.Binary,
                OperationKind.InterpolatedString,
                OperationKind.Utf8String,
                OperationKind.Invocation);
        });
    }

    private static void Analyze(OperationAnalysisContext context, ProjectContext project)
    {
        var operation = context.Operation;
        if (TextOf(operation) is not { Length: > 7 } text || IsPartOfConstant(operation))
        {
            return;
        }

        if (AdobeToken.Find(text, context.CancellationToken) is { } token && !HasTokenInOneOperand(operation, context.CancellationToken))
        {
            ReportToken(context, project, token);
        }

        if (AdobeAddress.IsPlainHttp(text))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.PlainHttp, operation.Syntax.GetLocation(), "This address of Adobe Pass begins with http://, so tokens and credentials travel readable. Write https://"));
        }

        if (AdobeAddress.CarriesClientSecret(text))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.SecretInAddress, operation.Syntax.GetLocation(), "The client secret stands in the address of the token endpoint, where proxies and servers log it. Send client_id, client_secret and grant_type as a form body"));
        }
    }

    private static void ReportToken(OperationAnalysisContext context, ProjectContext project, AdobeToken token)
    {
        var location = context.Operation.Syntax.GetLocation();
        var shown = $"{token.Length} characters, SHA-256 {token.Fingerprint}…";
        if (token.Kind == AdobeTokenKind.AccessToken)
        {
            Report(context, Rules.AccessTokenInSource, location, project.IsTest ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning, $"An access token of Adobe Pass stands in the source ({shown}). Let the client request it; if it was ever pushed, treat it as leaked: it stays in the history");
        }
        else if (!project.IsTest)
        {
            Report(context, Rules.SoftwareStatementInSource, location, project.IsServer ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info, $"A software statement of Adobe Pass stands in the source ({shown}). Load it from configuration or a remote address, so that it can be replaced without a release");
        }
    }

    private static void Report(OperationAnalysisContext context, DiagnosticDescriptor rule, Location location, DiagnosticSeverity severity, string message) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, location, severity, additionalLocations: null, properties: null, message));

    /// <summary>The constant text of an operation; of an interpolation with holes its constant parts, with a blank where the holes are.</summary>
    private static string? TextOf(IOperation operation) => operation switch
    {
        IUtf8StringOperation utf8 => utf8.Value,
        { ConstantValue: { HasValue: true, Value: string text } } => text,
        IInterpolatedStringOperation interpolated => string.Concat(interpolated.Parts.Select(static part => part switch
        {
            IInterpolatedStringTextOperation text => text.Text.ConstantValue is { HasValue: true, Value: string piece } ? piece : string.Empty,
            _ => "\uFFFC",
        })),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum => Join(sum.LeftOperand) + Join(sum.RightOperand),
        IInvocationOperation { TargetMethod: { Name: "Concat", ContainingType.SpecialType: SpecialType.System_String } } call => JoinArguments(call),
        _ => null,
    };

    private static string Join(IOperation operand) => operand switch
    {
        IConversionOperation conversion => Join(conversion.Operand),
        _ => TextOf(operand) ?? "\uFFFC",
    };

    private static string? JoinArguments(IInvocationOperation call) =>
        call.Arguments.All(static argument => argument.Value.ConstantValue.HasValue) ? string.Concat(call.Arguments.Select(static argument => argument.Value.ConstantValue.Value as string)) : null;

    // The outermost text speaks for its parts.
    private static bool IsPartOfConstant(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IConversionOperation or IParenthesizedOperation or IInterpolatedStringTextOperation or IInterpolationOperation:
                    continue;
                case IInterpolatedStringOperation:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String }:
                    return true;
                case IArgumentOperation { Parent: IInvocationOperation call } when JoinOf(call) is not null:
                    return true;
                default:
                    return false;
            }
        }

        return false;
    }

    private static string? JoinOf(IInvocationOperation call) =>
        call.TargetMethod is { Name: "Concat", ContainingType.SpecialType: SpecialType.System_String } ? JoinArguments(call) : null;

    // A constant that is used in a longer text is reported where it is written, not at each use.
    private static bool HasTokenInOneOperand(IOperation operation, CancellationToken cancellationToken)
    {
        foreach (var child in operation.ChildOperations)
        {
            var value = child;
            while (value is IConversionOperation conversion)
            {
                value = conversion.Operand;
            }

            switch (value)
            {
                case IFieldReferenceOperation or ILocalReferenceOperation when value.ConstantValue is { HasValue: true, Value: string text } && AdobeToken.Find(text, cancellationToken) is not null:
                    return true;
                case IBinaryOperation or IInterpolatedStringOperation or IInterpolationOperation or IArgumentOperation when HasTokenInOneOperand(value, cancellationToken):
                    return true;
                default:
                    break;
            }
        }

        return false;
    }
}
