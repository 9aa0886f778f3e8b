using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds URLs of Adobe Pass with the scheme <c>http</c>.</summary>
internal sealed class AP2012PlainHttp : SourceRule
{
    private static readonly Rule Rule = new(
        "Adobe Pass is called without encryption",
        RuleCategories.Requests,
        DiagnosticSeverity.Error,
        "A URL with http:// sends tokens and credentials in clear text.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.PlainHttp,
        "This URL of Adobe Pass has the scheme http, so tokens and credentials are sent in clear text. Use https://.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool RunsInTestProjects => true;

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayHoldTokenOrAddress;

    public override void Analyze(FileAnalysis file)
    {
        var hosts = file.Options.Hosts;
        foreach (var constant in file.Search(SharedConstantStrings.Find))
        {
            if (AdobeAddress.IsPlainHttp(constant.Text, hosts)
                && !IsCompared(constant.Operation)
                && !constant.IsInOneOperand(part => AdobeAddress.IsPlainHttp(part, hosts)))
            {
                file.Report(Descriptor, constant.Operation.Syntax);
            }
        }
    }

    // address.StartsWith("http://…"), Replace("http://…", …): code that searches for the mistake.
    private static bool IsCompared(IOperation operation) => operation.Parent switch
    {
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } =>
            method.ContainingType.SpecialType == SpecialType.System_String
            && method.Name is "StartsWith" or "EndsWith" or "Contains" or "Equals" or "Replace" or "IndexOf" or "TrimStart",
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } => true,
        IConstantPatternOperation or ISingleValueCaseClauseOperation => true,
        _ => false,
    };
}
