using System.Text.Json;

namespace AdobePass.Testing.Tests;

public sealed class MainFlowTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Register_login_decide_and_logout_work_over_both_transports(bool loopback)
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake, baseAddress: loopback ? await fake.StartAsync() : null);

        var configuration = await device.BareAsync("GET", "/api/v2/CHAN1/configuration");
        Assert.Equal("application/json; charset=UTF-8", configuration.ContentType);
        Assert.Equal(
            ["MvpdAlpha", "MvpdBeta", "TempBasic"], configuration["requestor"]!["mvpds"]!.AsArray().Select(m => (string)m!["id"]!));
        Assert.True((bool)configuration["requestor"]!["mvpds"]![2]!["isTempPass"]!);
        Assert.Null(configuration["requestor"]!["mvpds"]![0]!["isTempPass"]);

        var session = await device.CreateSessionAsync();
        Assert.Equal("authenticate", (string?)session["actionName"]);
        var poll = $"/api/v2/CHAN1/profiles/code/{session.Code}";
        Assert.Equal("{\"profiles\":{}}", (await device.BareAsync("GET", poll)).Text);
        Assert.Equal("{\"profiles\":{}}", (await device.CallAsync("GET", "/api/v2/CHAN1/profiles")).Text);

        var (last, hops) = await device.BrowseAsync((string)session["url"]!);
        Assert.Equal(new Uri(Device.Return), last);
        Assert.Equal(4, hops);

        var profile = (await device.BareAsync("GET", poll))["profiles"]!["MvpdAlpha"]!;
        Assert.Equal("regular", (string?)profile["type"]);
        Assert.Equal("MvpdAlpha", (string?)profile["issuer"]);
        Assert.Equal(1_780_000_000_000, (long)profile["notBefore"]!);
        Assert.Equal("u-001", (string?)profile["attributes"]!["userID"]!["value"]);
        Assert.Equal("plain", (string?)profile["attributes"]!["userID"]!["state"]);
        Assert.NotNull((await device.CallAsync("GET", "/api/v2/CHAN1/profiles"))["profiles"]!["MvpdAlpha"]);
        Assert.NotNull((await device.ProfileAsync())["profiles"]!["MvpdAlpha"]);

        var again = await device.CreateSessionAsync();
        Assert.Equal("authorize", (string?)again["actionName"]);
        Assert.Equal("authenticated", (string?)again["reasonType"]);

        var decision = await device.AuthorizeAsync();
        Assert.True((bool)decision["authorized"]!);
        Assert.Equal(
            FakeMediaTokenStatus.ValidToken, fake.VerifyMediaToken((string)decision["token"]!["serializedToken"]!, "res-1"));

        var logout = (await device.LogoutAsync())["logouts"]!["MvpdAlpha"]!;
        Assert.Equal("logout", (string?)logout["actionName"]);
        var (afterLogout, _) = await device.BrowseAsync((string)logout["url"]!);
        Assert.Equal("tv.example", afterLogout.Host);
        Assert.Equal("{\"profiles\":{}}", (await device.ProfileAsync()).Text);
        Assert.Empty(fake.Rejections);
        Assert.Equal(1, fake.Registrations);
        Assert.Equal(1, fake.TokenRequests);
    }

    [Fact]
    public async Task All_of_1000_parallel_requests_succeed()
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake);
        await device.LoginAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Task.Run(() => i % 3 == 0
            ? device.ProfileAsync()
            : device.DecideAsync("authorize", "MvpdAlpha", ["res-" + i]))));
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(1003, fake.Requests);
    }

    [Fact]
    public async Task All_of_1000_parallel_requests_succeed_on_loopback()
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake, baseAddress: await fake.StartAsync());
        await device.LoginAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => device.DecideAsync("authorize", "MvpdAlpha", ["res-" + i])));
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(1000, fake.Exchanges.Count(exchange => exchange.Operation == FakeOperation.Authorize));
    }

    [Fact]
    public async Task Server_can_be_restarted_but_not_started_twice()
    {
        await using var fake = Device.NewFake();
        var first = await fake.StartAsync();
        Assert.Equal(first, fake.BaseAddress);
        Assert.Equal("127.0.0.1", first.Host);
        await Assert.ThrowsAsync<InvalidOperationException>(() => fake.StartAsync());
        await fake.StopAsync();
        Assert.Null(fake.BaseAddress);
        await fake.StopAsync();
        var device = await Device.ReadyAsync(fake, baseAddress: await fake.StartAsync());
        Assert.Equal(200, (await device.BareAsync("GET", "/api/v2/CHAN1/configuration")).Status);
    }

    [Fact]
    public async Task Exported_state_can_be_imported_by_another_fake()
    {
        await using var first = Device.NewFake(out var time);
        var statement = first.CreateSoftwareStatement();
        var device = await Device.ReadyAsync(first, statement: statement);
        await device.LoginAsync();
        await device.AuthorizeAsync(mvpd: "TempBasic");
        var text = first.ExportState();

        await using var second = new FakeAdobePass(new FakeAdobePassOptions { TimeProvider = time, ThrottleEnabled = false });
        second.ImportState(text);
        var other = new Device(second) { Token = device.Token };
        Assert.NotNull((await Device.ReadyAsync(second, "x", statement: statement)).Token);
        // The same client and device: the profile is still there.
        Assert.NotNull((await other.ProfileAsync())["profiles"]!["MvpdAlpha"]);
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(403, (await other.ProfileAsync("TempBasic")).Status);
        second.RevokeCredentials(device.ClientId!);
        Assert.Equal("invalid_access_token_client_application", (await other.ProfileAsync()).Code);

        Assert.Throws<FormatException>(() => second.ImportState("{}"));
        Assert.Throws<FormatException>(() => second.ImportState("oops"));
        Assert.Throws<FormatException>(() => second.ImportState("[]"));
    }

    [Fact]
    public async Task Exchanges_record_requests_without_secrets()
    {
        await using var fake = Device.NewFake();
        var statement = fake.CreateSoftwareStatement();
        var device = await Device.ReadyAsync(fake, statement: statement);
        await device.ProfileAsync();
        var exchanges = fake.Exchanges;
        Assert.Equal(
            [FakeOperation.Register, FakeOperation.Token, FakeOperation.ProfileByMvpd], exchanges.Select(exchange => exchange.Operation));
        Assert.Equal([1L, 2L, 3L], exchanges.Select(exchange => exchange.Number));
        Assert.Equal("/api/v2/CHAN1/profiles/MvpdAlpha", exchanges[2].Path);
        Assert.Equal(device.ClientId, exchanges[2].ClientId);
        Assert.Equal(device.Identifier, exchanges[2].DeviceId);
        Assert.Equal("***", exchanges[2].GetHeader("authorization"));
        Assert.Equal("{\"software_statement\":\"***\"}", exchanges[0].Body);
        Assert.Contains("client_secret=***&grant_type", exchanges[1].Body, StringComparison.Ordinal);
        var all = JsonSerializer.Serialize(exchanges);
        Assert.DoesNotContain(device.ClientSecret!, all, StringComparison.Ordinal);
        Assert.DoesNotContain(device.Token!, all, StringComparison.Ordinal);
        Assert.DoesNotContain(statement, all, StringComparison.Ordinal);
        fake.ClearExchanges();
        Assert.Empty(fake.Exchanges);
        Assert.Equal(0, fake.Requests);
    }

    [Fact]
    public async Task Only_the_newest_exchanges_are_kept()
    {
        await using var fake = Device.NewFake(options => options.ExchangeCapacity = 2);
        var device = await Device.ReadyAsync(fake);
        await device.ProfileAsync();
        Assert.Equal([2L, 3L], fake.Exchanges.Select(exchange => exchange.Number));
        Assert.Equal(3, fake.Requests);
    }

    [Fact]
    public void Options_out_of_range_are_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FakeAdobePass(new FakeAdobePassOptions { ThrottleRatePerSecond = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FakeAdobePass(new FakeAdobePassOptions { MaxAuthorizeResources = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FakeAdobePass(new FakeAdobePassOptions { ProfileLifetime = TimeSpan.Zero }));
    }

    [Fact]
    public async Task Wrong_methods_return_405_and_unknown_paths_return_404()
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake);
        Assert.Equal(405, (await device.SendAsync("GET", "/o/client/token")).Status);
        Assert.Equal(405, (await device.CallAsync("DELETE", "/api/v2/CHAN1/logout/MvpdAlpha")).Status);
        Assert.Equal(405, (await device.CallAsync("POST", "/api/v2/CHAN1/profiles", Device.Form())).Status);
        Assert.Equal(405, (await device.SendAsync("POST", "/api/v2/authenticate/CHAN1/AAAAAAA")).Status);
        foreach (var path in new[] { "/", "/api/v2/sessions/CHAN1/AAAAAAA/x", "/api/v1/checkauthn", "/o/client/scopes", "/api/v2//profiles" })
        {
            Assert.Equal(404, (await device.SendAsync("GET", path)).Status);
        }

        Assert.Equal(200, (await device.BareAsync("GET", "/api/v2/CHAN1/configuration/")).Status);
        Assert.Equal(9, fake.Rejections.Count);
    }
}
