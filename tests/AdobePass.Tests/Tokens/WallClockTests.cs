using AdobePass.Testing;

namespace AdobePass.Tests.Tokens;

public sealed class WallClockTests
{
    [Theory]
    [InlineData(3650)]
    [InlineData(-3650)]
    public async Task Wall_clock_change_does_not_affect_token_expiry(int days)
    {
        await using var service = new Service();
        var clock = new SetClock(service.Clock);
        var client = service.Client(options => options.TimeProvider = clock);
        await client.GetProfilesAsync("CHAN1");

        clock.Offset = TimeSpan.FromDays(days);
        await client.GetProfilesAsync("CHAN1");
        Assert.Equal(1, service.Fake.TokenRequests);

        service.Clock.Advance(TimeSpan.FromHours(6));
        await client.GetProfilesAsync("CHAN1");
        Assert.Equal(2, service.Fake.TokenRequests);
        Assert.Equal(0, service.Count(FakeOperation.Profiles, 401));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(60, 1)]
    [InlineData(24 * 60, 2)]
    [InlineData(-60, 2)]
    [InlineData(-1, 2)]
    public async Task Cached_token_is_used_after_a_restart_only_with_a_valid_age(int minutesSet, int tokenRequests)
    {
        using var folder = new TemporaryFolder();
        await using var service = new Service();
        var clock = new SetClock(service.Clock);
        void Configure(AdobePassOptions options)
        {
            options.TimeProvider = clock;
            options.AccessTokenCache = new FileAccessTokenCache(folder.Path);
        }

        await service.Client(Configure).GetProfilesAsync("CHAN1");
        clock.Offset = TimeSpan.FromMinutes(minutesSet);
        await service.Client(Configure).GetProfilesAsync("CHAN1");

        Assert.Equal(tokenRequests, service.Fake.TokenRequests);
        Assert.Equal(1, service.Fake.Registrations);
    }

    [Fact]
    public async Task Caching_does_not_extend_the_token_lifetime()
    {
        using var folder = new TemporaryFolder();
        await using var service = new Service();
        void Configure(AdobePassOptions options) => options.AccessTokenCache = new FileAccessTokenCache(folder.Path);
        await service.Client(Configure).GetProfilesAsync("CHAN1");
        service.Clock.Advance(TimeSpan.FromHours(3));
        var restarted = service.Client(Configure);
        await restarted.GetProfilesAsync("CHAN1");
        Assert.Equal(1, service.Fake.TokenRequests);

        service.Clock.Advance(TimeSpan.FromHours(3) - TimeSpan.FromSeconds(30));
        await restarted.GetProfilesAsync("CHAN1");

        Assert.Equal(2, service.Fake.TokenRequests);
        Assert.Equal(0, service.Count(FakeOperation.Profiles, 401));
    }
}
