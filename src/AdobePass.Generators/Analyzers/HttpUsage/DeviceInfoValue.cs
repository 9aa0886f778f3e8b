using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>Says what is wrong with a value of <c>X-Device-Info</c>.</summary>
internal static class DeviceInfoValue
{
    /// <summary>The fault of a constant header value, or nothing.</summary>
    public static string? DiagnosticOf(string value, CancellationToken cancellationToken)
    {
        var trimmed = value.Trim();
        if (trimmed.StartsWith("{", StringComparison.Ordinal))
        {
            return "is JSON in the clear; the header takes the Base64 of it";
        }

        if (Base64.Decode(trimmed) is not { } json)
        {
            return "is no Base64; the header takes the Base64 of a JSON object";
        }

        try
        {
            return JsonReader.Read(json, cancellationToken) is JsonObject members
                ? DiagnosticOf(members.Members.Select(static member => (member.Name, (member.Value as JsonString)?.Value)).ToList())
                : "is the Base64 of no JSON object";
        }
        catch (JsonSyntaxException)
        {
            return "is the Base64 of something that is no valid JSON";
        }
    }

    /// <summary>The fault of members, given by their names and, where they are known, their values.</summary>
    public static string? DiagnosticOf(IReadOnlyCollection<(string Name, string? Value)> members)
    {
        var missing = DeviceInfoKeys.Required.Where(key => !members.Any(member => string.Equals(member.Name, key, StringComparison.OrdinalIgnoreCase))).ToList();
        if (missing.Count > 0)
        {
            return $"lacks {string.Join(", ", missing)}";
        }

        foreach (var (name, value) in members)
        {
            if (value is not null && value.IndexOf(TracedString.UnknownPart) < 0 && DeviceInfoKeys.Restricted.TryGetValue(name, out var allowed) && !allowed.Contains(value, StringComparer.Ordinal))
            {
                return $"has a {name} that Adobe does not list; it lists {string.Join(", ", allowed)}";
            }
        }

        return null;
    }

    /// <summary>The anonymous object that is serialized into the value, if there is one.</summary>
    public static IAnonymousObjectCreationOperation? FindObject(CodeBlock block, IOperation value)
    {
        for (var depth = 0; depth < 8; depth++)
        {
            switch (HttpTypes.WalkDownConversions(value))
            {
                case IAnonymousObjectCreationOperation found:
                    return found;
                case ILocalReferenceOperation local when block.OnlyValueOf(local.Local) is { } only:
                    value = only;
                    break;
                case IInvocationOperation { TargetMethod.Name: "ToBase64String" or "GetBytes" or "Serialize" or "SerializeToUtf8Bytes" or "SerializeObject", Arguments: [{ Value: var argument }, ..] }:
                    value = argument;
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>The members of an anonymous object.</summary>
    public static IReadOnlyCollection<(string Name, string? Value)> MembersOf(CodeBlock block, IAnonymousObjectCreationOperation creation, CancellationToken cancellationToken) =>
    [
        .. creation.Initializers.OfType<ISimpleAssignmentOperation>()
            .Where(static assignment => assignment.Target is IPropertyReferenceOperation)
            .Select(assignment => (((IPropertyReferenceOperation)assignment.Target).Property.Name, ConstantTracer.TraceWhole(block, assignment.Value, cancellationToken))),
    ];
}
