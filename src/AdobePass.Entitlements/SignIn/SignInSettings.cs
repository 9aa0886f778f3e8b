namespace AdobePass.Entitlements;

/// <summary>Represents what every sign-in of an application has in common.</summary>
internal sealed record SignInSettings(string DomainName, string RedirectUrl, TimeSpan MinPollingInterval, TimeSpan MaxPollingInterval)
{
    // The part of the interval by which the loops of several processes differ, so that they do not poll at the same moment.
    private static readonly TimeSpan LoopJitter = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(30);

    /// <summary>Gets the time from one poll to the next.</summary>
    internal TimeSpan IntervalOf(StoredSignIn signIn)
    {
        var spread = MaxPollingInterval - MinPollingInterval - LoopJitter;
        var jitter = spread > TimeSpan.Zero ? spread.Ticks * Waits.Jitter(signIn.Code, signIn.Polls) : 0;
        var interval = MinPollingInterval + TimeSpan.FromTicks((long)jitter);
        if (signIn.Failures == 0)
        {
            return interval;
        }

        var backoff = TimeSpan.FromTicks(interval.Ticks << Math.Min(signIn.Failures, 4));
        return backoff < LongestBackoff ? backoff : LongestBackoff > interval ? LongestBackoff : interval;
    }

    /// <summary>Gets how much later than others a loop polls.</summary>
    internal TimeSpan LoopDelayOf(Guid loop) =>
        MaxPollingInterval - MinPollingInterval > LoopJitter
            ? TimeSpan.FromTicks((long)(LoopJitter.Ticks * Waits.Jitter(loop.ToString("n"), 0)))
            : TimeSpan.Zero;
}
