using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds constant strings that are used as access tokens.</summary>
internal sealed class AP3004ConstantAccessToken : SourceRule
{
    private static readonly Rule Rule = new(
        "An access token is a constant",
        RuleCategories.Secrets,
        DiagnosticSeverity.Warning,
        "The client requests access tokens and renews them. A constant token expires, and is readable for everyone " +
        "with access to the repository.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.ConstantAccessToken,
        "This constant string of {0} characters is used as an access token. Let the client request the token and renew " +
        "it. If the string was ever pushed, treat it as leaked, because it stays in the history.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.UsesRuntime || prefilter.MayCallAdobePass;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var constant in file.Search(SharedConstantSecrets.Find))
        {
            if (!constant.IsClientSecret)
            {
                file.Report(Descriptor, constant.Syntax, [constant.Length]);
            }
        }
    }
}
