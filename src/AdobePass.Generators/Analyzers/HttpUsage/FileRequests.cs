using System.Runtime.CompilerServices;
using AdobePass.Generators.Analyzers.CodeModel;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>The requests to Adobe Pass in a file, found once for all analyzers.</summary>
internal static class FileRequests
{
    private static readonly ConditionalWeakTable<CodeFile, IReadOnlyList<(CodeBlock Block, RequestSite Site)>> Known = new();

    public static IReadOnlyList<(CodeBlock Block, RequestSite Site)> Of(
        CodeFile file,
        AdobeHosts hosts,
        CancellationToken cancellationToken)
    {
        if (Known.TryGetValue(file, out var known))
        {
            return known;
        }

        var found = new List<(CodeBlock, RequestSite)>();
        foreach (var block in file.Blocks(cancellationToken))
        {
            found.AddRange(RequestFinder.Find(block, hosts, cancellationToken).Select(site => (block, site)));
        }

        return Known.GetValue(file, _ => found);
    }
}
