using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Reads the extensions of operations: priority, kind of request and idempotence.</summary>
internal sealed class OperationTraits(SpecDiagnostics diagnostics)
{
    public bool IsBackground(string id, JsonObject operation)
    {
        if (operation.Find("x-priority") is not { } node)
        {
            return false;
        }

        var priority = (node as JsonString)?.Value;
        if (priority is not ("background" or "foreground"))
        {
            diagnostics.Add(SpecDescriptors.Priority, node, id);
        }

        return priority == "background";
    }

    // A document without these extensions, such as Adobe's own, uses the values of the bundled operation with the same method and path.
    public RequestKind RequestKindOf(string id, string method, string path, JsonObject operation)
    {
        if (operation.Find("x-request-kind") is not { } node)
        {
            return PassOperations.FindAt(method, path)?.RequestKind ?? RequestKind.Api;
        }

        switch ((node as JsonString)?.Value)
        {
            case "registration":
                return RequestKind.Registration;
            case "token":
                return RequestKind.Token;
            case "api":
                return RequestKind.Api;
            default:
                diagnostics.Add(SpecDescriptors.RequestKind, node, id);
                return RequestKind.Api;
        }
    }

    public bool IsIdempotent(string id, string method, string path, JsonObject operation)
    {
        var inferred = PassOperations.FindAt(method, path)?.IsIdempotent ?? method == "get";
        if (operation.Find("x-idempotent") is not { } node)
        {
            return inferred;
        }

        if (node is JsonLiteral { Value: { } stated })
        {
            return stated;
        }

        diagnostics.Add(SpecDescriptors.Idempotence, node, id, inferred ? "true" : "false");
        return inferred;
    }
}
