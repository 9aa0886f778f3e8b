using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Collects the faults of one spec file, each place once.</summary>
internal sealed class SpecDiagnostics
{
    private readonly List<SpecDiagnostic> _faults = [];

    public void Add(string ruleId, string message, JsonNode node) => Add(ruleId, message, node.Start, Math.Max(1, node.End - node.Start));

    public void Add(string ruleId, string message, int start, int length)
    {
        var fault = new SpecDiagnostic(ruleId, message, start, length);
        if (!_faults.Contains(fault))
        {
            _faults.Add(fault);
        }
    }

    public EquatableArray<SpecDiagnostic> ToArray() => _faults.ToEquatableArray();
}
