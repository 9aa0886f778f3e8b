using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Catalog;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>The hosts of Adobe Pass, and those that the project's <c>.editorconfig</c> adds: gateways in front of it.</summary>
internal sealed class AdobeHosts(IReadOnlyList<string> extra)
{
    public static readonly AdobeHosts Default = new([]);

    public HostKind KindOf(string authority)
    {
        var host = authority.Substring(authority.IndexOf('@') + 1);
        var port = host.IndexOf(':');
        host = port < 0 ? host : host.Substring(0, port);
        if (AdobeDomains.All.Any(domain => IsBelow(host, domain))
            || extra.Any(each => IsBelow(host, each) || string.Equals(host, each, StringComparison.OrdinalIgnoreCase)))
        {
            return HostKind.Adobe;
        }

        return host.IndexOf(TracedString.UnknownPart) >= 0 ? HostKind.Unknown : HostKind.Other;
    }

    // {environment}.auth.adobe.com is one of them whatever the hole holds.
    private static bool IsBelow(string host, string domain) =>
        host.Length > domain.Length && host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);
}
