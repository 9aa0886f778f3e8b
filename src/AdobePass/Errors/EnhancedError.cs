namespace AdobePass;

/// <content>What an application can do about the error. The members on the wire are emitted from <c>api-spec/rest-v2.json</c>.</content>
public sealed partial class EnhancedError
{
    /// <summary>
    /// Gets what an application can do about the error. It is determined by the action, then by the code, then by the status.
    /// </summary>
    public NextStep NextStep => ErrorClassifier.Classify(this);
}
