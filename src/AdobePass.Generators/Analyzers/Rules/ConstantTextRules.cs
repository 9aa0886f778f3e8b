using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>
/// Looks at every constant text of the source: for tokens of Adobe Pass, known by their content, and for addresses of Adobe Pass that lack encryption or carry
/// a client secret. No message contains the text.
/// </summary>
internal sealed class ConstantTextRules : SourceRules
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(
        DiagnosticDescriptors.AccessTokenInSource,
        DiagnosticDescriptors.SoftwareStatementInSource,
        DiagnosticDescriptors.SecretInAddress,
        DiagnosticDescriptors.PlainHttp,
        DiagnosticDescriptors.OldApi);

    public override bool IsRelevant(FilePrefilter screen) => screen.MayHoldTokenOrAddress;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var block in file.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                Analyze(file, operation);
            }
        }
    }

    private static void Analyze(FileAnalysis file, IOperation operation)
    {
        // A constant is reported where it is written, not where its name is used.
        if (operation is not (ILiteralOperation or IUtf8StringOperation or IBinaryOperation or IInterpolatedStringOperation or IInvocationOperation)
            || TextOf(operation) is not { Length: > 7 } text
            || IsPartOfConstant(operation))
        {
            return;
        }

        if (AdobeToken.Find(text, file.CancellationToken) is { } token && !IsInOneOperand(operation, part => AdobeToken.Find(part, file.CancellationToken) is not null))
        {
            ReportToken(file, operation, token);
        }

        if (AdobeAddress.IsPlainHttp(text, file.Options.Hosts) && !IsCompared(operation) && !IsInOneOperand(operation, part => AdobeAddress.IsPlainHttp(part, file.Options.Hosts)))
        {
            file.Report(DiagnosticDescriptors.PlainHttp, operation.Syntax, "This address of Adobe Pass begins with http://, so tokens and credentials travel readable. Write https://");
        }

        if (AdobeAddress.CarriesClientSecret(text) && !IsInOneOperand(operation, AdobeAddress.CarriesClientSecret))
        {
            file.Report(DiagnosticDescriptors.SecretInAddress, operation.Syntax, "The client secret stands in the address of the token endpoint, where proxies and servers log it. Send client_id, client_secret and grant_type as a form body");
        }

        if (AdobeAddress.IsOldApi(text, file.Options.Hosts) && !IsInOneOperand(operation, part => AdobeAddress.IsOldApi(part, file.Options.Hosts)))
        {
            file.Report(DiagnosticDescriptors.OldApi, operation.Syntax, "This address belongs to REST API V1, whose tokens and headers are not those of REST API V2. Call the operation of /api/v2/ that replaces it, or a generated client");
        }
    }

    // address.StartsWith("http://…"), Replace("http://…", …): code that looks for the mistake.
    private static bool IsCompared(IOperation operation) => operation.Parent switch
    {
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "StartsWith" or "EndsWith" or "Contains" or "Equals" or "Replace" or "IndexOf" or "TrimStart", ContainingType.SpecialType: SpecialType.System_String } } } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } or IConstantPatternOperation or ISingleValueCaseClauseOperation => true,
        _ => false,
    };

    private static void ReportToken(FileAnalysis file, IOperation operation, AdobeToken token)
    {
        var shown = $"{token.Length} characters, SHA-256 {token.Fingerprint}…";
        if (token.Kind == AdobeTokenKind.AccessToken)
        {
            file.Report(DiagnosticDescriptors.AccessTokenInSource, operation.Syntax, $"An access token of Adobe Pass stands in the source ({shown}). Let the client request it; if it was ever pushed, treat it as leaked: it stays in the history", file.IsQuietTest ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning);
        }
        else if (!file.IsQuietTest)
        {
            file.Report(DiagnosticDescriptors.SoftwareStatementInSource, operation.Syntax, $"A software statement of Adobe Pass stands in the source ({shown}). Load it from configuration or a remote address, so that it can be replaced without a release", file.Project.IsServer ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info);
        }
    }

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
    private static bool IsInOneOperand(IOperation operation, Func<string, bool> isFound)
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
                case IFieldReferenceOperation or ILocalReferenceOperation when value.ConstantValue is { HasValue: true, Value: string text } && isFound(text):
                    return true;
                case IBinaryOperation or IInterpolatedStringOperation or IInterpolationOperation or IArgumentOperation when IsInOneOperand(value, isFound):
                    return true;
                default:
                    break;
            }
        }

        return false;
    }
}
