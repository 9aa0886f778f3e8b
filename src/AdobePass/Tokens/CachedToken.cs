using AdobePass.Runtime;

namespace AdobePass;

/// <summary>
/// Represents an access token in memory. Its age is measured on the monotonic clock, so that changes of the system clock do not affect it.
/// It is a value, so that a lookup among a million devices reads one place in memory less.
/// </summary>
internal readonly record struct CachedToken
{
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(30);
    private static readonly TimeSpan MaxRenewalWindow = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MaxSafetyMargin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(30);

    // Timestamps of the clock, because callers have already read it.
    private readonly long _usableUntil;
    private readonly long _freshUntil;

    private CachedToken(AccessToken token, TimeSpan lifetime, TimeSpan age, double jitter, TimeProvider clock)
    {
        Token = token;
        var now = clock.GetTimestamp();

        // Adobe requires renewal shortly before expiry and not earlier. Short-lived tokens get proportional margins.
        _usableUntil = now + Ticks(lifetime - age - Min(MaxSafetyMargin, Fraction(lifetime, 10)), clock);

        // The jitter starts renewal earlier, by up to half of the window, so that devices that started together do not renew together.
        // It is constant for a device, so that all of its processes use the same time.
        var window = Min(MaxRenewalWindow, Fraction(lifetime, 5));
        _freshUntil = now + Ticks(lifetime - age - window - TimeSpan.FromTicks((long)(window.Ticks / 2 * jitter)), clock);
    }

    internal AccessToken Token { get; }

    private long NextRenewal { get; init; }

    private long ReissuedUntil { get; init; }

    /// <summary>
    /// Returns this token with the record that the service issued it in place of an identical one that it had rejected. This happens within
    /// one second, and another request in that time would return the same token again.
    /// </summary>
    internal CachedToken AsReissued(TimeProvider clock) =>
        this with { ReissuedUntil = clock.GetTimestamp() + Ticks(TimeSpan.FromSeconds(1), clock) };

    /// <summary>Gets whether the service would issue the same token again.</summary>
    /// <param name="now">The clock's timestamp.</param>
    internal bool WouldBeReissuedAt(long now) => now < ReissuedUntil;

    /// <summary>Gets whether the token can be sent.</summary>
    /// <param name="now">The clock's timestamp.</param>
    internal bool IsUsableAt(long now) => now < _usableUntil;

    internal static CachedToken FromResponse(
        AccessToken token,
        long expiresInSeconds,
        long requestedAt,
        CredentialKey key,
        TimeProvider clock)
    {
        var lifetime = expiresInSeconds < MaxLifetime.TotalSeconds ? TimeSpan.FromSeconds(expiresInSeconds) : MaxLifetime;
        return new CachedToken(token, lifetime, clock.GetElapsedTime(requestedAt), key.Jitter, clock);
    }

    /// <summary>
    /// Creates a cached token from an entry of the persistent cache; <see langword="null"/> if its times are not plausible or
    /// it cannot be sent.
    /// </summary>
    internal static CachedToken? FromCache(CachedAccessToken cached, CredentialKey key, TimeProvider clock)
    {
        var age = clock.GetUtcNow() - cached.ReceivedAt;
        var lifetime = cached.ExpiresAt - cached.ReceivedAt;
        if (!HeaderValues.IsSafe(cached.Token.Reveal()) || age < TimeSpan.Zero || lifetime <= TimeSpan.Zero || lifetime > MaxLifetime)
        {
            return null;
        }

        var token = new CachedToken(cached.Token, lifetime, age, key.Jitter, clock);
        return token.IsUsableAt(clock.GetTimestamp()) ? token : null;
    }

    /// <summary>Gets whether the token needs no renewal yet.</summary>
    /// <param name="now">The clock's timestamp.</param>
    internal bool IsFreshAt(long now) => now < _freshUntil;

    /// <summary>
    /// Gets whether a renewal in the background is due: the token is not fresh, and none was begun in the last 30 seconds.
    /// </summary>
    /// <param name="now">The clock's timestamp.</param>
    internal bool IsRenewalDueAt(long now) => !IsFreshAt(now) && (NextRenewal == 0 || now >= NextRenewal);

    /// <summary>Returns this token with the record that a renewal begins now.</summary>
    /// <param name="now">The clock's timestamp.</param>
    /// <param name="clock">The clock.</param>
    internal CachedToken WithRenewalAt(long now, TimeProvider clock) =>
        this with { NextRenewal = now + Ticks(RenewalInterval, clock) };

    private static long Ticks(TimeSpan time, TimeProvider clock) => (long)(time.TotalSeconds * clock.TimestampFrequency);

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static TimeSpan Fraction(TimeSpan lifetime, int divisor) => TimeSpan.FromTicks(lifetime.Ticks / divisor);
}
