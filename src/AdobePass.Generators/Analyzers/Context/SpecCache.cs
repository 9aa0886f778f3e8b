using System.Runtime.CompilerServices;
using AdobePass.Generators.Generator.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Analyzers.Context;

/// <summary>Caches the specs that analyzers read. Each text is parsed once, for all analyzers and edits.</summary>
internal static class SpecCache
{
    private static readonly ConditionalWeakTable<SourceText, Entry> Readings = new();

    /// <param name="hasDates">Whether the project has <c>DateOnly</c>.</param>
    public static List<(SpecFile File, SpecReading Reading)> ReadAll(
        AnalyzerOptions options,
        CancellationToken cancellationToken,
        bool hasDates = true)
    {
        var parts = PartsOf(options, cancellationToken);
        var specs = new List<(SpecFile, SpecReading)>();
        foreach (var additional in options.AdditionalFiles)
        {
            if (SpecFile.TryCreate(additional, options.AnalyzerConfigOptionsProvider, cancellationToken) is { } spec)
            {
                var file = (spec with { HasDates = hasDates }).WithParts(parts);
                specs.Add((file, Read(file, cancellationToken)));
            }
        }

        return specs;
    }

    private static List<SpecPart> PartsOf(AnalyzerOptions options, CancellationToken cancellationToken) => options.AdditionalFiles
        .Select(file => SpecPart.TryCreate(file, options.AnalyzerConfigOptionsProvider, cancellationToken))
        .Where(static part => part is not null)
        .Select(static part => part!)
        .ToList();

    private static SpecReading Read(SpecFile file, CancellationToken cancellationToken)
    {
        if (!file.HasDates)
        {
            return SpecReader.Read(file, cancellationToken);
        }

        if (Readings.TryGetValue(file.Text, out var known) && known.File.Equals(file))
        {
            return known.Reading;
        }

        // The entry of an older version of the other files is replaced.
        var entry = new Entry(file, SpecReader.Read(file, cancellationToken));
        lock (Readings)
        {
            Readings.Remove(file.Text);
            Readings.Add(file.Text, entry);
        }

        return entry.Reading;
    }

    private sealed class Entry(SpecFile file, SpecReading reading)
    {
        public SpecFile File => file;

        public SpecReading Reading => reading;
    }
}
