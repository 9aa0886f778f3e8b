using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds token requests whose token is used once and not stored.</summary>
internal sealed class AP1004TokenPerCall : SourceRule
{
    private static readonly Rule Rule = new(
        "An access token is requested and not reused",
        RuleCategories.Credentials,
        DiagnosticSeverity.Warning,
        "An access token is valid for hours. A token request for each call doubles the number of requests, and the " +
        "service throttles the device.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.TokenPerCall,
        "The access token from this request is used once and not stored. Every call then costs a second request, and " +
        "the service throttles the device. Reuse the token until expires_in seconds have passed, or use " +
        "AdobePassClient, which does so.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayCallOperations;

    public override void Analyze(FileAnalysis file)
    {
        var results = new LostResults(file.File, file.Project.IsServer, file.CancellationToken);
        foreach (var call in results.FindTokens(file.CallsOf(PassOperationKind.RequestAccessToken)))
        {
            file.Report(Descriptor, call.Syntax);
        }
    }
}
