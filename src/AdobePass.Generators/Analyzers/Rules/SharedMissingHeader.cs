using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Analyzers.Prefilter;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>
/// Reports requests that lack a header: for AP2001, AP2002 and AP2003. Nothing is reported where a header may be added out of sight.
/// </summary>
internal static class SharedMissingHeader
{
    public static void Report(FileAnalysis file, RequestSite site, DiagnosticDescriptor descriptor, string header, Keywords keyword)
    {
        if (FindSeverity(file, site, header, keyword) is { } severity)
        {
            file.Report(
                descriptor,
                site.Location.Syntax,
                [site.Operation.Method, site.Operation.Path],
                severity,
                ImmutableDictionary<string, string?>.Empty.Add("header", header));
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
