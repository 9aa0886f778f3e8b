using System.Runtime.CompilerServices;
using AdobePass.Generators.Generator.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Analyzers.Context;

/// <summary>Caches the specs that analyzers read. Each text is parsed once, for all analyzers and edits.</summary>
internal static class SpecCache
{
    private static readonly ConditionalWeakTable<SourceText, SpecReading> Readings = new();

    /// <param name="hasDates">Whether the project has <c>DateOnly</c>.</param>
    public static List<(SpecFile File, SpecReading Reading)> ReadAll(
        AnalyzerOptions options,
        CancellationToken cancellationToken,
        bool hasDates = true)
    {
        var specs = new List<(SpecFile, SpecReading)>();
        foreach (var additional in options.AdditionalFiles)
        {
            if (SpecFile.TryCreate(additional, options.AnalyzerConfigOptionsProvider, cancellationToken) is { } file)
            {
                specs.Add((file, Read(file with { HasDates = hasDates }, cancellationToken)));
            }
        }

        return specs;
    }

    public static SpecReading Read(SpecFile file, CancellationToken cancellationToken)
    {
        if (!file.HasDates)
        {
            return SpecReader.Read(file, cancellationToken);
        }

        if (Readings.TryGetValue(file.Text, out var known) && known.Name == file.Name)
        {
            return known;
        }

        var reading = SpecReader.Read(file, cancellationToken);
        return Readings.GetValue(file.Text, _ => reading) is { } kept && kept.Name == file.Name ? kept : reading;
    }
}
