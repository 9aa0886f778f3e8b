using AdobePass.Testing;

namespace AdobePass.Tests;

/// <summary>The client on the clock of the package for tests: it waits as long as ever, and no real time passes.</summary>
public sealed class SkippingClockTests
{
    private readonly SkippingClock _clock = new(DateTimeOffset.FromUnixTimeMilliseconds(1_780_000_000_000));

    [Fact]
    public async Task A_throttled_call_waits_and_succeeds()
    {
        await using var fake = NewFake();
        await using var client = NewClient(fake, static options => options.ThrottleDelay = TimeSpan.FromSeconds(30));
        fake.InjectFault(FakeFault.TooManyRequests().On(FakeOperation.Configuration));
        await new EntitlementsClient(client).GetConfigurationAsync("CHAN1");
        Assert.True(_clock.Elapsed >= TimeSpan.FromSeconds(30));
        Assert.Equal(4, fake.Requests);
    }

    [Fact]
    public async Task A_call_that_failed_is_repeated_after_the_retry_delay()
    {
        await using var fake = NewFake();
        await using var client = NewClient(fake, static options => options.RetryDelay = TimeSpan.FromSeconds(30));
        fake.InjectFault(FakeFault.ResetBeforeProcessing().On(FakeOperation.Configuration));
        await new EntitlementsClient(client).GetConfigurationAsync("CHAN1");
        Assert.InRange(_clock.Elapsed, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(45));
        Assert.Empty(fake.Rejections);
    }

    [Fact]
    public async Task A_request_that_hangs_on_the_clock_times_out()
    {
        await using var fake = NewFake();
        await using var client = NewClient(fake, static options => options.MaxAttempts = 1);
        fake.InjectFault(FakeFault.Delay(TimeSpan.FromHours(1)).On(FakeOperation.Configuration));
        await Assert.ThrowsAnyAsync<AdobePassException>(() => new EntitlementsClient(client).GetConfigurationAsync("CHAN1"));
        Assert.InRange(_clock.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(30));
    }

    [Fact]
    public async Task A_token_that_expires_during_a_wait_is_renewed()
    {
        await using var fake = NewFake(static options => options.AccessTokenLifetime = TimeSpan.FromHours(6));
        await using var client = NewClient(fake, static options => { });
        var entitlements = new EntitlementsClient(client);
        await entitlements.GetConfigurationAsync("CHAN1");
        await Task.Delay(TimeSpan.FromHours(7), _clock);
        await entitlements.GetConfigurationAsync("CHAN1");
        Assert.Equal(2, fake.TokenRequests);
        Assert.Equal(1, fake.Registrations);
        Assert.Empty(fake.Rejections);
    }

    private FakeAdobePass NewFake(Action<FakeAdobePassOptions>? configure = null)
    {
        var options = new FakeAdobePassOptions { TimeProvider = _clock };
        configure?.Invoke(options);
        return new FakeAdobePass(options);
    }

    private AdobePassClient NewClient(FakeAdobePass fake, Action<AdobePassOptions> configure)
    {
        var options = new AdobePassOptions
        {
            Environment = AdobePassEnvironment.ReleaseStaging,
            SoftwareStatement = new SoftwareStatement(fake.CreateSoftwareStatement()),
            CredentialStore = new MemoryCredentialStore(),
            Device = Service.Device(),
            TimeProvider = _clock,
            HttpMessageHandler = fake.CreateHandler(),
        };
        configure(options);
        return new AdobePassClient(options);
    }
}
