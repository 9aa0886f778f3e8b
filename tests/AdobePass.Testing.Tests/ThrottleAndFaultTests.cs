namespace AdobePass.Testing.Tests;

public sealed class ThrottleAndFaultTests
{
    [Fact]
    public async Task Eleven_requests_pass_in_the_first_second_then_one_per_second()
    {
        await using var fake = Device.NewFake(out var time, options => options.ThrottleEnabled = true);
        var device = new Device(fake);
        for (var i = 0; i < 11; i++)
        {
            Assert.NotEqual(429, (await device.SendAsync("GET", "/api/v2/CHAN1/configuration")).Status);
        }

        var throttled = await device.SendAsync("GET", "/api/v2/authenticate/CHAN1/AAAAAAA");
        Assert.Equal(429, throttled.Status);
        Assert.Equal("text/html", throttled.ContentType);
        Assert.Contains("openresty", throttled.Text, StringComparison.Ordinal);
        Assert.False(throttled.Message.Headers.Contains("Retry-After"));
        Assert.Equal(2, throttled.Message.Headers.GetValues("Set-Cookie").Count());
        Assert.Equal(429, (await device.SendAsync("POST", "/o/client/token")).Status);

        // Other addresses and other paths are not concerned.
        Assert.NotEqual(429, (await device.SendAsync("GET", "/api/v2/CHAN1/configuration", null, ("X-Forwarded-For", "203.0.113.9"))).Status);
        Assert.NotEqual(429, (await new Device(fake, address: "127.0.0.2").SendAsync("GET", "/api/v2/CHAN1/configuration")).Status);
        Assert.NotEqual(429, (await device.SendAsync("GET", "/adobe-services/logout")).Status);

        for (var i = 0; i < 3; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            Assert.NotEqual(429, (await device.SendAsync("GET", "/api/v2/CHAN1/configuration")).Status);
            Assert.Equal(429, (await device.SendAsync("GET", "/api/v2/CHAN1/configuration")).Status);
        }

        Assert.Equal(5, fake.Throttled);
        fake.ResetThrottle();
        Assert.NotEqual(429, (await device.SendAsync("GET", "/api/v2/CHAN1/configuration")).Status);
    }

    [Fact]
    public async Task Burst_refills_if_ThrottleBurstRefills_is_set()
    {
        await using var fake = Device.NewFake(out var time, options =>
        {
            options.ThrottleEnabled = true;
            options.ThrottleBurst = 2;
            options.ThrottleBurstRefills = true;
        });
        var device = new Device(fake);
        async Task<int> Passed()
        {
            for (var i = 0; ; i++)
            {
                if ((await device.SendAsync("GET", "/api/v2/CHAN1/configuration")).Status == 429)
                {
                    return i;
                }
            }
        }

        Assert.Equal(3, await Passed());
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, await Passed());
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(3, await Passed());
    }

    [Fact]
    public async Task Faults_are_applied_in_order_the_specified_number_of_times()
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake);
        await device.LoginAsync();
        fake.InjectFault(FakeFault.ServerError().On(FakeOperation.ProfileByMvpd).Count(2));
        fake.InjectFault(FakeFault.ServerError(withErrorObject: false).On(FakeOperation.ProfileByMvpd));
        fake.InjectFault(FakeFault.ForeignUnauthorized().On(FakeOperation.ProfileByMvpd));
        fake.InjectFault(FakeFault.HtmlPage().On(FakeOperation.ProfileByMvpd));
        fake.InjectFault(FakeFault.EmptyBody().On(FakeOperation.ProfileByMvpd));
        fake.InjectFault(FakeFault.TooManyRequests().On(FakeOperation.ProfileByMvpd));
        fake.InjectFault(FakeFault.RetryableError("network_connection_timeout").On(FakeOperation.ProfileByMvpd));
        Assert.Equal(200, (await device.CallAsync("GET", "/api/v2/CHAN1/profiles")).Status);
        Assert.Equal("internal_server_error", (await device.ProfileAsync()).Code);
        Assert.Equal(500, (await device.ProfileAsync()).Status);
        Assert.Equal("", (await device.ProfileAsync()).Text);
        var foreign = await device.ProfileAsync();
        Assert.Equal((401, "application/xml"), (foreign.Status, foreign.ContentType));
        Assert.Equal((503, "text/html"), ((await device.ProfileAsync()) is var html ? html.Status : 0, html.ContentType));
        Assert.Equal((200, ""), ((await device.ProfileAsync()) is var empty ? empty.Status : 0, empty.Text));
        Assert.Equal(429, (await device.ProfileAsync()).Status);
        var retry = await device.ProfileAsync();
        Assert.Equal((403, "retry"), (retry.Status, (string?)retry["action"]));
        Assert.Equal(200, (await device.ProfileAsync()).Status);
        Assert.Equal(FakeFaultKind.Respond, fake.Exchanges[^2].Fault);

        using (fake.InjectFault(FakeFault.Respond(418, "teapot", "text/plain").When(r => r.Query.Length == 0).Forever()))
        {
            Assert.Equal(418, (await device.ProfileAsync()).Status);
            Assert.Equal(418, (await device.ProfileAsync()).Status);
        }

        Assert.Equal(200, (await device.ProfileAsync()).Status);
        fake.InjectFault(FakeFault.ServerError().Forever());
        fake.ClearFaults();
        Assert.Equal(200, (await device.ProfileAsync()).Status);
        Assert.Throws<ArgumentException>(() => FakeFault.EnhancedError("made_up"));
        Assert.Throws<ArgumentOutOfRangeException>(() => FakeFault.Respond(99));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Broken_responses_fail_on_both_transports(bool loopback)
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake, baseAddress: loopback ? await fake.StartAsync() : null);
        await device.LoginAsync();

        fake.InjectFault(FakeFault.ResetBeforeProcessing().On(FakeOperation.Register));
        await Assert.ThrowsAsync<HttpRequestException>(() => device.RegisterAsync(fake.CreateSoftwareStatement()));
        Assert.Equal(1, fake.Registrations);
        fake.InjectFault(FakeFault.ResetAfterProcessing().On(FakeOperation.Register));
        await Assert.ThrowsAsync<HttpRequestException>(() => device.RegisterAsync(fake.CreateSoftwareStatement()));
        Assert.Equal(2, fake.Registrations);
        Assert.Equal(0, fake.Exchanges[^1].Status);

        fake.InjectFault(FakeFault.TruncatedBody());
        await Assert.ThrowsAsync<HttpRequestException>(() => device.ProfileAsync());

        fake.InjectFault(FakeFault.HugeBody(3_000_000));
        var huge = await device.ProfileAsync();
        Assert.Equal(3_000_000, huge.Text.Length);
        Assert.NotNull(huge["profiles"]!["MvpdAlpha"]);

        fake.InjectFault(FakeFault.NotJson());
        await Assert.ThrowsAnyAsync<System.Text.Json.JsonException>(() => device.ProfileAsync());

        fake.InjectFault(FakeFault.WrongTypes());
        var twisted = (await device.ProfileAsync())["profiles"]!["MvpdAlpha"]!;
        Assert.Equal("1780000000000", (string?)twisted["notBefore"]);
        Assert.Equal(1, (int)twisted["type"]!);
        Assert.Equal(200, (await device.ProfileAsync()).Status);
    }

    [Fact]
    public async Task Delay_uses_the_clock_of_the_fake_and_can_be_cancelled()
    {
        await using var fake = Device.NewFake(out var time);
        var device = await Device.ReadyAsync(fake);
        fake.InjectFault(FakeFault.Delay(TimeSpan.FromSeconds(30)));
        var pending = device.ProfileAsync();
        Assert.False(pending.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(200, (await pending).Status);

        fake.InjectFault(FakeFault.Delay(TimeSpan.FromSeconds(30)));
        using var http = new HttpClient(fake.CreateHandler());
        using var source = new CancellationTokenSource();
        var cancelled = http.GetAsync("https://any.example/api/v2/CHAN1/configuration", source.Token);
        Assert.False(cancelled.IsCompleted);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => http.GetAsync("https://any.example/", source.Token));
    }

    [Fact]
    public async Task ReplaceResponse_hook_overrides_the_response()
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake);
        fake.ReplaceResponse((request, response) => request.Operation == FakeOperation.Profiles
            ? FakeResponse.Json(200, new System.Text.Json.Nodes.JsonObject { ["sample"] = request.Path })
            : response with { Headers = [new("X-Sample", "1")] });
        Assert.Equal("/api/v2/CHAN1/profiles", (string?)(await device.CallAsync("GET", "/api/v2/CHAN1/profiles"))["sample"]);
        Assert.True((await device.ProfileAsync()).Message.Headers.Contains("X-Sample"));
        fake.ReplaceResponse(null);
        Assert.False((await device.ProfileAsync()).Message.Headers.Contains("X-Sample"));
    }

    [Fact]
    public void Handler_supports_synchronous_requests()
    {
        using var fake = Device.NewFake();
        using var http = new HttpClient(fake.CreateHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://any.example/api/v2/CHAN1/configuration");
        using var response = http.Send(request);
        Assert.Equal(401, (int)response.StatusCode);
    }
}
