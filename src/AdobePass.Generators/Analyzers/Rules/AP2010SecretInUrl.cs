using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

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

    private static readonly string[] MaskingWords = ["Mask", "Redact", "Hide", "Obfuscate", "Censor", "Hash"];

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool RunsInTestProjects => true;

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayHoldTokenOrAddress;

    public override void Analyze(FileAnalysis file)
    {
        var reported = new List<SyntaxNode>();
        foreach (var constant in file.Search(SharedConstantStrings.Find))
        {
            if (AdobeAddress.CarriesClientSecret(constant.Text)
                && !constant.IsProse
                && !IsMasked(constant.Operation)
                && !constant.IsInOneOperand(AdobeAddress.CarriesClientSecret))
            {
                file.Report(Descriptor, constant.Operation.Syntax);
                reported.Add(constant.Operation.Syntax);
            }
        }

        // A URL of several parts: UriBuilder, QueryHelpers, a base URL and a query.
        foreach (var (block, site) in file.Requests)
        {
            if (site is { Operation.Kind: PassOperationKind.RequestAccessToken, Address: { } address }
                && site.Urls.Any(AdobeAddress.CarriesClientSecret)
                && !SharedConstantStrings.IsReported(site.AddressBlock ?? block, address, reported)
                && !IsMasked(address))
            {
                var location = LocationOf(site.AddressBlock ?? block, address);
                file.Report(Descriptor, location.Syntax);
                reported.Add(location.Syntax);
            }
        }
    }

    // The text with the parameter, if the URL is put together somewhere else in the method.
    private static IOperation LocationOf(CodeBlock block, IOperation address)
    {
        var texts = block.OfKind(OperationKind.Literal)
            .Where(static each => each.ConstantValue is { HasValue: true, Value: string text } && text.Contains("client_secret"))
            .ToList();
        if (texts.Count != 1 || address.DescendantsAndSelf().Contains(texts[0]))
        {
            return address;
        }

        var location = texts[0];
        while (location.Parent is IInterpolatedStringTextOperation or IInterpolatedStringOperation or IBinaryOperation
            or IConversionOperation)
        {
            location = location.Parent;
        }

        return location;
    }

    // client_secret={Mask(secret)}: the method hides the secret.
    private static bool IsMasked(IOperation operation) => operation.Descendants().OfType<IInvocationOperation>().Any(static call =>
        MaskingWords.Any(word => call.TargetMethod.Name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0));
}
