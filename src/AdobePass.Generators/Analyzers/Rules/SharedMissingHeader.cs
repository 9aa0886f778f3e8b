using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Analyzers.Prefilter;
using AdobePass.Generators.Catalog;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>
/// Reports requests that lack a header: for AP2001, AP2002 and AP2003. Nothing is reported where a header may be added out of sight.
/// </summary>
internal static class SharedMissingHeader
{
    /// <summary>Reports the requests that lack a header.</summary>
    /// <param name="file">The file.</param>
    /// <param name="header">The name of the header.</param>
    /// <param name="keyword">The keyword that files with the header contain.</param>
    /// <param name="takesHeader">Determines whether an operation takes the header.</param>
    /// <param name="certain">The message if all code that may add the header is visible.</param>
    /// <param name="likely">The message if the client is set up out of sight.</param>
    public static void Report(
        FileAnalysis file,
        string header,
        Keywords keyword,
        Func<PassOperation, bool> takesHeader,
        DiagnosticDescriptor certain,
        DiagnosticDescriptor likely)
    {
        // A helper method that several operations use is reported once, where it creates the request. If some of its callers add the
        // header, the others are reported.
        var sites = file.Requests
            .Select(static each => each.Site)
            .Where(site => takesHeader(site.Operation))
            .Select(site => (Site: site, Severity: FindSeverity(file, site, header, keyword)))
            .ToLookup(static each => each.Site.Creation.Syntax);
        var reported = new HashSet<SyntaxNode>();
        foreach (var each in sites.SelectMany(static same => same).OrderBy(static each => each.Site.Location.Syntax.SpanStart))
        {
            var (site, found) = each;
            var location = sites[site.Creation.Syntax].Any(other => other.Site.Adds(header)) ? site.Location : site.Creation;
            if (found is { } severity && reported.Add(location.Syntax))
            {
                file.Report(
                    severity == DiagnosticSeverity.Warning ? certain : likely,
                    location.Syntax,
                    [site.Operation.Method, site.Operation.Path],
                    severity,
                    ImmutableDictionary<string, string?>.Empty.Add("header", header));
            }
        }
    }

    private static DiagnosticSeverity? FindSeverity(FileAnalysis file, RequestSite site, string header, Keywords keyword)
    {
        if (site.Certainty == Certainty.Open || site.Adds(header))
        {
            return null;
        }

        if (site.Certainty == Certainty.Definite)
        {
            return DiagnosticSeverity.Warning;
        }

        // Another class of the file may set up the client of this one.
        if (file.Search(SharedHeaderValues.Find).Any(each => each.Is(header) && each.IsOnClient))
        {
            return null;
        }

        // The client comes from elsewhere. An application sets it up in its own sources; the user of a library may do so.
        if (file.Facts.MayBeSetUpWith(keyword, file.File.Facts, file.CancellationToken) is var (own, other)
            && (other || (own && !AddsOnlyToRequests(file, header))))
        {
            return null;
        }

        return !file.Facts.AddsHandlers(file.CancellationToken) && IsApplication(file.Compilation.Options.OutputKind)
            ? DiagnosticSeverity.Warning
            : DiagnosticSeverity.Info;
    }

    // The header is added to requests only, and neither in a handler nor where a client is set up.
    private static bool AddsOnlyToRequests(FileAnalysis file, string header)
    {
        var added = new HashSet<IOperation>(file.Search(SharedHeaderValues.Find)
            .Where(each => each.Is(header) && IsOnRequest(each.Header) && !SharedHosts.IsInHandler(each.Block))
            .SelectMany(static each => each.Header.Operation.Descendants()));
        return file.OperationsOf<ILiteralOperation>()
            .Where(each => each.Operation.ConstantValue is { HasValue: true, Value: string text }
                && string.Equals(text, header, StringComparison.OrdinalIgnoreCase))
            .All(each => each.Block.Owner is IFieldSymbol { IsConst: true } || added.Contains(each.Operation) || IsRead(each.Operation));
    }

    private static bool IsOnRequest(HeaderAdd header) =>
        header.Headers is IPropertyReferenceOperation { Instance.Type: var type }
        && (HttpTypes.IsRequest(type) || HttpTypes.IsWebRequest(type));

    // The header of the request that the server got.
    private static bool IsRead(IOperation name)
    {
        for (var parent = name.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IPropertyReferenceOperation { Property: { IsIndexer: true, ContainingType.Name: "IHeaderDictionary" } })
            {
                return parent.Parent is not ISimpleAssignmentOperation assignment || assignment.Target != parent;
            }
        }

        return false;
    }

    private static bool IsApplication(OutputKind kind) =>
        kind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;
}
