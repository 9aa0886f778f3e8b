namespace AdobePass.Testing.Conformance;

/// <summary>What a rule finds in a run.</summary>
internal readonly record struct Verdict(ConformanceStatus Status, string Reason, IReadOnlyList<ConformanceExchange> Evidence)
{
    public static Verdict Kept(string reason, params ConformanceExchange[] evidence) => new(ConformanceStatus.Kept, reason, evidence);

    public static Verdict Broken(string reason, params ConformanceExchange[] evidence) => new(ConformanceStatus.Broken, reason, evidence);

    public static Verdict NotExercised(string reason) => new(ConformanceStatus.NotExercised, reason, []);
}
