using System.Globalization;
using AdobePass.Generators.Shared.Json;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Collects diagnostics of operations and references: one per kind, at the first one, with the names of the others.</summary>
internal sealed class OperationDiagnostics(SpecDiagnostics diagnostics)
{
    private const int MaxNames = 3;

    private readonly Dictionary<DiagnosticDescriptor, Group> _groups = [];
    private readonly List<Group> _order = [];

    /// <param name="descriptor">The descriptor, whose first argument is the list of names.</param>
    /// <param name="node">The node to report.</param>
    /// <param name="name">The name of the operation, or of its part.</param>
    public void Add(DiagnosticDescriptor descriptor, JsonNode node, string name) =>
        AddAt(descriptor, node.Start, Math.Max(1, node.End - node.Start), name);

    public void AddAt(DiagnosticDescriptor descriptor, int start, int length, string name)
    {
        if (!_groups.TryGetValue(descriptor, out var group))
        {
            group = new Group(descriptor, start, length);
            _groups.Add(descriptor, group);
            _order.Add(group);
        }

        group.Names.Add(name);
    }

    /// <summary>Reports what was collected.</summary>
    public void Report()
    {
        foreach (var group in _order)
        {
            diagnostics.AddAt(group.Descriptor, group.Start, group.Length, Join(group.Names));
        }
    }

    private static string Join(List<string> names)
    {
        var distinct = names.Distinct(StringComparer.Ordinal).ToList();
        var shown = string.Join(", ", distinct.Take(MaxNames));
        var others = distinct.Count - MaxNames;
        return others <= 0 ? shown : $"{shown} and {others.ToString(CultureInfo.InvariantCulture)} more";
    }

    private sealed class Group(DiagnosticDescriptor descriptor, int start, int length)
    {
        public DiagnosticDescriptor Descriptor => descriptor;

        public int Start => start;

        public int Length => length;

        public List<string> Names { get; } = [];
    }
}
