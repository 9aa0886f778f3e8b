using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
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
            if (!constant.IsCompared
                && !constant.IsProse
                && AdobeAddress.IsPlainHttp(TextOf(file, constant), hosts)
                && !constant.IsInOneOperand(part => AdobeAddress.IsPlainHttp(part, hosts)))
            {
                file.Report(Descriptor, constant.Operation.Syntax);
            }
        }

        foreach (var (block, creation) in file.OperationsOf<IObjectCreationOperation>())
        {
            if (creation.Type is { Name: "UriBuilder", ContainingNamespace.Name: "System" } && IsPlain(file, block, creation))
            {
                file.Report(Descriptor, creation.Syntax);
            }
        }
    }

    // $"{scheme}://host": the scheme may be a constant of another name.
    private static string TextOf(FileAnalysis file, SharedConstantString constant)
    {
        if (constant.Text.IndexOf("://", StringComparison.Ordinal) is var scheme
            && (scheme <= 0 || constant.Text[scheme - 1] != TracedString.UnknownPart))
        {
            return constant.Text;
        }

        return file.Blocks.FirstOrDefault(block => block.Operations.Contains(constant.Operation)) is { } owner
            ? ConstantTracer.Trace(owner, constant.Operation, file.CancellationToken)
                .Select(static text => text.Text)
                .FirstOrDefault(text => AdobeAddress.IsPlainHttp(text, file.Options.Hosts)) ?? constant.Text
            : constant.Text;
    }

    // A builder whose parts make the URL: the whole URL in one string is found as a string.
    private static bool IsPlain(FileAnalysis file, CodeBlock block, IObjectCreationOperation creation)
    {
        var local = Conversions.WalkUp(creation).Parent is IVariableInitializerOperation
        {
            Parent: IVariableDeclaratorOperation { Symbol: var declared }
        }
            ? block.ReferencesTo(declared).FirstOrDefault()
            : null;
        return BuiltStrings.UrlsOf(block, local ?? creation, file.CancellationToken)
            .Any(text => AdobeAddress.IsPlainHttp(text, file.Options.Hosts))
            && !creation.Descendants().Any(each => each.ConstantValue is { HasValue: true, Value: string text }
                && AdobeAddress.IsPlainHttp(text, file.Options.Hosts));
    }
}
