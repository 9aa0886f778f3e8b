using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds URLs of the token endpoint that contain a client secret.</summary>
internal sealed class AP2010SecretInUrl : SourceRule
{
    private static readonly Rule Rule = new(
        "A client secret is part of a URL",
        RuleCategories.Requests,
        DiagnosticSeverity.Warning,
        "Proxies and servers log URLs. A client secret in a URL is therefore stored where it does not belong.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.SecretInUrl,
        "This URL of the token endpoint contains the client secret, and proxies and servers log URLs. Send client_id, " +
        "client_secret and grant_type as a form body.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool RunsInTestProjects => true;

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayHoldTokenOrAddress;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var constant in file.Search(SharedConstantStrings.Find))
        {
            if (AdobeAddress.CarriesClientSecret(constant.Text) && !constant.IsInOneOperand(AdobeAddress.CarriesClientSecret))
            {
                file.Report(Descriptor, constant.Operation.Syntax);
            }
        }
    }
}
