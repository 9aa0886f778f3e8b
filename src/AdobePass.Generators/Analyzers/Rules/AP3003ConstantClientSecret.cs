using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds constant strings that are used as client secrets.</summary>
internal sealed class AP3003ConstantClientSecret : SourceRule
{
    private static readonly Rule Rule = new(
        "A client secret is a constant",
        RuleCategories.Secrets,
        DiagnosticSeverity.Warning,
        "Registration returns the client secret of each device, and the credential store keeps it. A constant secret " +
        "is readable for everyone with access to the repository.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.ConstantClientSecret,
        "This constant string of {0} characters is used as a client secret. Remove it: registration returns the " +
        "secret, and the credential store keeps it. If the string was ever pushed, treat it as leaked, because it " +
        "stays in the history.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.UsesRuntime || prefilter.MayCallAdobePass;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var constant in file.Search(SharedConstantSecrets.Find))
        {
            if (constant.IsClientSecret)
            {
                file.Report(Descriptor, constant.Syntax, [constant.Length]);
            }
        }
    }
}
