namespace AdobePass;

/// <summary>The options, or a call, lack something that only the developer can give.</summary>
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
