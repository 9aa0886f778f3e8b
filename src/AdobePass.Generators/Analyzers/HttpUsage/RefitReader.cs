using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Catalog;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>Analyzes requests that the attributes of an interface of Refit declare: <c>[Get("/api/v2/…")]</c>.</summary>
internal static class RefitReader
{
    private static readonly ConditionalWeakTable<
        CodeFile,
        IReadOnlyList<(CodeBlock Block, IInvocationOperation Call, PassOperation Operation)>> KnownCalls = new();

    /// <summary>Reads the attribute with the HTTP method and the path.</summary>
    public static RequestDraft? Read(
        CodeBlock block,
        IObjectCreationOperation attribute,
        AdobeHosts hosts,
        CancellationToken cancellationToken)
    {
        if (attribute.Arguments is not [{ Value: var path }, ..]
            || attribute.Syntax.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } declaration
            || block.File.Model.GetDeclaredSymbol(declaration, cancellationToken) is not IMethodSymbol method)
        {
            return null;
        }

        var client = RefitClients.Of(CodeProject.Of(block.File), method.ContainingType, hosts, cancellationToken);
        var draft = new RequestDraft(block, attribute)
        {
            Address = path,
            DefaultVerb = VerbOf(attribute.Type!),
            AppendsPath = true,
            IsDeclared = true,
            Client = client with { BaseAddress = client.BaseAddress + PrefixOf(method.ContainingType) is { Length: > 0 } url ? url : null },
            Certainty = method.Parameters.Any(static each => Has(each, "HeaderCollectionAttribute")) ? Certainty.Open : Certainty.Definite,
        };
        foreach (var (name, value) in HeadersOf(method))
        {
            draft.Headers.Add(new HeaderAdd(block, attribute, null, name, null) { Text = value });
        }

        return draft;
    }

    /// <summary>Gets the calls of the methods of such interfaces that send requests to Adobe Pass.</summary>
    public static IReadOnlyList<(CodeBlock Block, IInvocationOperation Call, PassOperation Operation)> CallsIn(
        CodeFile file,
        AdobeHosts hosts,
        CancellationToken cancellationToken)
    {
        if (KnownCalls.TryGetValue(file, out var known))
        {
            return known;
        }

        var found = new List<(CodeBlock, IInvocationOperation, PassOperation)>();
        var usesRefit = file.Model.Compilation.GetTypeByMetadataName("Refit.HttpMethodAttribute") is not null;
        foreach (var block in usesRefit ? file.Blocks(cancellationToken) : ImmutableArray<CodeBlock>.Empty)
        {
            foreach (var call in block.Calls)
            {
                if (OperationOf(CodeProject.Of(file), call.TargetMethod, hosts, cancellationToken) is { } operation)
                {
                    found.Add((block, call, operation));
                }
            }
        }

        return KnownCalls.GetValue(file, _ => found);
    }

    private static PassOperation? OperationOf(
        CodeProject project,
        IMethodSymbol method,
        AdobeHosts hosts,
        CancellationToken cancellationToken)
    {
        if (HttpLibraries.RefitMethodOf(method) is not { AttributeClass: { } type, ConstructorArguments: [{ Value: string path }, ..] })
        {
            return null;
        }

        var client = RefitClients.Of(project, method.ContainingType, hosts, cancellationToken);
        var url = ConstantTracer.AppendPath(client.BaseAddress + PrefixOf(method.ContainingType), path);
        return Endpoint.Read(url, VerbOf(type), hosts).Operation;
    }

    // [Get] → GET
    private static string VerbOf(ITypeSymbol attribute) => attribute.Name.Replace("Attribute", string.Empty).ToUpperInvariant();

    private static string? PrefixOf(INamedTypeSymbol type) => type.GetAttributes()
        .Where(static each => HttpLibraries.IsRefit(each.AttributeClass, "PathPrefixAttribute"))
        .Select(static each => each.ConstructorArguments is [{ Value: string prefix }] ? "/" + prefix.Trim('/') : null)
        .FirstOrDefault();

    // Of the interface, of the interfaces that it derives from, and of the method. A header without a value is removed.
    private static IEnumerable<(string Name, string? Value)> HeadersOf(IMethodSymbol method)
    {
        var lines = method.ContainingType.AllInterfaces
            .Concat([method.ContainingType])
            .Cast<ISymbol>()
            .Concat([method])
            .SelectMany(static symbol => symbol.GetAttributes())
            .Where(static each => HttpLibraries.IsRefit(each.AttributeClass, "HeadersAttribute"))
            .SelectMany(static each => each.ConstructorArguments)
            .SelectMany(static each => each.Kind == TypedConstantKind.Array ? each.Values : ImmutableArray.Create(each))
            .Select(static each => each.Value as string ?? string.Empty);
        var headers = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':');
            var name = colon < 0 ? line : line.Substring(0, colon);
            if (colon < 0)
            {
                headers.Remove(name.Trim());
            }
            else
            {
                headers[name.Trim()] = line.Substring(colon + 1).Trim();
            }
        }

        foreach (var attribute in method.Parameters.SelectMany(static each => each.GetAttributes()))
        {
            if (HttpLibraries.IsRefit(attribute.AttributeClass, "HeaderAttribute")
                && attribute.ConstructorArguments is [{ Value: string header }])
            {
                headers[header] = null;
            }
            else if (HttpLibraries.IsRefit(attribute.AttributeClass, "AuthorizeAttribute"))
            {
                headers["Authorization"] = null;
            }
        }

        return headers.Select(static each => (each.Key, each.Value));
    }

    private static bool Has(IParameterSymbol parameter, string attribute) =>
        parameter.GetAttributes().Any(each => HttpLibraries.IsRefit(each.AttributeClass, attribute));
}
