using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>A fault inside a spec file, with its place.</summary>
/// <param name="RuleId">The rule that reports it.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Start">The position of the first character.</param>
/// <param name="Length">The number of characters.</param>
internal sealed record SpecDiagnostic(string RuleId, string Message, int Start, int Length)
{
    public Location LocationIn(SpecFile file)
    {
        var start = Math.Min(Start, file.Text.Length);
        var span = TextSpan.FromBounds(start, Math.Min(start + Length, file.Text.Length));
        return Location.Create(file.Path, span, file.Text.Lines.GetLinePositionSpan(span));
    }
}

/// <summary>What came of reading a spec file: a model unless the whole file is unreadable, and every fault.</summary>
internal sealed record SpecReading(string Name, SpecModel? Model, EquatableArray<SpecDiagnostic> Faults);
