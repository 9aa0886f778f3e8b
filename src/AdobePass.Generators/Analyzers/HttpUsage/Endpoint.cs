using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Catalog;

namespace AdobePass.Generators.Analyzers.HttpUsage;

internal enum HostKind
{
    Unknown,
    Adobe,
    Other,
}

/// <summary>The endpoint of a URL.</summary>
/// <param name="Host">The kind of the host.</param>
/// <param name="Operation">The operation of Adobe Pass, if the path matches one.</param>
internal sealed record Endpoint(HostKind Host, PassOperation? Operation)
{
    /// <summary>Gets the HTTP method in capitals, if it is known.</summary>
    public string? Method { get; init; }

    /// <summary>
    /// Analyzes a URL. A path of the registration API matches on any host that is not known to belong to another service. A path of REST
    /// API V2 is too common to match without the host.
    /// </summary>
    /// <param name="address">The URL, with <see cref="TracedString.UnknownPart"/> for every unknown part.</param>
    /// <param name="method">The HTTP method in capitals, if it is known.</param>
    /// <param name="hosts">The hosts of Adobe Pass.</param>
    public static Endpoint Read(string address, string? method, AdobeHosts hosts)
    {
        var (host, path) = Split(address, hosts);
        if (host == HostKind.Other)
        {
            return new Endpoint(host, null);
        }

        var segments = path.Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        var operation = FindRegistration(segments) ?? (host == HostKind.Adobe ? FindRestOperation(segments, method) : null);
        return new Endpoint(host, operation) { Method = method };
    }

    public bool IsAdobePass => Operation is not null;

    private static (HostKind Host, string Path) Split(string address, AdobeHosts hosts)
    {
        var end = address.IndexOfAny(['?', '#']);
        var withoutQuery = end < 0 ? address : address.Substring(0, end);
        var scheme = withoutQuery.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return (HostKind.Unknown, withoutQuery);
        }

        var path = withoutQuery.IndexOf('/', scheme + 3);
        var authority = path < 0 ? withoutQuery.Substring(scheme + 3) : withoutQuery.Substring(scheme + 3, path - scheme - 3);
        return (hosts.KindOf(authority), path < 0 ? string.Empty : withoutQuery.Substring(path));
    }

    private static PassOperation? FindRegistration(string[] segments)
    {
        foreach (var operation in PassOperations.All)
        {
            if (operation.IsRegistration && segments.Length >= operation.Segments.Length && EndsWith(segments, operation.Segments))
            {
                return operation;
            }
        }

        return null;
    }

    private static bool EndsWith(string[] segments, string[] end)
    {
        var start = segments.Length - end.Length;
        for (var i = 0; i < end.Length; i++)
        {
            // A base URL may precede the first segment without a slash: {base}o/client/token.
            var segment = i == 0
                ? segments[start].TrimStart(TracedString.UnknownPart)
                : i == end.Length - 1
                ? segments[start + i].TrimEnd(TracedString.UnknownPart)
                : segments[start + i];
            if (!string.Equals(segment, end[i], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    private static PassOperation? FindRestOperation(string[] segments, string? method)
    {
        PassOperation? found = null;
        var best = -1;
        var isAmbiguous = false;
        foreach (var operation in PassOperations.All)
        {
            if (operation.IsRegistration
                || (method is not null && operation.Method != method)
                || CountLiterals(segments, operation.Segments) is not { } literals
                || literals < best)
            {
                continue;
            }

            // "authenticate" and "code" are literals where other paths have a variable. If several paths match equally well, they must
            // agree.
            if (literals > best)
            {
                (found, best, isAmbiguous) = (operation, literals, false);
            }
            else
            {
                isAmbiguous |= operation.DeviceInfo != found!.DeviceInfo || operation.DeviceIdentifier != found.DeviceIdentifier;
            }
        }

        return isAmbiguous ? null : found;
    }

    /// <summary>Counts the literal segments that match exactly; <see langword="null"/> if the path does not match.</summary>
    private static int? CountLiterals(string[] segments, string[] template)
    {
        if (segments.Length != template.Length)
        {
            return null;
        }

        var count = 0;
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i][0] == '{')
            {
                continue;
            }

            // An unknown part after the last segment is a query. A segment that is entirely unknown may be any literal.
            var segment = i == template.Length - 1 && segments[i].Length > 1 ? segments[i].TrimEnd(TracedString.UnknownPart) : segments[i];
            if (string.Equals(segment, template[i], StringComparison.OrdinalIgnoreCase))
            {
                count++;
            }
            else if (segment != TracedString.UnknownPart.ToString())
            {
                return null;
            }
        }

        return count;
    }
}
