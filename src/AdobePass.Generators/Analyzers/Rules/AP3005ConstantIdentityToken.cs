using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds constant identity tokens in headers.</summary>
internal sealed class AP3005ConstantIdentityToken : SourceRule
{
    private static readonly Rule Rule = new(
        "An identity token is a constant",
        RuleCategories.Secrets,
        DiagnosticSeverity.Warning,
        "An identity token identifies one viewer or one device. A constant token gives every viewer the same identity.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.ConstantIdentityToken,
        "This constant string of {0} characters is sent as '{1}', which identifies one viewer or one device. Get the " +
        "token for each viewer from the platform or from your identity service. If the string was ever pushed, treat " +
        "it as leaked.");

    private static readonly HashSet<string> IdentityTokens = new(StringComparer.OrdinalIgnoreCase)
    {
        "Adobe-Subject-Token", "AD-Service-Token", "X-Roku-Reserved-Roku-Connect-Token",
    };

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MaySetDeviceHeaders;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var header in file.Search(SharedHeaderValues.Find))
        {
            if (!IdentityTokens.Contains(header.Name))
            {
                continue;
            }

            foreach (var text in ConstantTracer.Trace(header.Block, header.Value, file.CancellationToken))
            {
                if (text.IsWhole && text.Text.Length >= 20 && !Placeholder.Is(text.Text, file.Options.Placeholders))
                {
                    file.Report(Descriptor, text.Origin.Syntax, [text.Text.Length, header.Name]);
                }
            }
        }
    }
}
