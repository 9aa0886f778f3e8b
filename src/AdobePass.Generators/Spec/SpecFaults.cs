using AdobePass.Generators.Json;
using AdobePass.Generators.Text;

namespace AdobePass.Generators.Spec;

/// <summary>Collects the faults of one spec file, each place once.</summary>
internal sealed class SpecFaults
{
    private readonly List<SpecFault> _faults = [];

    public void Add(string ruleId, string message, JsonNode node) => Add(ruleId, message, node.Start, Math.Max(1, node.End - node.Start));

    public void Add(string ruleId, string message, int start, int length)
    {
        var fault = new SpecFault(ruleId, message, start, length);
        if (!_faults.Contains(fault))
        {
            _faults.Add(fault);
        }
    }

    public EquatableArray<SpecFault> ToArray() => _faults.ToEquatableArray();
}
