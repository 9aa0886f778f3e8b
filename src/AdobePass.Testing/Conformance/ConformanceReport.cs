using System.Text;
using AdobePass.Testing.Conformance;

namespace AdobePass.Testing;

/// <summary>
/// Represents what a recorded run shows about each requirement of Adobe's checklist for REST API V2: kept, broken or not exercised, with
/// the exchanges that prove it.
/// </summary>
public sealed class ConformanceReport
{
    private readonly Dictionary<string, ConformanceResult> _byId;

    private ConformanceReport(IReadOnlyList<ConformanceResult> results)
    {
        Results = results;
        _byId = results.ToDictionary(static result => result.Id, StringComparer.Ordinal);
    }

    /// <summary>Gets the results in the order of the checklist: M01 to M23, then R01 to R12.</summary>
    public IReadOnlyList<ConformanceResult> Results { get; }

    /// <summary>Gets the results of requirements that the run breaks.</summary>
    public IReadOnlyList<ConformanceResult> Broken => [.. Results.Where(static result => result.Status == ConformanceStatus.Broken)];

    /// <summary>Gets the result of a requirement.</summary>
    /// <param name="id">The id, such as <c>M07</c>.</param>
    /// <returns>The result.</returns>
    /// <exception cref="KeyNotFoundException">The checklist has no such requirement.</exception>
    public ConformanceResult this[string id] => _byId.TryGetValue(id, out var result)
        ? result
        : throw new KeyNotFoundException($"The checklist has no requirement '{id}'. The ids are M01 to M23 and R01 to R12.");

    /// <summary>Creates a report of a run.</summary>
    /// <param name="exchanges">The exchanges and marks, as <see cref="ConformanceRecorder.Exchanges"/> returns them.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="exchanges"/> is null.</exception>
    public static ConformanceReport From(IEnumerable<ConformanceExchange> exchanges)
    {
        ArgumentNullException.ThrowIfNull(exchanges);
        var run = new ConformanceRun(exchanges);
        return new ConformanceReport(
        [
            .. ConformanceRules.All.Select(rule =>
            {
                var verdict = rule.Find(run);
                return new ConformanceResult(rule.Id, rule.Requirement, verdict.Status, verdict.Reason, verdict.Evidence);
            }),
        ]);
    }

    /// <summary>Throws if the run breaks a requirement.</summary>
    /// <exception cref="ConformanceException">The run breaks a requirement. The message lists every one, with its evidence.</exception>
    public void EnsureNothingBroken()
    {
        if (Broken is { Count: > 0 } broken)
        {
            throw new ConformanceException(broken);
        }
    }

    /// <summary>Writes the report as a Markdown table.</summary>
    /// <returns>The table.</returns>
    public string ToMarkdown()
    {
        var text = new StringBuilder("| id | requirement | result | reason | evidence |\n| --- | --- | --- | --- | --- |\n");
        foreach (var result in Results)
        {
            text.Append("| ").Append(result.Id)
                .Append(" | ").Append(Escape(result.Requirement))
                .Append(" | ").Append(NameOf(result.Status))
                .Append(" | ").Append(Escape(result.Reason))
                .Append(" | ").Append(Escape(string.Join("; ", result.Evidence)))
                .Append(" |\n");
        }

        return text.ToString();
    }

    /// <summary>Writes the report as lines of text: the counts, and then one line for each requirement.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        int Count(ConformanceStatus status) => Results.Count(result => result.Status == status);
        var summary = $"{Count(ConformanceStatus.Kept)} kept, {Count(ConformanceStatus.Broken)} broken, "
            + $"{Count(ConformanceStatus.NotExercised)} not exercised";
        return string.Join('\n', Results.Select(static result => result.ToString()).Prepend(summary));
    }

    private static string NameOf(ConformanceStatus status) => status switch
    {
        ConformanceStatus.Kept => "kept",
        ConformanceStatus.Broken => "broken",
        _ => "not exercised",
    };

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
