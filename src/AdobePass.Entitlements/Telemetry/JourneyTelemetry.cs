using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AdobePass.Entitlements;

/// <summary>
/// The activities and metrics of journeys, in the activity source and the meter of the runtime. Values of tags come from short fixed lists.
/// A listener that throws is ignored: telemetry must not change the outcome of a journey.
/// </summary>
internal sealed class JourneyTelemetry(string? client)
{
    private static readonly Meter Meter = new(AdobePassTelemetry.MeterName);

    private static readonly ActivitySource Activities = new(AdobePassTelemetry.ActivitySourceName);

    private static readonly Counter<long> SignIns =
        Meter.CreateCounter<long>("adobepass.signins", "{signin}", "Sign-ins that ended, by outcome.");

    private static readonly Counter<long> SignInPolls =
        Meter.CreateCounter<long>("adobepass.signin.polls", "{poll}", "Polls of sign-ins, by outcome.");

    private static readonly Histogram<double> SignInWait =
        Meter.CreateHistogram<double>("adobepass.signin.wait", "s", "From the code to the profile of a viewer who signed in.");

    private static readonly Counter<long> Authorizations =
        Meter.CreateCounter<long>("adobepass.authorizations", "{authorization}", "Authorizations of playbacks, by outcome.");

    /// <summary>Starts the activity of a journey. The calls of the journey are activities in it.</summary>
    internal JourneyActivity Start(string name)
    {
        var current = Activity.Current;
        try
        {
            var activity = Activities.StartActivity(name);
            if (client is not null)
            {
                activity?.SetTag("adobepass.client", client);
            }

            return new JourneyActivity(activity);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Activity.Current = current;
            return new JourneyActivity(null);
        }
    }

    internal void CountSignIn(string outcome) => Add(SignIns, outcome);

    internal void CountPoll(string outcome) => Add(SignInPolls, outcome);

    internal void CountAuthorization(string outcome) => Add(Authorizations, outcome);

    internal void RecordWait(TimeSpan wait)
    {
        try
        {
            if (client is null)
            {
                SignInWait.Record(wait.TotalSeconds);
            }
            else
            {
                SignInWait.Record(wait.TotalSeconds, new KeyValuePair<string, object?>("client", client));
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The listener's own failure.
        }
    }

    private void Add(Counter<long> counter, string outcome)
    {
        try
        {
            var tag = new KeyValuePair<string, object?>("outcome", outcome);
            if (client is null)
            {
                counter.Add(1, tag);
            }
            else
            {
                counter.Add(1, tag, new KeyValuePair<string, object?>("client", client));
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The listener's own failure.
        }
    }
}
