using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds access tokens of Adobe Pass in constant strings, by their content. No message contains the token.</summary>
internal sealed class AP3001AccessTokenInSource : SourceRule
{
    private static readonly Rule Rule = new(
        "An access token is written in source code",
        RuleCategories.Secrets,
        DiagnosticSeverity.Warning,
        "A token in source code is readable for everyone with access to the repository, permanently. Access tokens are " +
        "recognized by their payload.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.AccessTokenInSource,
        "This string contains an access token of Adobe Pass ({0} characters, SHA-256 {1}…). Let the client request the " +
        "token. If the token was ever pushed, treat it as leaked, because it stays in the history.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool RunsInTestProjects => true;

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayHoldTokenOrAddress;

    public override void Analyze(FileAnalysis file)
    {
        var severity = file.IsQuietTest ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning;
        foreach (var (operation, token) in file.Search(SharedConstantStrings.FindTokens))
        {
            if (token.Kind == AdobeTokenKind.AccessToken)
            {
                file.Report(Descriptor, operation.Syntax, [token.Length, token.Fingerprint], severity);
            }
        }
    }
}
