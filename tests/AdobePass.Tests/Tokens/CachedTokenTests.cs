namespace AdobePass.Tests.Tokens;

public sealed class CachedTokenTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public void Only_one_caller_renews_within_thirty_seconds()
    {
        var token = FromResponse(TimeSpan.FromHours(1), _clock.GetTimestamp());
        Assert.False(Claims(token));
        _clock.Advance(TimeSpan.FromMinutes(56));

        Assert.True(Claims(token));
        Assert.False(Claims(token));
        _clock.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(Claims(token));

        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(Claims(token));
        Assert.False(Claims(token));
    }

    [Fact]
    public void Delayed_token_is_renewed_relative_to_its_expiry()
    {
        var requestedAt = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromMinutes(20));
        var token = FromResponse(TimeSpan.FromHours(1), requestedAt);

        // At most seven and a half minutes before the end.
        _clock.Advance(TimeSpan.FromMinutes(32));
        Assert.False(Claims(token));

        _clock.Advance(TimeSpan.FromMinutes(3));
        Assert.True(Claims(token));
    }

    [Fact]
    public void Cached_token_is_renewed_relative_to_its_expiry()
    {
        var received = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromMinutes(20));
        var token = Cached(received, TimeSpan.FromHours(1))!;

        _clock.Advance(TimeSpan.FromMinutes(32));
        Assert.False(Claims(token));

        _clock.Advance(TimeSpan.FromMinutes(3));
        Assert.True(Claims(token));
    }

    [Fact]
    public void Cached_token_lifetime_is_accepted_up_to_thirty_days()
    {
        var now = _clock.GetUtcNow();

        Assert.NotNull(Cached(now, TimeSpan.FromDays(30)));
        Assert.Null(Cached(now, TimeSpan.FromDays(30) + TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public void Cached_token_with_invalid_times_is_ignored()
    {
        var now = _clock.GetUtcNow();

        Assert.Null(Cached(now + TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)));
        Assert.Null(Cached(now, TimeSpan.Zero));
        Assert.Null(Cached(now, -TimeSpan.FromHours(1)));
        Assert.Null(Cached(now - TimeSpan.FromHours(2), TimeSpan.FromHours(1)));
    }

    private bool Claims(CachedToken token) => token.ClaimsRenewal(_clock.GetTimestamp(), _clock);

    private CachedToken FromResponse(TimeSpan life, long requestedAt) =>
        CachedToken.FromResponse(
            new AccessToken(Guid.NewGuid().ToString("N")),
            (long)life.TotalSeconds,
            requestedAt,
            Service.DeviceKey(),
            _clock);

    private CachedToken? Cached(DateTimeOffset receivedAt, TimeSpan life) =>
        CachedToken.FromCache(
            new CachedAccessToken(new AccessToken(Guid.NewGuid().ToString("N")), receivedAt, receivedAt + life),
            Service.DeviceKey(),
            _clock);
}
