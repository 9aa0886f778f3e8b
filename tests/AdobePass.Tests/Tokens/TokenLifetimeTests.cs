using System.Text.Json.Nodes;
using AdobePass.Testing;

namespace AdobePass.Tests.Tokens;

public sealed class TokenLifetimeTests
{
    [Fact]
    public async Task Token_is_reused_until_its_renewal_window()
    {
        await using var service = new Service();
        var client = service.Client();
        await client.GetProfilesAsync("CHAN1");
        service.Clock.Advance(TimeSpan.FromMinutes(352.5) - TimeSpan.FromSeconds(1));

        for (var i = 0; i < 50; i++)
        {
            await client.GetProfilesAsync("CHAN1");
        }

        Assert.Equal(1, service.Fake.TokenRequests);
        Assert.Single(service.TokensSent.Distinct());
    }

    [Fact]
    public async Task Token_near_expiry_is_renewed_in_the_background_while_still_used()
    {
        await using var service = new Service();
        var client = service.Client();
        await client.GetProfilesAsync("CHAN1");
        service.Clock.Advance(TimeSpan.FromMinutes(356));
        var pause = TimeSpan.FromSeconds(4);
        service.Fake.InjectFault(FakeFault.Delay(pause).On(FakeOperation.Token));
        var renewing = service.Clock.WaitBegins(pause);

        await client.GetProfilesAsync("CHAN1");
        await renewing;
        for (var i = 0; i < 20; i++)
        {
            await client.GetProfilesAsync("CHAN1");
        }

        Assert.Single(service.TokensSent.Distinct());
        service.Clock.Advance(pause);
        await Eventually.TrueAsync(() =>
        {
            client.GetProfilesAsync("CHAN1").GetAwaiter().GetResult();
            return service.TokensSent.Distinct().Count() == 2;
        });
        Assert.Equal(2, service.Fake.TokenRequests);
        Assert.Equal(1, service.Fake.Registrations);
    }

    [Fact]
    public async Task Failed_background_renewal_fails_no_call_and_is_retried_later()
    {
        await using var service = new Service();
        var client = service.Client(options => options.RequestTimeout = TimeSpan.FromMinutes(50));
        await client.GetProfilesAsync("CHAN1");
        service.Clock.Advance(TimeSpan.FromMinutes(356));
        service.Fake.InjectFault(FakeFault.ServerError().On(FakeOperation.Token).Count(2));

        await client.GetProfilesAsync("CHAN1");
        await Eventually.TrueAsync(() => service.Fake.TokenRequests == 2);
        for (var i = 0; i < 20; i++)
        {
            await client.GetProfilesAsync("CHAN1");
        }

        Assert.Equal(2, service.Fake.TokenRequests);

        // The failure may still be on its way when the pause ends: a call then joins it, and the next pause decides.
        for (var pause = 0; pause < 4 && service.Fake.TokenRequests == 2; pause++)
        {
            service.Clock.Advance(TimeSpan.FromSeconds(31));
            await client.GetProfilesAsync("CHAN1");
            for (var i = 0; i < 100_000 && service.Fake.TokenRequests == 2; i++)
            {
                await Task.Yield();
            }
        }

        Assert.Single(service.TokensSent.Distinct());
        Assert.Equal(3, service.Fake.TokenRequests);
    }

    [Theory]
    [InlineData(31, 1)]
    [InlineData(30, 2)]
    [InlineData(0, 2)]
    [InlineData(-3600, 2)]
    public async Task A_token_is_not_sent_in_its_last_thirty_seconds(int secondsBeforeTheEnd, int tokensSent)
    {
        await using var service = new Service();
        var client = service.Client();
        await client.GetProfilesAsync("CHAN1");
        service.Clock.Advance(TimeSpan.FromHours(6) - TimeSpan.FromSeconds(secondsBeforeTheEnd));

        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(tokensSent, service.TokensSent.Distinct().Count());
        Assert.Equal(0, service.Count(FakeOperation.Profiles, 401));
    }

    [Fact]
    public async Task Token_age_counts_from_the_request_not_the_response()
    {
        await using var service = new Service();
        var client = service.Client();
        var pause = TimeSpan.FromSeconds(20);
        service.Alter(FakeOperation.Token, body => body["expires_in"] = 60);
        service.Fake.InjectFault(FakeFault.Delay(pause).On(FakeOperation.Register));
        service.Answer = (request, response) =>
        {
            if (request.Operation == FakeOperation.Token && service.Fake.TokensIssued == 1)
            {
                // Twenty seconds pass between the service and the client.
                service.Clock.Advance(pause);
            }

            return response;
        };
        var registering = service.Clock.WaitBegins(pause);
        var first = client.GetProfilesAsync("CHAN1");
        await Eventually.BeforeAsync(registering, first);
        service.Clock.Advance(pause);
        await first;
        Assert.Equal(1, service.Fake.TokenRequests);

        // 60 s of life, 6 s of margin, 20 s gone already: 34 s are left.
        service.Clock.Advance(TimeSpan.FromSeconds(34));
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(2, service.Fake.TokenRequests);
    }

    [Fact]
    public async Task String_expires_in_is_used()
    {
        await using var service = new Service();
        var client = service.Client();
        service.Alter(FakeOperation.Token, body => body["expires_in"] = "3600");
        await client.GetProfilesAsync("CHAN1");
        service.Clock.Advance(TimeSpan.FromMinutes(52));
        await client.GetProfilesAsync("CHAN1");
        Assert.Equal(1, service.Fake.TokenRequests);

        service.Clock.Advance(TimeSpan.FromMinutes(8));
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(2, service.Fake.TokenRequests);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(4_000_000_000L)]
    public async Task Huge_expires_in_is_capped_at_thirty_days(long seconds)
    {
        await using var service = new Service(options => options.AccessTokenLifetime = TimeSpan.FromDays(90));
        var client = service.Client();
        service.Alter(FakeOperation.Token, body => body["expires_in"] = seconds);
        await client.GetProfilesAsync("CHAN1");
        service.Clock.Advance(TimeSpan.FromDays(29));
        await client.GetProfilesAsync("CHAN1");
        Assert.Equal(1, service.Fake.TokenRequests);

        service.Clock.Advance(TimeSpan.FromDays(1));
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(2, service.Fake.TokenRequests);
    }

    [Fact]
    public async Task Short_lived_token_has_proportional_margins()
    {
        await using var service = new Service(options => options.AccessTokenLifetime = TimeSpan.FromSeconds(10));
        var client = service.Client();
        await client.GetProfilesAsync("CHAN1");
        service.Clock.Advance(TimeSpan.FromSeconds(7));
        await client.GetProfilesAsync("CHAN1");
        Assert.Equal(1, service.Fake.TokenRequests);

        service.Clock.Advance(TimeSpan.FromSeconds(2));
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(2, service.Fake.TokenRequests);
        Assert.Equal(0, service.Count(FakeOperation.Profiles, 401));
    }

    [Fact]
    public async Task Number_of_tokens_in_memory_is_limited_by_the_option()
    {
        await using var service = new Service();
        var client = service.Client(options => options.MaxTokensInMemory = 1);
        foreach (var name in new[] { "a", "b", "a", "b" })
        {
            await client.GetProfilesAsync("CHAN1", Service.Device(name));
        }

        Assert.InRange(service.Fake.TokenRequests, 3, 4);
        Assert.Equal(2, service.Fake.Registrations);
    }

    [Theory]
    [InlineData("line\nbreak")]
    [InlineData("carriage\r\nX-Injected: 1")]
    [InlineData("nön-ascii")]
    public async Task Token_with_invalid_header_characters_throws_response_exception(string token)
    {
        await using var service = new Service();
        var client = service.Client();
        service.Alter(FakeOperation.Token, body => body["access_token"] = token);

        var fault = await Assert.ThrowsAsync<AdobePassResponseException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal("$.access_token", fault.JsonPath);
        Assert.DoesNotContain(token, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Renewal_jitter_is_spread_across_devices_and_deterministic_per_device()
    {
        var renewals = Enumerable.Range(0, 1000).Select(i => RenewalOf("device-" + i)).ToList();

        Assert.InRange(renewals.Min(), 352.5, 352.6);
        Assert.InRange(renewals.Max(), 354.9, 355);
        Assert.InRange(renewals.Average(), 353.6, 353.9);
        Assert.Equal(renewals, Enumerable.Range(0, 1000).Select(i => RenewalOf("device-" + i)));

        static double RenewalOf(string device)
        {
            var clock = new TestClock();
            var token = CachedToken.FromResponse(
                new AccessToken("token"),
                6 * 3600,
                clock.GetTimestamp(),
                Service.DeviceKey(device),
                clock);
            clock.Advance(TimeSpan.FromMinutes(352));
            var age = 352.0;
            while (!token.IsRenewalDueAt(clock.GetTimestamp()))
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                age += 1 / 60.0;
            }

            return age;
        }
    }
}
