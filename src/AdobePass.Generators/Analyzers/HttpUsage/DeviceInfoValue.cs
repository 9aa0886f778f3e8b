using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>The kinds of problems of a value of <c>X-Device-Info</c>.</summary>
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
/// <param name="Kind">The kind of the problem.</param>
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

        return FindProblemOfJson(json, cancellationToken);
    }

    /// <summary>Finds the problem of the JSON before it is encoded. Parts of it may be unknown.</summary>
    public static DeviceInfoProblem? FindProblemOfJson(string json, CancellationToken cancellationToken)
    {
        var isWhole = json.IndexOf(TracedString.UnknownPart) < 0;
        try
        {
            return JsonReader.Read(json, cancellationToken) is JsonObject members
                ? FindProblem(members.Members.Select(static member => (member.Name, (member.Value as JsonString)?.Value)).ToList())
                : new DeviceInfoProblem(DeviceInfoProblemKind.NotJsonObject);
        }
        catch (JsonSyntaxException)
        {
            return isWhole ? new DeviceInfoProblem(DeviceInfoProblemKind.InvalidJson) : null;
        }
    }

    /// <summary>Finds the problem of a header value of which only parts are known.</summary>
    public static DeviceInfoProblem? FindProblemOfPart(string value)
    {
        var trimmed = value.TrimStart();
        return trimmed.StartsWith("{\"", StringComparison.Ordinal) || trimmed.StartsWith("{ \"", StringComparison.Ordinal)
            ? new DeviceInfoProblem(DeviceInfoProblemKind.PlainJson)
            : trimmed.Trim().Any(static c => c != TracedString.UnknownPart
                && !(c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '+' or '/' or '=' or '-' or '_'))
            ? new DeviceInfoProblem(DeviceInfoProblemKind.NotBase64)
            : null;
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
}
