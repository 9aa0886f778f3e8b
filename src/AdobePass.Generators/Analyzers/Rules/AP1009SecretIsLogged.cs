using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>
/// Finds revealed secrets, and responses with secrets, that are passed to logs, consoles, traces, activities and exceptions.
/// </summary>
internal sealed class AP1009SecretIsLogged : SourceRule
{
    private static readonly Rule Rule = new(
        "A secret is logged or shown",
        RuleCategories.Credentials,
        DiagnosticSeverity.Warning,
        "Logs, consoles, traces and exceptions are read by more people than a secret is meant for. The types of the " +
        "runtime print as *** for this reason.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.SecretIsLogged,
        "The text of this {0} is passed to {1}, which stores or shows it. Pass the value itself, which prints as ***, " +
        "or remove it.");

    private static readonly DiagnosticDescriptor ResponseDescriptor = Rule.ToDescriptor(
        RuleIds.SecretIsLogged,
        "This value contains the {0} of a request or a response and is passed to {1}, which stores or shows it. Pass only " +
        "what is not secret, for example the status, the client id or the expiry.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor, ResponseDescriptor);

    public override bool RunsInTestProjects => true;

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.UsesRuntime || prefilter.MayCallAdobePass;

    public override void Analyze(FileAnalysis file)
    {
        var sinks = new SharedLogSinks(file.Compilation);
        if (file.Compilation.GetTypeByMetadataName("AdobePass.Secret") is { } secret)
        {
            AnalyzeRevealed(file, secret, sinks);
        }

        if (!file.IsQuietTest && file.Prefilter.MayCallAdobePass)
        {
            AnalyzeResponses(file, PassOperationKind.RegisterClient, "client secret", sinks);
            AnalyzeResponses(file, PassOperationKind.RequestAccessToken, "access token or client secret", sinks);
        }
    }

    private static void AnalyzeRevealed(FileAnalysis file, INamedTypeSymbol secret, SharedLogSinks sinks)
    {
        foreach (var (block, call) in file.OperationsOf<IInvocationOperation>())
        {
            if (call.TargetMethod is { Name: "Reveal", Parameters.Length: 0 } method
                && SymbolEqualityComparer.Default.Equals(method.ContainingType, secret))
            {
                var flow = new ForwardFlow(SharedSecretFlow.Carries, entersMethods: true, file.CancellationToken);
                foreach (var use in flow.UsesOf(block, call))
                {
                    if (sinks.Find(use) is { } sink && SharedSecretFlow.Prints(use.Value))
                    {
                        file.Report(Descriptor, PlaceOf(call, use), [KindOf(call), sink]);
                        break;
                    }
                }
            }
        }
    }

    // Where the secret is revealed, if that is part of the call that logs it. Otherwise, where it is logged.
    private static SyntaxNode PlaceOf(IOperation revealed, FlowUse use) =>
        use.User.Syntax.Span.Contains(revealed.Syntax.Span) ? revealed.Syntax : use.Value.Syntax;

    // After "?.", the receiver is a placeholder for the value before it.
    private static string KindOf(IInvocationOperation call) => call.Instance?.Type?.Name ?? call.TargetMethod.ContainingType.Name;

    private static void AnalyzeResponses(FileAnalysis file, PassOperationKind kind, string secret, SharedLogSinks sinks)
    {
        var reported = new HashSet<SyntaxNode>();
        foreach (var (block, value) in file.CallsOf(kind).Select(static each => (each.Block, each.Call)).Concat(BodiesOf(file, kind)))
        {
            var flow = new ForwardFlow(
                SharedSecretFlow.CarriesOfResponse,
                entersMethods: true,
                file.CancellationToken,
                skips: SharedSecretFlow.IsAfterFailure);
            foreach (var use in flow.UsesOf(block, value))
            {
                if (sinks.Find(use) is { } sink
                    && SharedSecretFlow.PrintsSecret(use.Value)
                    && !SharedSecretFlow.IsAfterFailure(use.Value)
                    && reported.Add(use.Value.Syntax))
                {
                    file.Report(ResponseDescriptor, use.Value.Syntax, [secret, sink]);
                }
            }
        }
    }

    // The body of a token request contains the client secret: the content, and the form in a string.
    private static IEnumerable<(CodeBlock Block, IOperation Value)> BodiesOf(FileAnalysis file, PassOperationKind kind)
    {
        foreach (var (siteBlock, site) in kind == PassOperationKind.RequestAccessToken ? file.Requests : [])
        {
            var block = site.ContentBlock ?? siteBlock;
            if (site.Operation.Kind != kind || site.Content is not { } content)
            {
                continue;
            }

            var created = Conversions.WalkDown(content);
            if (created is ILocalReferenceOperation { Local: var local } && block.OnlyValueOf(local) is { } only)
            {
                created = Conversions.WalkDown(only);
            }

            if (created is IObjectCreationOperation { Type.Name: "FormUrlEncodedContent" or "StringContent" } body)
            {
                yield return (block, body);
                if (body.Arguments is [{ Value: ILocalReferenceOperation { Local: var text } }, ..]
                    && text.Type.SpecialType == SpecialType.System_String
                    && block.OnlyValueOf(text) is { } form)
                {
                    yield return (block, form);
                }
            }
        }
    }
}
