using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Compares the bodies of registration and token requests with their content types.</summary>
internal sealed class AP2011WrongContentType : SourceRule
{
    private static readonly Rule Rule = new(
        "The body has the wrong content type",
        RuleCategories.Requests,
        DiagnosticSeverity.Warning,
        "A registration is sent as JSON, and a token request is sent as a form. The service rejects any other content " +
        "type.");

    private static readonly DiagnosticDescriptor FormExpected = Rule.ToDescriptor(
        RuleIds.WrongContentType,
        "{0} expects a body of type application/x-www-form-urlencoded, but this body is sent as {1}. The service " +
        "returns invalid_request. Send a FormUrlEncodedContent with client_id, client_secret and grant_type.");

    private static readonly DiagnosticDescriptor JsonExpected = Rule.ToDescriptor(
        RuleIds.WrongContentType,
        "{0} expects a body of type application/json, but this body is sent as {1}. The service returns " +
        "invalid_request. Send JSON with software_statement, as JsonContent or as StringContent with this media type.");

    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(FormExpected, JsonExpected);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayCallAdobePass;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var (block, site) in file.Requests)
        {
            // A secret in the URL is reported by AP2010, which also says what to send.
            if (!site.Operation.IsRegistration
                || site.Urls.Any(AdobeAddress.CarriesClientSecret)
                || (site.ContentType ?? SentTypeOf(file, site.ContentBlock ?? block, site)) is not { } sent)
            {
                continue;
            }

            var expected = site.Operation.Kind == PassOperationKind.RegisterClient ? Json : Form;
            if (!string.Equals(sent.Split(';')[0].Trim(), expected, StringComparison.OrdinalIgnoreCase))
            {
                file.Report(
                    expected == Form ? FormExpected : JsonExpected,
                    (site.Content ?? site.Location).Syntax,
                    [site.Operation.Path, sent],
                    properties: ImmutableDictionary<string, string?>.Empty.Add("mediaType", expected));
            }
        }
    }

    private static string? SentTypeOf(FileAnalysis file, CodeBlock block, RequestSite site)
    {
        if (site.Content is not { } content)
        {
            return null;
        }

        // request.Content.Headers.ContentType = …: with one such assignment for one request, it is that of the request.
        var assignments = block.Operations.OfType<ISimpleAssignmentOperation>().Where(IsContentType).ToList();
        return assignments.Count switch
        {
            0 => MediaTypeOf(file, block, site, content),
            1 when file.Requests.Count(each => each.Block == block) == 1 => NameOf(file, block, assignments[0].Value),
            _ => null,
        };
    }

    private static bool IsContentType(ISimpleAssignmentOperation assignment) => assignment.Target is IPropertyReferenceOperation
    {
        Property: { Name: "ContentType", ContainingType.Name: "HttpContentHeaders" }
    };

    // new MediaTypeHeaderValue("…") and MediaTypeHeaderValue.Parse("…")
    private static string? NameOf(
        FileAnalysis file,
        CodeBlock block,
        IOperation mediaType) => Conversions.WalkDown(mediaType) switch
        {
            IObjectCreationOperation { Arguments: [{ Value: var name }, ..] } =>
                ConstantTracer.TraceWhole(block, name, file.CancellationToken),
            IInvocationOperation { TargetMethod.Name: "Parse", Arguments: [{ Value: var name }] } =>
                ConstantTracer.TraceWhole(block, name, file.CancellationToken),
            _ => ConstantTracer.TraceWhole(block, mediaType, file.CancellationToken),
        };

    private static string? MediaTypeOf(FileAnalysis file, CodeBlock block, RequestSite site, IOperation content)
    {
        if (site.Call is { TargetMethod.Name: "PostAsJsonAsync" } call && call.Syntax == site.Location.Syntax)
        {
            return Json;
        }

        var made = Conversions.WalkDown(content);
        if (made is ILocalReferenceOperation { Local: var local })
        {
            if (block.OnlyValueOf(local) is not { } only
                || block.ReferencesTo(local).Any(static use => use.Parent is IPropertyReferenceOperation { Property.Name: "Headers" }))
            {
                return null;
            }

            made = Conversions.WalkDown(only);
        }

        return made switch
        {
            IObjectCreationOperation { Initializer: not null } => null,
            IObjectCreationOperation { Type.Name: "FormUrlEncodedContent" } => Form,
            IObjectCreationOperation { Type.Name: "MultipartFormDataContent" } => "multipart/form-data",
            IObjectCreationOperation { Type.Name: "ByteArrayContent" or "StreamContent" or "ReadOnlyMemoryContent" } =>
                "raw bytes without a type",
            IObjectCreationOperation { Type.Name: "StringContent" } text => MediaTypeOf(file, block, text),
            IInvocationOperation { TargetMethod: { Name: "Create", ContainingType.Name: "JsonContent" } } json =>
                HttpTypes.Argument(json.Arguments, "mediaType") is null ? Json : null,
            _ => null,
        };
    }

    private static string? MediaTypeOf(FileAnalysis file, CodeBlock block, IObjectCreationOperation text)
    {
        if (HttpTypes.Argument(text.Arguments, "mediaType") is not { } mediaType)
        {
            return "text/plain";
        }

        return NameOf(file, block, mediaType);
    }
}
