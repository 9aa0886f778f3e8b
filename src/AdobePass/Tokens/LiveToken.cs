using AdobePass.Runtime;

namespace AdobePass;

/// <summary>
/// An access token in memory. Its age is measured on the monotonic clock, so that a wall clock set forwards or back neither kills nor revives it.
/// </summary>
internal sealed class LiveToken
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(30);
    private static readonly TimeSpan LongestRenewalWindow = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestSafetyMargin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RenewalPause = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly TimeSpan _usable;
    private readonly TimeSpan _fresh;
    private long _nextRenewalTicks;

    private LiveToken(AccessToken token, TimeSpan life, TimeSpan age, double spread, TimeProvider clock)
    {
        Token = token;
        _clock = clock;
        _start = clock.GetTimestamp();

        // Adobe asks for renewal shortly before the end and no earlier. Short-lived tokens get margins in proportion.
        _usable = life - age - Min(LongestSafetyMargin, Fraction(life, 10));
        // Up to half as early again, so that devices that began together do not renew together; the same for a device each time, so that its machines agree.
        var window = Min(LongestRenewalWindow, Fraction(life, 5));
        _fresh = life - age - window - TimeSpan.FromTicks((long)(window.Ticks / 2 * spread));
    }

    internal AccessToken Token { get; }

    /// <summary>Whether the token can be sent.</summary>
    internal bool IsUsable => _clock.GetElapsedTime(_start) < _usable;

    internal static LiveToken FromAnswer(AccessToken token, long expiresInSeconds, long requestedAt, CredentialPartition partition, TimeProvider clock)
    {
        var life = expiresInSeconds < LongestLife.TotalSeconds ? TimeSpan.FromSeconds(expiresInSeconds) : LongestLife;
        return new LiveToken(token, life, clock.GetElapsedTime(requestedAt), partition.Spread, clock);
    }

    /// <summary>Takes up a token that an earlier process left, if its times can be trusted.</summary>
    internal static LiveToken? FromCache(CachedAccessToken cached, CredentialPartition partition, TimeProvider clock)
    {
        var age = clock.GetUtcNow() - cached.ReceivedAt;
        var life = cached.ExpiresAt - cached.ReceivedAt;
        if (!HeaderText.IsSafe(cached.Token.Reveal()) || age < TimeSpan.Zero || life <= TimeSpan.Zero || life > LongestLife)
        {
            return null;
        }

        var token = new LiveToken(cached.Token, life, age, partition.Spread, clock);
        return token.IsUsable ? token : null;
    }

    /// <summary>Whether it is time to renew in the background; says so to one caller in 30 seconds, so that a failing service is not asked at every call.</summary>
    internal bool ClaimsRenewal()
    {
        var elapsed = _clock.GetElapsedTime(_start);
        if (elapsed < _fresh)
        {
            return false;
        }

        var next = Interlocked.Read(ref _nextRenewalTicks);
        return elapsed.Ticks >= next
            && Interlocked.CompareExchange(ref _nextRenewalTicks, elapsed.Ticks + RenewalPause.Ticks, next) == next;
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static TimeSpan Fraction(TimeSpan life, int divisor) => TimeSpan.FromTicks(life.Ticks / divisor);
}
