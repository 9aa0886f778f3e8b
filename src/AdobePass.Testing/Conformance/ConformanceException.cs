namespace AdobePass.Testing;

/// <summary>The exception that is thrown if a recorded run breaks requirements of Adobe's checklist.</summary>
public sealed class ConformanceException : Exception
{
    internal ConformanceException(IReadOnlyList<ConformanceResult> broken)
        : base($"The run breaks {broken.Count} of the requirements of Adobe's checklist:\n{string.Join('\n', broken)}") => Broken = broken;

    /// <summary>Gets the results of the requirements that the run breaks.</summary>
    public IReadOnlyList<ConformanceResult> Broken { get; }
}
