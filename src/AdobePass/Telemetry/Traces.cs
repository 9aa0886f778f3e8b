using System.Diagnostics;

namespace AdobePass;

/// <summary>One activity per call, and one per registration or token request.</summary>
internal static class Traces
{
    /// <summary>Whether anybody listens.</summary>
    internal static bool AreWanted => Instruments.Activities.HasListeners();

    internal static Activity? Start(string operationId) => Instruments.Activities.StartActivity(operationId, ActivityKind.Client);

    /// <summary>Marks an activity as failed. Used as an exception filter, so it never catches: the message of a fault may quote the service, and its type says enough.</summary>
    internal static bool Fails(this Activity? activity, Exception fault)
    {
        activity?.SetTag("error.type", fault.GetType().Name);
        activity?.SetStatus(ActivityStatusCode.Error);
        return false;
    }
}
