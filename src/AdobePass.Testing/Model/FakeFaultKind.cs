namespace AdobePass.Testing;

/// <summary>Specifies what an injected fault does to a request.</summary>
public enum FakeFaultKind
{
    /// <summary>Sends a fixed response. The request is not processed.</summary>
    Respond = 0,

    /// <summary>Waits on the clock of the fake, then processes the request as usual.</summary>
    Delay,

    /// <summary>Breaks the connection. The request is not processed.</summary>
    ResetBeforeProcessing,

    /// <summary>Processes the request, then breaks the connection. The response is lost; the effects remain.</summary>
    ResetAfterProcessing,

    /// <summary>Processes the request and sends a changed response (truncated, padded, with wrong types).</summary>
    Alter,
}
