using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>A URL of REST API V1.</summary>
/// <param name="Place">The string, or the expression for the URL.</param>
/// <param name="Path">The path, from <c>/api/v1/</c> or <c>/reggie/v1/</c> on.</param>
/// <param name="Method">The HTTP method in capitals, if it is known.</param>
/// <param name="IsHostVisible">Whether the analyzed code shows that the host belongs to Adobe Pass.</param>
internal sealed record SharedOldAddress(SyntaxNode Place, string Path, string? Method, bool IsHostVisible);

/// <summary>Finds the URLs of REST API V1 in a file: for AP4010 and AP4014.</summary>
internal static class SharedOldAddresses
{
    public static IReadOnlyList<SharedOldAddress> Find(FileAnalysis file)
    {
        var hosts = file.Options.Hosts;
        var found = new List<SharedOldAddress>();
        var reported = new List<SyntaxNode>();
        var requests = FileRequests.All(file.File, hosts, file.CancellationToken);
        foreach (var constant in file.Search(SharedConstantStrings.Find))
        {
            if (AdobeAddress.OldPathOf(constant.Text, hosts) is { } path
                && !constant.IsCompared
                && !constant.IsProse
                && !IsObsoleteMessage(constant.Operation)
                && !constant.IsInOneOperand(part => AdobeAddress.OldPathOf(part, hosts) is not null))
            {
                Add(constant.Operation.Syntax, path, MethodOf(requests, constant.Operation.Syntax), isHostVisible: true);
            }
        }

        // A relative path below a base address of Adobe, or of a client that is set up elsewhere.
        foreach (var (block, site) in requests)
        {
            if (site is { Address: { } address, Endpoint.Host: not HostKind.Other }
                && OldPath(site, hosts) is { } path
                && !(Conversions.WalkDown(address) is IParameterReferenceOperation && found.Any(each => each.Path == path))
                && !SharedConstantStrings.IsReported(site.AddressBlock ?? block, address, reported))
            {
                Add(address.Syntax, path, site.Endpoint.Method, site.Endpoint.Host == HostKind.Adobe);
            }
        }

        return found;

        void Add(SyntaxNode place, string path, string? method, bool isHostVisible)
        {
            found.Add(new SharedOldAddress(place, path, method, isHostVisible));
            reported.Add(place);
        }
    }

    private static string? OldPath(RequestSite site, AdobeHosts hosts) => site.Endpoint.Host == HostKind.Adobe
        ? site.Urls.Select(url => AdobeAddress.OldPathOf(url, hosts)).FirstOrDefault(static path => path is not null)
        : site.Urls.Where(OldOperations.IsUnmistakable).Select(AdobeAddress.OldPathOf).FirstOrDefault(static path => path is not null);

    private static string? MethodOf(IReadOnlyList<(CodeBlock Block, RequestSite Site)> requests, SyntaxNode place) => requests
        .Where(each => each.Site.Address?.Syntax is { } address
            && address.SyntaxTree == place.SyntaxTree
            && address.Span.IntersectsWith(place.Span))
        .Select(static each => each.Site.Endpoint.Method)
        .FirstOrDefault();

    // [Obsolete("…")] explains what no code should call.
    private static bool IsObsoleteMessage(IOperation operation) =>
        operation.Parent is IArgumentOperation { Parent: IObjectCreationOperation { Type.Name: "ObsoleteAttribute" } };
}
