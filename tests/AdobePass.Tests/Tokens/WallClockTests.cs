using AdobePass.Testing;

namespace AdobePass.Tests.Tokens;

public sealed class WallClockTests
{
    [Theory]
    [InlineData(3650)]
    [InlineData(-3650)]
    public async Task A_wall_clock_that_is_set_while_the_process_runs_neither_ends_nor_prolongs_a_token(int days)
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
    public async Task After_a_restart_a_cached_token_is_used_only_if_its_age_is_known_and_small_enough(int minutesSet, int tokenRequests)
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
    public async Task A_cached_token_does_not_live_longer_for_having_been_cached()
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
