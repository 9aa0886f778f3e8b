using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>Analyzes how a <c>RestClient</c> is created and set up.</summary>
internal sealed class RestClientReader(CodeBlock block, CancellationToken cancellationToken)
{
    public ReadClient Read(IOperation? receiver)
    {
        if (receiver is null)
        {
            return ReadClient.Unknown;
        }

        var client = Conversions.WalkDown(receiver);
        var (own, value) = ValueOf(client);
        var read = value is null ? new ReadClient(null, [], Certainty.Likely) : ReadCreation(own, value);
        return AssignedValues.SymbolOf(client) is { } symbol ? WithDefaultHeaders(read, symbol) : read;
    }

    private (CodeBlock Block, IObjectCreationOperation? Creation) ValueOf(IOperation client)
    {
        switch (client)
        {
            case IObjectCreationOperation creation:
                return (block, creation);
            case ILocalReferenceOperation { Local: var local } when block.OnlyValueOf(local) is { } only:
                return (block, Conversions.WalkDown(only) as IObjectCreationOperation);
            case IFieldReferenceOperation or IPropertyReferenceOperation:
                return AssignedValues.Of(block.File, AssignedValues.SymbolOf(client)!, cancellationToken).ToList() is [var assigned]
                    ? (assigned.Block, Conversions.WalkDown(assigned.Value) as IObjectCreationOperation)
                    : (block, null);
            default:
                return (block, null);
        }
    }

    private ReadClient ReadCreation(CodeBlock own, IObjectCreationOperation creation)
    {
        if (!HttpLibraries.IsRestClient(creation.Type))
        {
            return ReadClient.Unknown;
        }

        string? address = null;
        var headers = new List<HeaderAdd>();
        var certainty = Certainty.Definite;
        foreach (var argument in creation.Arguments.Where(static each => each.ArgumentKind != ArgumentKind.DefaultValue))
        {
            switch (argument.Parameter?.Name)
            {
                case "baseUrl":
                    address = ConstantTracer.TraceUrl(own, argument.Value, cancellationToken);
                    break;
                case "options" when OptionsOf(own, argument.Value) is { } options:
                    (address, var isOpen) = ReadOptions(own, options, headers);
                    certainty = isOpen ? Certainty.Open : certainty;
                    break;
                case "configureDefaultHeaders":
                    headers.AddRange(argument.Descendants()
                        .Select(each => HeaderAdd.Read(own, each, cancellationToken))
                        .OfType<HeaderAdd>());
                    break;
                case "httpClient" or "handler" or "options":
                    certainty = Certainty.Likely;
                    break;
                case "configureRestClient":
                    certainty = Certainty.Open;
                    break;
                default:
                    break;
            }
        }

        return new ReadClient(
            address,
            headers,
            headers.Any(static each => each.Name is null) ? Certainty.Open : certainty);
    }

    private static IObjectCreationOperation? OptionsOf(CodeBlock own, IOperation value) => Conversions.WalkDown(value) switch
    {
        IObjectCreationOperation creation => creation,
        ILocalReferenceOperation { Local: var local } when own.OnlyValueOf(local) is { } only =>
            Conversions.WalkDown(only) as IObjectCreationOperation,
        _ => null,
    };

    private (string? Address, bool IsOpen) ReadOptions(CodeBlock own, IObjectCreationOperation options, List<HeaderAdd> headers)
    {
        var address = HttpTypes.Argument(options.Arguments, "baseUrl", "baseUri") is { } url
            ? ConstantTracer.TraceUrl(own, url, cancellationToken)
            : null;
        var isOpen = false;
        foreach (var member in options.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            if (member is not ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name } } assignment)
            {
                continue;
            }

            switch (name)
            {
                case "BaseUrl":
                    address = ConstantTracer.TraceUrl(own, assignment.Value, cancellationToken);
                    break;
                case "Authenticator":
                    headers.Add(RestSharpReader.ReadAuthenticator(own, assignment, assignment.Value));
                    break;
                case "ConfigureMessageHandler" or "Interceptors":
                    isOpen = true;
                    break;
                default:
                    break;
            }
        }

        return (address, isOpen);
    }

    // client.AddDefaultHeader(…), wherever the file does so.
    private ReadClient WithDefaultHeaders(ReadClient read, ISymbol client)
    {
        var headers = new List<HeaderAdd>(read.Headers);
        var certainty = read.Certainty;
        foreach (var each in block.File.Blocks(cancellationToken))
        {
            foreach (var call in each.Calls)
            {
                if (!call.TargetMethod.Name.StartsWith("AddDefault", StringComparison.Ordinal)
                    || HttpLibraries.ReceiverOf(call) is not { } receiver
                    || !SymbolEqualityComparer.Default.Equals(AssignedValues.SymbolOf(Conversions.WalkDown(receiver)), client))
                {
                    continue;
                }

                if (RestSharpReader.ReadHeader(each, call, cancellationToken) is { Name: not null } header)
                {
                    headers.Add(header);
                }
                else
                {
                    certainty = Certainty.Open;
                }
            }
        }

        return read with { Headers = headers, Certainty = certainty };
    }
}
