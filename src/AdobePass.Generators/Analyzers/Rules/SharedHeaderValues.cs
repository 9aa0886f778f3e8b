using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>A header whose name and value are known.</summary>
/// <param name="Header">The place where it is added.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
internal sealed record SharedHeaderValue(HeaderAdd Header, string Name, IOperation Value)
{
    public CodeBlock Block => Header.Block;

    /// <summary>Gets whether it is a default header of a client.</summary>
    public bool IsOnClient => Header.Headers is IPropertyReferenceOperation { Property.Name: "DefaultRequestHeaders" };

    public bool Is(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Finds the headers that a file adds: for AP2004, AP2005, AP2006, AP2008 and AP3005.</summary>
internal static class SharedHeaderValues
{
    /// <summary>Gets the headers with a name, without those of requests and clients that the file sends to other hosts.</summary>
    public static IEnumerable<SharedHeaderValue> Of(FileAnalysis file, string name) =>
        file.Search(Find).Where(header => header.Is(name) && !IsForOtherHost(file, header));

    private static bool IsForOtherHost(FileAnalysis file, SharedHeaderValue header)
    {
        var hosts = file.Options.Hosts;
        if (header is { IsOnClient: true, Header.Headers: IPropertyReferenceOperation { Instance: { } client } })
        {
            return new ClientReader(header.Block, hosts, file.CancellationToken).Read(client).BaseAddress is { } address
                && Endpoint.Read(address, null, hosts).Host == HostKind.Other;
        }

        // A handler adds the header to requests that other code makes.
        var receivers = file.Search(HostsByHeader);
        if (!receivers.Contains(header.Header.Operation)
            && SharedHosts.IsInHandler(header.Block)
            && file.Search(SharedHosts.Of) is { Adobe: false, Other: true })
        {
            return true;
        }

        return receivers.Contains(header.Header.Operation)
            && receivers[header.Header.Operation].All(static host => host == HostKind.Other);
    }

    // The hosts of the requests to which an operation adds a header.
    private static ILookup<IOperation, HostKind> HostsByHeader(FileAnalysis file) =>
        FileRequests.All(file.File, file.Options.Hosts, file.CancellationToken)
            .SelectMany(static each => each.Site.Headers.Select(header => (header.Operation, each.Site.Endpoint.Host)))
            .ToLookup(static each => each.Operation, static each => each.Host);

    public static IReadOnlyList<SharedHeaderValue> Find(FileAnalysis file)
    {
        var found = new List<SharedHeaderValue>();
        foreach (var block in file.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                if (HeaderAdd.Read(block, operation, file.CancellationToken) is { Name: { } name, Value: { } value } header)
                {
                    found.Add(new SharedHeaderValue(header, name, value));
                }
            }
        }

        return found;
    }
}
