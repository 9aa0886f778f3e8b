using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Analyzers.Prefilter;
using AdobePass.Generators.Catalog;
using Microsoft.CodeAnalysis;

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
        // A helper method that several operations use is reported once, where it creates the request.
        var reported = new HashSet<SyntaxNode>();
        foreach (var (_, site) in file.Requests)
        {
            if (takesHeader(site.Operation)
                && FindSeverity(file, site, header, keyword) is { } severity
                && reported.Add(site.Creation.Syntax))
            {
                file.Report(
                    severity == DiagnosticSeverity.Warning ? certain : likely,
                    site.Creation.Syntax,
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
        if (file.Facts.MayBeSetUpWith(keyword, file.File.Facts, file.CancellationToken))
        {
            return null;
        }

        return !file.Facts.AddsHandlers(file.CancellationToken) && IsApplication(file.Compilation.Options.OutputKind)
            ? DiagnosticSeverity.Warning
            : DiagnosticSeverity.Info;
    }

    private static bool IsApplication(OutputKind kind) =>
        kind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;
}
