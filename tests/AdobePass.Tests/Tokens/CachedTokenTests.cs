namespace AdobePass.Tests.Tokens;

public sealed class CachedTokenTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public void One_caller_in_thirty_seconds_renews()
    {
        var token = Answer(TimeSpan.FromHours(1), _clock.GetTimestamp());
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
    public void A_token_that_was_long_on_its_way_is_renewed_by_its_end_and_not_by_its_arrival()
    {
        var requestedAt = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromMinutes(20));
        var token = Answer(TimeSpan.FromHours(1), requestedAt);

        // At most seven and a half minutes before the end.
        _clock.Advance(TimeSpan.FromMinutes(32));
        Assert.False(Claims(token));

        _clock.Advance(TimeSpan.FromMinutes(3));
        Assert.True(Claims(token));
    }

    [Fact]
    public void A_cached_token_is_renewed_by_its_end_too()
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
    public void The_longest_life_that_a_token_can_have_is_believed_when_it_comes_from_the_cache()
    {
        var now = _clock.GetUtcNow();

        Assert.NotNull(Cached(now, TimeSpan.FromDays(30)));
        Assert.Null(Cached(now, TimeSpan.FromDays(30) + TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public void A_cached_token_whose_times_make_no_sense_is_not_taken_up()
    {
        var now = _clock.GetUtcNow();

        Assert.Null(Cached(now + TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)));
        Assert.Null(Cached(now, TimeSpan.Zero));
        Assert.Null(Cached(now, -TimeSpan.FromHours(1)));
        Assert.Null(Cached(now - TimeSpan.FromHours(2), TimeSpan.FromHours(1)));
    }

    private bool Claims(CachedToken token) => token.ClaimsRenewal(_clock.GetTimestamp(), _clock);

    private CachedToken Answer(TimeSpan life, long requestedAt) =>
        CachedToken.FromResponse(new AccessToken(Guid.NewGuid().ToString("N")), (long)life.TotalSeconds, requestedAt, Service.DeviceKey(), _clock);

    private CachedToken? Cached(DateTimeOffset receivedAt, TimeSpan life) =>
        CachedToken.FromCache(new CachedAccessToken(new AccessToken(Guid.NewGuid().ToString("N")), receivedAt, receivedAt + life), Service.DeviceKey(), _clock);
}
