using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Holds the bodies of registration and token requests against their content types, by what goes out and not by the class that makes it.</summary>
internal sealed class ContentTypeRules : SourceRules
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(DiagnosticDescriptors.WrongContentType);

    public override bool IsRelevant(FilePrefilter screen) => screen.MayCallAdobePass;

    public override void Analyze(FileAnalysis file)
    {
        if (file.IsQuietTest)
        {
            return;
        }

        foreach (var (block, site) in FileRequests.Of(file.File, file.Options.Hosts, file.CancellationToken))
        {
            if (site is not { Operation.IsRegistration: true, Content: { } content } || SetsContentType(block) || MediaTypeOf(file, block, site, content) is not { } sent)
            {
                continue;
            }

            var expected = site.Operation.Kind == PassOperationKind.RegisterClient ? Json : Form;
            if (!string.Equals(sent.Split(';')[0].Trim(), expected, StringComparison.OrdinalIgnoreCase))
            {
                file.Report(DiagnosticDescriptors.WrongContentType, content.Syntax, $"{site.Operation.Path} takes a body of the type {expected}, and this one is sent as {sent}: the service answers invalid_request. {(expected == Form ? "Send new FormUrlEncodedContent with client_id, client_secret and grant_type" : "Send JSON with software_statement, as JsonContent or as StringContent with the media type")}", properties: ImmutableDictionary<string, string?>.Empty.Add("mediaType", expected));
            }
        }
    }

    // request.Content.Headers.ContentType = …: of which body is not judged.
    private static bool SetsContentType(CodeBlock block) =>
        block.Operations.Any(static each => each is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "ContentType", ContainingType.Name: "HttpContentHeaders" } } });

    private static string? MediaTypeOf(FileAnalysis file, CodeBlock block, RequestSite site, IOperation content)
    {
        if (site.Call is { TargetMethod.Name: "PostAsJsonAsync" } call && call.Syntax == site.Location.Syntax)
        {
            return Json;
        }

        var made = HttpTypes.WalkDownConversions(content);
        if (made is ILocalReferenceOperation { Local: var local })
        {
            if (block.OnlyValueOf(local) is not { } only || block.ReferencesTo(local).Any(static use => use.Parent is IPropertyReferenceOperation { Property.Name: "Headers" }))
            {
                return null;
            }

            made = HttpTypes.WalkDownConversions(only);
        }

        return made switch
        {
            IObjectCreationOperation { Initializer: not null } => null,
            IObjectCreationOperation { Type.Name: "FormUrlEncodedContent" } => Form,
            IObjectCreationOperation { Type.Name: "MultipartFormDataContent" } => "multipart/form-data",
            IObjectCreationOperation { Type.Name: "StringContent" } text => MediaTypeOf(file, block, text),
            IInvocationOperation { TargetMethod: { Name: "Create", ContainingType.Name: "JsonContent" } } json => HttpTypes.Argument(json.Arguments, "mediaType") is null ? Json : null,
            _ => null,
        };
    }

    private static string? MediaTypeOf(FileAnalysis file, CodeBlock block, IObjectCreationOperation text)
    {
        if (HttpTypes.Argument(text.Arguments, "mediaType") is not { } mediaType)
        {
            return "text/plain";
        }

        return HttpTypes.WalkDownConversions(mediaType) is IObjectCreationOperation { Arguments: [{ Value: var name }, ..] }
            ? ConstantTracer.TraceWhole(block, name, file.CancellationToken)
            : ConstantTracer.TraceWhole(block, mediaType, file.CancellationToken);
    }
}
