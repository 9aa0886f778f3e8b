using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>
/// Finds software statements of Adobe Pass in constant strings, by their content. No message contains the statement.
/// </summary>
internal sealed class AP3002SoftwareStatementInSource : SourceRule
{
    private static readonly Rule Rule = new(
        "A software statement is written in source code",
        RuleCategories.Secrets,
        DiagnosticSeverity.Warning,
        "A software statement in source code can be replaced only with a release, and is readable for everyone with " +
        "access to the repository.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.SoftwareStatementInSource,
        "This string contains a software statement of Adobe Pass ({0} characters, SHA-256 {1}…). Load the statement " +
        "from configuration or a remote URL, so that it can be replaced without a release.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayHoldTokenOrAddress;

    public override void Analyze(FileAnalysis file)
    {
        var severity = file.Project.IsServer ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info;
        foreach (var (operation, token) in file.Search(SharedConstantStrings.FindTokens))
        {
            if (token.Kind == AdobeTokenKind.SoftwareStatement)
            {
                file.Report(Descriptor, operation.Syntax, [token.Length, token.Fingerprint], severity);
            }
        }
    }
}
