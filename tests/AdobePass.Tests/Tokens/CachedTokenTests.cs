namespace AdobePass.Tests.Tokens;

public sealed class CachedTokenTests
{
    private readonly TestClock _clock = new();
    private readonly MemoryTokenCache _cache;

    public CachedTokenTests() => _cache = new MemoryTokenCache(10, _clock);

    [Fact]
    public void Only_one_caller_renews_within_thirty_seconds()
    {
        _cache.Set(Service.DeviceKey(), FromResponse(TimeSpan.FromHours(1), _clock.GetTimestamp()));
        Assert.False(Claims());
        _clock.Advance(TimeSpan.FromMinutes(56));

        Assert.True(Claims());
        Assert.False(Claims());
        _clock.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(Claims());

        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(Claims());
        Assert.False(Claims());
    }

    [Fact]
    public void Delayed_token_is_renewed_relative_to_its_expiry()
    {
        var requestedAt = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromMinutes(20));
        _cache.Set(Service.DeviceKey(), FromResponse(TimeSpan.FromHours(1), requestedAt));

        // At most seven and a half minutes before the end.
        _clock.Advance(TimeSpan.FromMinutes(32));
        Assert.False(Claims());

        _clock.Advance(TimeSpan.FromMinutes(3));
        Assert.True(Claims());
    }

    [Fact]
    public void Cached_token_is_renewed_relative_to_its_expiry()
    {
        var received = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromMinutes(20));
        _cache.Set(Service.DeviceKey(), Cached(received, TimeSpan.FromHours(1))!.Value);

        _clock.Advance(TimeSpan.FromMinutes(32));
        Assert.False(Claims());

        _clock.Advance(TimeSpan.FromMinutes(3));
        Assert.True(Claims());
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

    [Fact]
    public void Only_one_of_the_callers_that_found_the_same_token_renews_it()
    {
        _cache.Set(Service.DeviceKey(), FromResponse(TimeSpan.FromHours(1), _clock.GetTimestamp()));
        _clock.Advance(TimeSpan.FromMinutes(56));
        var now = _clock.GetTimestamp();
        Assert.True(_cache.TryFindUsable(Service.DeviceKey(), now, out var found));

        var claims = new bool[1000];
        Parallel.For(0, claims.Length, i => claims[i] = _cache.ClaimsRenewal(Service.DeviceKey(), found, now));

        Assert.Single(claims, claimed => claimed);
    }

    private bool Claims()
    {
        var now = _clock.GetTimestamp();
        return _cache.TryFindUsable(Service.DeviceKey(), now, out var token) && _cache.ClaimsRenewal(Service.DeviceKey(), token, now);
    }

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
