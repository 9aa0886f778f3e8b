namespace AdobePass.Testing;

/// <summary>What an injected fault does to a request.</summary>
public enum FakeFaultKind
{
    /// <summary>Answers with a fixed response; the request is not carried out.</summary>
    Respond = 0,

    /// <summary>Waits on the clock of the fake, then carries the request out as usual.</summary>
    Delay,

    /// <summary>Breaks the connection; the request is not carried out.</summary>
    ResetBeforeProcessing,

    /// <summary>Carries the request out, then breaks the connection: the answer is lost, its effects stay.</summary>
    ResetAfterProcessing,

    /// <summary>Carries the request out and sends the answer changed (cut, padded, of wrong types).</summary>
    Alter,
}
