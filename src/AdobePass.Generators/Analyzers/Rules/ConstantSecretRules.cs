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
/// Finds constant texts that become client secrets or access tokens: by the constructors of the runtime that take them, and by the places of hand-written requests to Adobe Pass where
/// they are sent.
/// </summary>
internal sealed class ConstantSecretRules : SourceRules
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(DiagnosticDescriptors.ConstantClientSecret, DiagnosticDescriptors.ConstantAccessToken);

    public override bool IsRelevant(FilePrefilter screen) => screen.UsesRuntime || screen.MayCallAdobePass;

    public override void Analyze(FileAnalysis file)
    {
        if (file.IsQuietTest)
        {
            return;
        }

        var reported = new HashSet<SyntaxNode>();
        AnalyzeRuntimeTypes(file, reported);

        var requests = FileRequests.Of(file.File, file.Options.Hosts, file.CancellationToken);
        foreach (var (_, site) in requests)
        {
            foreach (var header in site.Headers.Where(static each => string.Equals(each.Name, "Authorization", StringComparison.OrdinalIgnoreCase)))
            {
                if (header.Value is { } value)
                {
                    AnalyzeAuthorization(file, header.Block, value, reported);
                }
            }
        }

        if (requests.Any(static each => each.Site.Operation.Kind == PassOperationKind.RequestAccessToken))
        {
            foreach (var block in file.Blocks)
            {
                AnalyzeTokenForms(file, block, reported);
            }
        }
    }

    private static void AnalyzeRuntimeTypes(FileAnalysis file, HashSet<SyntaxNode> reported)
    {
        var secret = file.Compilation.GetTypeByMetadataName("AdobePass.ClientSecret");
        var token = file.Compilation.GetTypeByMetadataName("AdobePass.AccessToken");
        if (secret is null || token is null)
        {
            return;
        }

        foreach (var block in file.Blocks)
        {
            foreach (var creation in block.Operations.OfType<IObjectCreationOperation>())
            {
                var isSecret = SymbolEqualityComparer.Default.Equals(creation.Type, secret);
                if ((isSecret || SymbolEqualityComparer.Default.Equals(creation.Type, token)) && creation.Arguments is [{ Value: var value }])
                {
                    Report(file, isSecret, ConstantTracer.Trace(block, value, file.CancellationToken), reported);
                }
            }
        }
    }

    private static void AnalyzeAuthorization(FileAnalysis file, CodeBlock block, IOperation value, HashSet<SyntaxNode> reported)
    {
        switch (HttpTypes.WalkDownConversions(value))
        {
            case IObjectCreationOperation { Type.Name: "AuthenticationHeaderValue" } creation:
                if (HttpTypes.Argument(creation.Arguments, "parameter") is { } parameter
                    && HttpTypes.Argument(creation.Arguments, "scheme") is { } scheme
                    && string.Equals(ConstantTracer.TraceWhole(block, scheme, file.CancellationToken), "Bearer", StringComparison.OrdinalIgnoreCase))
                {
                    Report(file, isSecret: false, ConstantTracer.Trace(block, parameter, file.CancellationToken), reported);
                }

                break;
            case IInvocationOperation { TargetMethod: { Name: "Parse", ContainingType.Name: "AuthenticationHeaderValue" } } parse:
                ReportBearer(file, ConstantTracer.Trace(block, parse.Arguments[0].Value, file.CancellationToken), reported);
                break;
            case ILocalReferenceOperation local when block.OnlyValueOf(local.Local) is { } kept && HttpTypes.WalkDownConversions(kept) is IObjectCreationOperation or IInvocationOperation { TargetMethod.ContainingType.Name: "AuthenticationHeaderValue" }:
                AnalyzeAuthorization(file, block, kept, reported);
                break;
            default:
                ReportBearer(file, ConstantTracer.Trace(block, value, file.CancellationToken), reported);
                break;
        }
    }

    private static void ReportBearer(FileAnalysis file, IEnumerable<TracedString> texts, HashSet<SyntaxNode> reported)
    {
        const string Bearer = "Bearer ";
        Report(
            file,
            isSecret: false,
            texts.Where(static text => text.Text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)).Select(static text => text with { Text = text.Text.Substring(Bearer.Length) }),
            reported);
    }

    // What a body of a token request is made of: pairs in dictionaries and forms, members of an object, or one text.
    private static void AnalyzeTokenForms(FileAnalysis file, CodeBlock block, HashSet<SyntaxNode> reported)
    {
        foreach (var operation in block.Operations)
        {
            var value = operation switch
            {
                IObjectCreationOperation { Type.Name: "KeyValuePair", Arguments: [var key, var each] } when IsSecretKey(file, block, key.Value) => each.Value,
                IInvocationOperation { TargetMethod: { Name: "Create", ContainingType.Name: "KeyValuePair" }, Arguments: [var key, var each] } when IsSecretKey(file, block, key.Value) => each.Value,
                IInvocationOperation { TargetMethod: { Name: "Add" or "TryAdd", Parameters.Length: 2, ContainingNamespace: { } space }, Arguments: [var key, var each] } when IsCollections(space) && IsSecretKey(file, block, key.Value) => each.Value,
                ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [var key] }, Value: var each } when IsSecretKey(file, block, key.Value) => each,
                ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "client_secret", ContainingType.IsAnonymousType: true } }, Value: var each } => each,
                ITupleOperation { Elements: [var key, var each] } when IsSecretKey(file, block, key) => each,
                _ => null,
            };
            if (value is not null)
            {
                Report(file, isSecret: true, ConstantTracer.Trace(block, value, file.CancellationToken), reported);
            }
            else if (operation is IObjectCreationOperation { Type.Name: "StringContent", Arguments: [{ Value: var body }, ..] })
            {
                Report(file, isSecret: true, ConstantTracer.Trace(block, body, file.CancellationToken).Select(SecretInForm).OfType<TracedString>(), reported);
            }
        }
    }

    private static TracedString? SecretInForm(TracedString form)
    {
        const string Key = "client_secret=";
        var start = form.Text.IndexOf(Key, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return null;
        }

        var end = form.Text.IndexOf('&', start);
        var value = end < 0 ? form.Text.Substring(start + Key.Length) : form.Text.Substring(start + Key.Length, end - start - Key.Length);
        return form with { Text = value };
    }

    private static bool IsCollections(INamespaceSymbol space) => space.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal);

    private static bool IsSecretKey(FileAnalysis file, CodeBlock block, IOperation key) => ConstantTracer.TraceWhole(block, key, file.CancellationToken) == "client_secret";

    private static void Report(FileAnalysis file, bool isSecret, IEnumerable<TracedString> texts, HashSet<SyntaxNode> reported)
    {
        foreach (var text in texts)
        {
            // A whole JWT is the matter of AP3001, wherever it stands.
            if (!text.IsWhole || Placeholder.Is(text.Text, file.Options.Placeholders) || AdobeToken.Find(text.Text, file.CancellationToken) is not null || !reported.Add(text.Origin.Syntax))
            {
                continue;
            }

            file.Report(
                isSecret ? DiagnosticDescriptors.ConstantClientSecret : DiagnosticDescriptors.ConstantAccessToken,
                text.Origin.Syntax,
                $"A constant text of {text.Text.Length} characters becomes {(isSecret ? "a client secret" : "an access token")}. {(isSecret ? "Registration returns the secret and the credential store keeps it" : "The client requests the token and renews it")}; if the text was ever pushed, treat it as leaked: it stays in the history");
        }
    }
}
