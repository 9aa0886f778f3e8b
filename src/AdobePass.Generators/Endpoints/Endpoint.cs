using AdobePass.Generators.Tracing;

namespace AdobePass.Generators.Endpoints;

internal enum HostKind
{
    Unknown,
    Adobe,
    Other,
}

/// <summary>What an address leads to.</summary>
/// <param name="Host">Whose host it has.</param>
/// <param name="Operation">The operation of Adobe Pass, if its path is one of them.</param>
internal sealed record Endpoint(HostKind Host, PassOperation? Operation)
{
    /// <summary>
    /// Reads an address. The path of the registration API counts on any host that is not known to be another's; a path of REST API V2 is too common to count without the host.
    /// </summary>
    /// <param name="address">The address; <see cref="TracedText.Hole"/> stands for what is unknown.</param>
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
        return new Endpoint(host, operation);
    }

    public bool IsAdobePass => Operation is not null;

    private static (HostKind Host, string Path) Split(string address, AdobeHosts hosts)
    {
        var end = address.IndexOfAny(['?', '#']);
        var bare = end < 0 ? address : address.Substring(0, end);
        var scheme = bare.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return (HostKind.Unknown, bare);
        }

        var path = bare.IndexOf('/', scheme + 3);
        var authority = path < 0 ? bare.Substring(scheme + 3) : bare.Substring(scheme + 3, path - scheme - 3);
        return (hosts.KindOf(authority), path < 0 ? string.Empty : bare.Substring(path));
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
            // Of the first segment a base address may stand in front without a slash: {base}o/client/token.
            var segment = i == 0 ? segments[start].TrimStart(TracedText.Hole) : i == end.Length - 1 ? segments[start + i].TrimEnd(TracedText.Hole) : segments[start + i];
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
        foreach (var operation in PassOperations.All)
        {
            if (operation.IsRegistration || (method is not null && operation.Method != method) || !Matches(segments, operation.Segments))
            {
                continue;
            }

            // "authenticate" and "code" are literals where others have a variable; the earlier match with more literals wins, equal ones must agree.
            if (found is null || Literals(operation) > Literals(found))
            {
                found = operation;
            }
            else if (Literals(operation) == Literals(found) && (operation.DeviceInfo != found.DeviceInfo || operation.DeviceIdentifier != found.DeviceIdentifier))
            {
                return null;
            }
        }

        return found;
    }

    private static int Literals(PassOperation operation) => operation.Segments.Count(static segment => segment[0] != '{');

    private static bool Matches(string[] segments, string[] template)
    {
        if (segments.Length != template.Length)
        {
            return false;
        }

        for (var i = 0; i < template.Length; i++)
        {
            var isLast = i == template.Length - 1;
            var segment = segments[i];
            if (template[i][0] == '{')
            {
                continue;
            }

            // A hole may be any literal; a hole behind the last one is a query.
            if (isLast && segment.Length > 1)
            {
                segment = segment.TrimEnd(TracedText.Hole);
            }

            if (segment != TracedText.Hole.ToString() && !string.Equals(segment, template[i], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }
}
