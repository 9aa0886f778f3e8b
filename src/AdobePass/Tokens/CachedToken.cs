using AdobePass.Runtime;

namespace AdobePass;

/// <summary>
/// An access token in memory. Its age is measured on the monotonic clock, so that a wall clock set forwards or back neither kills nor revives it.
/// </summary>
internal sealed class CachedToken
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(30);
    private static readonly TimeSpan LongestRenewalWindow = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestSafetyMargin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RenewalPause = TimeSpan.FromSeconds(30);

    // Timestamps of the clock: whoever asks has read it already.
    private readonly long _usableUntil;
    private readonly long _freshUntil;
    private long _nextRenewal;
    private long _reissuedUntil;

    private CachedToken(AccessToken token, TimeSpan life, TimeSpan age, double spread, TimeProvider clock)
    {
        Token = token;
        var now = clock.GetTimestamp();

        // Adobe asks for renewal shortly before the end and no earlier. Short-lived tokens get margins in proportion.
        _usableUntil = now + Ticks(life - age - Min(LongestSafetyMargin, Fraction(life, 10)), clock);
        // Up to half as early again, so that devices that began together do not renew together; the same for a device each time, so that its machines agree.
        var window = Min(LongestRenewalWindow, Fraction(life, 5));
        _freshUntil = now + Ticks(life - age - window - TimeSpan.FromTicks((long)(window.Ticks / 2 * spread)), clock);
    }

    internal AccessToken Token { get; }

    /// <summary>
    /// Records that the service issued this token in place of an identical one that it had rejected. It does so within one second; another request before
    /// that would bring it again.
    /// </summary>
    internal void MarkReissued(TimeProvider clock) =>
        Interlocked.Exchange(ref _reissuedUntil, clock.GetTimestamp() + Ticks(TimeSpan.FromSeconds(1), clock));

    /// <summary>Gets whether the service would issue this very token again.</summary>
    /// <param name="now">The clock's timestamp.</param>
    internal bool WouldBeReissuedAt(long now) => now < Interlocked.Read(ref _reissuedUntil);

    /// <summary>Whether the token can be sent.</summary>
    /// <param name="now">The clock's timestamp.</param>
    internal bool IsUsableAt(long now) => now < _usableUntil;

    internal static CachedToken FromResponse(AccessToken token, long expiresInSeconds, long requestedAt, CredentialKey key, TimeProvider clock)
    {
        var life = expiresInSeconds < LongestLife.TotalSeconds ? TimeSpan.FromSeconds(expiresInSeconds) : LongestLife;
        return new CachedToken(token, life, clock.GetElapsedTime(requestedAt), key.Jitter, clock);
    }

    /// <summary>Takes up a token that an earlier process left, if its times can be trusted.</summary>
    internal static CachedToken? FromCache(CachedAccessToken cached, CredentialKey key, TimeProvider clock)
    {
        var age = clock.GetUtcNow() - cached.ReceivedAt;
        var life = cached.ExpiresAt - cached.ReceivedAt;
        if (!HeaderValues.IsSafe(cached.Token.Reveal()) || age < TimeSpan.Zero || life <= TimeSpan.Zero || life > LongestLife)
        {
            return null;
        }

        var token = new CachedToken(cached.Token, life, age, key.Jitter, clock);
        return token.IsUsableAt(clock.GetTimestamp()) ? token : null;
    }

    /// <summary>Whether it is time to renew in the background; says so to one caller in 30 seconds, so that a failing service is not asked at every call.</summary>
    /// <param name="now">The clock's timestamp.</param>
    /// <param name="clock">The clock.</param>
    internal bool ClaimsRenewal(long now, TimeProvider clock)
    {
        if (now < _freshUntil)
        {
            return false;
        }

        var next = Interlocked.Read(ref _nextRenewal);
        return (next == 0 || now >= next)
            && Interlocked.CompareExchange(ref _nextRenewal, now + Ticks(RenewalPause, clock), next) == next;
    }

    private static long Ticks(TimeSpan time, TimeProvider clock) => (long)(time.TotalSeconds * clock.TimestampFrequency);

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static TimeSpan Fraction(TimeSpan life, int divisor) => TimeSpan.FromTicks(life.Ticks / divisor);
}
