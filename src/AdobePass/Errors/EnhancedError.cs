namespace AdobePass;

/// <content>What an application can do about the error. The members on the wire are emitted from <c>api-spec/rest-v2.json</c>.</content>
public sealed partial class EnhancedError
{
    /// <summary>Gets what an application can do about the error: by its action, then by its code, then by its status.</summary>
    public NextStep NextStep => ErrorClassifier.Classify(this);
}
