using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Prefilter;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>
/// Finds how a project creates the client of an interface of Refit: <c>RestService.For&lt;T&gt;(…)</c> and
/// <c>AddRefitClient&lt;T&gt;().ConfigureHttpClient(…)</c>.
/// </summary>
internal static class RefitClients
{
    private static readonly ConditionalWeakTable<CodeProject, ConcurrentDictionary<ISymbol, ReadClient>> Known = new();

    public static ReadClient Of(CodeProject project, INamedTypeSymbol type, AdobeHosts hosts, CancellationToken cancellationToken) =>
        Known.GetValue(project, static _ => new(SymbolEqualityComparer.Default))
            .GetOrAdd(type.OriginalDefinition, each => Find(project, (INamedTypeSymbol)each, hosts, cancellationToken));

    private static ReadClient Find(CodeProject project, INamedTypeSymbol type, AdobeHosts hosts, CancellationToken cancellationToken)
    {
        var found = new List<ReadClient>();
        foreach (var file in project.FilesWith(type.Name, Keywords.Address, cancellationToken))
        {
            foreach (var block in file.Blocks(cancellationToken))
            {
                foreach (var call in block.Calls)
                {
                    if (call.TargetMethod.TypeArguments is [var created]
                        && SymbolEqualityComparer.Default.Equals(created.OriginalDefinition, type)
                        && Read(block, call, hosts, cancellationToken) is { } client)
                    {
                        found.Add(client);
                    }
                }
            }
        }

        // Several clients of one interface: the host of one of them is enough to know what the requests are for.
        return found.Count == 0
            ? new ReadClient(null, [], Certainty.Likely)
            : new ReadClient(
                found.Select(static each => each.BaseAddress)
                    .FirstOrDefault(url => url is not null && Endpoint.Read(url, null, hosts).Host == HostKind.Adobe)
                    ?? found[0].BaseAddress,
                [.. found.SelectMany(static each => each.Headers)],
                found.Min(static each => each.Certainty));
    }

    private static ReadClient? Read(CodeBlock block, IInvocationOperation call, AdobeHosts hosts, CancellationToken cancellationToken)
    {
        switch (call.TargetMethod)
        {
            case { Name: "For" or "ForGenerated", ContainingType.Name: "RestService" }
                when HttpTypes.Argument(call.Arguments, "hostUrl") is { } host:
                return new ReadClient(
                    ConstantTracer.TraceUrl(block, host, cancellationToken),
                    [],
                    HttpTypes.Argument(call.Arguments, "settings", "builder") is null ? Certainty.Definite : Certainty.Likely);
            case { Name: "For" or "ForGenerated", ContainingType.Name: "RestService" }
                when HttpTypes.Argument(call.Arguments, "client") is { } client:
                return new ClientReader(block, hosts, cancellationToken).Read(client);
            case { Name: "AddRefitClient" or "AddRefitGeneratedClient" }:
                return ReadBuilder(block, call, cancellationToken);
            default:
                return null;
        }
    }

    // services.AddRefitClient<T>().ConfigureHttpClient(client => …).AddHttpMessageHandler(…)
    private static ReadClient ReadBuilder(CodeBlock block, IInvocationOperation registration, CancellationToken cancellationToken)
    {
        string? address = null;
        var headers = new List<HeaderAdd>();
        var certainty = Certainty.Likely;
        for (IOperation current = registration;
            Conversions.WalkUp(current).Parent is IArgumentOperation { Parent: IInvocationOperation call };
            current = call)
        {
            if (call.TargetMethod.Name is "AddHttpMessageHandler" or "ConfigurePrimaryHttpMessageHandler")
            {
                certainty = Certainty.Open;
            }
            else if (call.TargetMethod.Name == "ConfigureHttpClient")
            {
                foreach (var operation in call.Arguments.Skip(1).SelectMany(static each => each.Descendants()))
                {
                    if (operation is ISimpleAssignmentOperation
                        {
                            Target: IPropertyReferenceOperation { Property.Name: "BaseAddress" },
                            Value: var value,
                        })
                    {
                        address = ConstantTracer.TraceUrl(block, value, cancellationToken);
                    }
                    else if (HeaderAdd.Read(block, operation, cancellationToken) is { } header)
                    {
                        headers.Add(header);
                    }
                }
            }
        }

        return new ReadClient(address, headers, certainty);
    }
}
