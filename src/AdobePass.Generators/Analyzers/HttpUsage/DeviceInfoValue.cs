using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>What can be wrong with a value of <c>X-Device-Info</c>.</summary>
internal enum DeviceInfoProblemKind
{
    PlainJson,
    NotBase64,
    InvalidJson,
    NotJsonObject,
    MissingMembers,
    UnlistedValue,
}

/// <summary>A problem of a value of <c>X-Device-Info</c>.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Members">The members that are missing or have a wrong value.</param>
/// <param name="Allowed">The values that Adobe lists for the member.</param>
internal sealed record DeviceInfoProblem(DeviceInfoProblemKind Kind, string Members = "", string Allowed = "");

/// <summary>Checks values of <c>X-Device-Info</c>.</summary>
internal static class DeviceInfoValue
{
    /// <summary>Finds the problem of a constant header value; <see langword="null"/> if it is valid.</summary>
    public static DeviceInfoProblem? FindProblem(string value, CancellationToken cancellationToken)
    {
        var trimmed = value.Trim();
        if (trimmed.StartsWith("{", StringComparison.Ordinal))
        {
            return new DeviceInfoProblem(DeviceInfoProblemKind.PlainJson);
        }

        if (Base64.Decode(trimmed) is not { } json)
        {
            return new DeviceInfoProblem(DeviceInfoProblemKind.NotBase64);
        }

        try
        {
            return JsonReader.Read(json, cancellationToken) is JsonObject members
                ? FindProblem(members.Members.Select(static member => (member.Name, (member.Value as JsonString)?.Value)).ToList())
                : new DeviceInfoProblem(DeviceInfoProblemKind.NotJsonObject);
        }
        catch (JsonSyntaxException)
        {
            return new DeviceInfoProblem(DeviceInfoProblemKind.InvalidJson);
        }
    }

    /// <summary>Finds the problem of members, given by their names and, if known, their values.</summary>
    public static DeviceInfoProblem? FindProblem(IReadOnlyCollection<(string Name, string? Value)> members)
    {
        var missing = DeviceInfoKeys.Required
            .Where(key => !members.Any(member => string.Equals(member.Name, key, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        if (missing.Count > 0)
        {
            return new DeviceInfoProblem(DeviceInfoProblemKind.MissingMembers, string.Join(", ", missing));
        }

        foreach (var (name, value) in members)
        {
            if (value is not null
                && value.IndexOf(TracedString.UnknownPart) < 0
                && DeviceInfoKeys.Restricted.TryGetValue(name, out var allowed)
                && !allowed.Contains(value, StringComparer.Ordinal))
            {
                return new DeviceInfoProblem(DeviceInfoProblemKind.UnlistedValue, name, string.Join(", ", allowed));
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
                case IInvocationOperation
                {
                    TargetMethod.Name: "ToBase64String" or "GetBytes" or "Serialize" or "SerializeToUtf8Bytes" or "SerializeObject",
                    Arguments: [{ Value: var argument }, ..]
                }:
                    value = argument;
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>The members of an anonymous object.</summary>
    public static IReadOnlyCollection<(string Name, string? Value)> MembersOf(
        CodeBlock block,
        IAnonymousObjectCreationOperation creation,
        CancellationToken cancellationToken) =>
    [
        .. creation.Initializers.OfType<ISimpleAssignmentOperation>()
            .Where(static assignment => assignment.Target is IPropertyReferenceOperation)
            .Select(assignment => (
                ((IPropertyReferenceOperation)assignment.Target).Property.Name,
                ConstantTracer.TraceWhole(block, assignment.Value, cancellationToken))),
    ];
}
