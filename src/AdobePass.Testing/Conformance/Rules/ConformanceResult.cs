namespace AdobePass.Testing;

/// <summary>Represents what a recorded run shows about one requirement of Adobe's checklist.</summary>
public sealed class ConformanceResult
{
    internal ConformanceResult(
        string id,
        string requirement,
        ConformanceStatus status,
        string reason,
        IReadOnlyList<ConformanceExchange> evidence)
    {
        Id = id;
        Requirement = requirement;
        Status = status;
        Reason = reason;
        Evidence = evidence;
    }

    /// <summary>Gets the id: <c>M01</c> to <c>M23</c> for mandatory requirements, <c>R01</c> to <c>R12</c> for recommended ones.</summary>
    public string Id { get; }

    /// <summary>Gets whether the requirement is mandatory.</summary>
    public bool IsMandatory => Id[0] == 'M';

    /// <summary>Gets the requirement.</summary>
    public string Requirement { get; }

    /// <summary>Gets what the run shows.</summary>
    public ConformanceStatus Status { get; }

    /// <summary>Gets the reason.</summary>
    public string Reason { get; }

    /// <summary>Gets the exchanges that prove it; empty if the requirement is not exercised.</summary>
    public IReadOnlyList<ConformanceExchange> Evidence { get; }

    /// <summary>Returns the id, the status, the reason and the evidence.</summary>
    /// <returns>The id, the status, the reason and the evidence.</returns>
    public override string ToString() =>
        $"{Id} {Status}: {Reason}{(Evidence.Count > 0 ? $" [{string.Join("; ", Evidence)}]" : "")}";
}
