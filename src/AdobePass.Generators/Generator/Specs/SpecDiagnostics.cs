using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Shared.Json;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Collects the diagnostics of one spec, each in its file, without duplicates.</summary>
internal sealed class SpecDiagnostics(SpecDocuments documents)
{
    private readonly List<DiagnosticInfo> _diagnostics = [];
    private readonly HashSet<DiagnosticInfo> _known = [];

    public void Add(DiagnosticDescriptor descriptor, JsonNode node, params string[] arguments) =>
        AddAt(descriptor, node.Start, Math.Max(1, node.End - node.Start), arguments);

    public void AddAt(DiagnosticDescriptor descriptor, int start, int length, params string[] arguments)
    {
        var document = documents.At(start);
        var location = LocationInfo.Of(document.Path, document.Text, start - document.Start, length);
        var diagnostic = DiagnosticInfo.Create(descriptor, location, arguments);
        if (_known.Add(diagnostic))
        {
            _diagnostics.Add(diagnostic);
        }
    }

    public EquatableArray<DiagnosticInfo> ToArray() => _diagnostics.ToEquatableArray();
}
