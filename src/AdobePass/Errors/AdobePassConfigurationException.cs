namespace AdobePass;

/// <summary>The exception that is thrown when an option, or an argument of a call, is missing or invalid.</summary>
public sealed class AdobePassConfigurationException : AdobePassException
{
    internal AdobePassConfigurationException(string message)
        : base(message)
    {
    }

    internal AdobePassConfigurationException(IReadOnlyList<string> failures)
        : base("Adobe Pass is not configured: " + string.Join(" ", failures))
    {
    }

    /// <inheritdoc/>
    public override NextStep NextStep => NextStep.FixConfiguration;
}
