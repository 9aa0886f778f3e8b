using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Represents a variable or member that describes the device and is in scope.</summary>
/// <param name="Name">The name of the variable or member, as C# writes it.</param>
/// <param name="HasIdentifier">Whether it is a <c>StreamingDevice</c>, not only a <c>DeviceInformation</c>.</param>
internal sealed record DeviceInScope(string Name, bool HasIdentifier)
{
    /// <summary>
    /// Finds the closest one: a parameter or local before a field, a field before a property. Returns <see langword="null"/> if two are
    /// equally close.
    /// </summary>
    public static DeviceInScope? Find(SemanticModel model, int position, bool needsIdentifier, CancellationToken cancellationToken)
    {
        var all = ValuesInScope.Find(model, position, cancellationToken)
            .Where(each => each.Type == "AdobePass.StreamingDevice"
                || (each.Type == "AdobePass.DeviceInformation" && !needsIdentifier))
            .ToList();
        foreach (var rank in all.GroupBy(static each => each.Rank).OrderBy(static each => each.Key))
        {
            // A StreamingDevice contains more than a DeviceInformation.
            var closest = rank.GroupBy(static each => each.Type)
                .OrderByDescending(static each => each.Key, StringComparer.Ordinal)
                .First()
                .ToList();
            return closest is [var (only, _, type)]
                ? new DeviceInScope(Names.Escape(only.Name), type == "AdobePass.StreamingDevice")
                : null;
        }

        return null;
    }
}
