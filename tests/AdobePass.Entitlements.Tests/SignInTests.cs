namespace AdobePass.Entitlements.Tests;

/// <summary>Sign-in on the first and the second screen: every outcome, and what is polled.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task Second_screen_sign_in_polls_every_3_to_5_seconds_until_the_profile()
    {
        await using var world = new World();
        await world.SelectAsync();
        var polls = 0;
        SignInStep? last = null;
        string? code = null;

        await foreach (var step in world.Viewer.SignInStepsAsync())
        {
            last = step;
            code = step is SignInPrompt prompt ? prompt.Code : code;
            if (step is SignInWaiting { Polls: 4 } && polls != 4)
            {
                world.Fake.CompleteLogin(code!);
            }

            polls = step is SignInWaiting waiting ? waiting.Polls : polls;
        }

        var signedIn = Assert.IsType<SignedIn>(last);
        Assert.Equal(
            ("MvpdAlpha", ViewerProfileKind.Regular, "u-001"),
            (signedIn.Profile.Mvpd, signedIn.Profile.Kind, signedIn.Profile.Metadata.UserId));
        Assert.Equal(5, world.Count(FakeOperation.ProfileByCode));
        Assert.Equal(1, world.Count(FakeOperation.CreateSession));
        world.AssertIntervals();
        var created = world.Of(FakeOperation.CreateSession)[0].Time;
        Assert.True(world.Of(FakeOperation.ProfileByCode)[0].Time - created >= TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Intervals_of_polls_differ()
    {
        await using var world = new World();
        await world.SelectAsync();

        await world.Viewer.SignInOnSecondScreenAsync(_ => { });

        var times = world.Of(FakeOperation.ProfileByCode).Select(exchange => exchange.Time).ToList();
        Assert.True(times.Zip(times.Skip(1), (one, other) => (long)(other - one).TotalMilliseconds).Distinct().Count() > 100);
    }

    [Fact]
    public async Task Prompt_has_the_login_page_and_the_end_of_the_code()
    {
        await using var world = new World();
        await world.SelectAsync();

        var prompt = Assert.IsType<SignInPrompt>(await world.Viewer.StartSignInAsync());

        Assert.Equal($"https://sp.auth-staging.adobe.com/api/v2/authenticate/CHAN1/{prompt.Code}", prompt.LoginUrl!.AbsoluteUri);
        Assert.Equal(world.Clock.GetUtcNow() + TimeSpan.FromMinutes(30), prompt.ExpiresAt);
        Assert.Empty(prompt.MissingParameters);
    }

    [Fact]
    public async Task Signed_in_viewer_needs_no_code_and_no_poll()
    {
        await using var world = new World();
        await world.SignInAsync();
        world.Fake.ClearExchanges();

        var outcome = await world.Viewer.SignInOnSecondScreenAsync(_ => Assert.Fail("No login is needed."));

        Assert.Equal("MvpdAlpha", Assert.IsType<AlreadySignedIn>(outcome).Profile.Mvpd);
        Assert.Equal([FakeOperation.CreateSession, FakeOperation.ProfileByMvpd], world.Operations());
    }

    [Fact]
    public async Task Lost_state_finds_the_profile_at_the_service()
    {
        await using var world = new World();

        // The stored profile is lost.
        world.MayBreak("M09");
        await world.SignInAsync();
        await using var other = new MemoryState(world);

        var outcome = await other.Viewer.SignInOnSecondScreenAsync(_ => Assert.Fail("No login is needed."));

        Assert.Equal("MvpdAlpha", Assert.IsType<AlreadySignedIn>(outcome).Profile.Mvpd);
        Assert.Equal("MvpdAlpha", (await other.Viewer.GetSelectedMvpdAsync())!.Id);
    }

    [Fact]
    public async Task Unused_code_expires_and_polling_stops()
    {
        await using var world = new World(fake => fake.AuthenticationCodeLifetime = TimeSpan.FromMinutes(2));
        await world.SelectAsync();

        var outcome = await world.Viewer.SignInOnSecondScreenAsync(_ => { });

        Assert.IsType<SignInExpired>(outcome);
        Assert.InRange(world.Count(FakeOperation.ProfileByCode), 23, 40);
        world.AssertIntervals();
        Assert.True(world.Clock.Elapsed < TimeSpan.FromSeconds(121));
        Assert.IsType<SignInExpired>(await world.Viewer.CheckSignInAsync());
    }

    [Fact]
    public async Task Newer_code_ends_the_older_sign_in()
    {
        await using var world = new World();
        await world.SelectAsync();
        SignInPrompt? newer = null;
        SignInStep? last = null;

        await foreach (var step in world.Viewer.SignInStepsAsync())
        {
            last = step;
            newer ??= step is SignInWaiting { Polls: 1 } ? (SignInPrompt)await world.Viewer.StartSignInAsync() : null;
        }

        Assert.IsType<SignInReplaced>(last);
        Assert.NotNull(newer);
        Assert.Equal(1, world.Count(FakeOperation.ProfileByCode));
        world.Fake.CompleteLogin(newer.Code);
        Assert.IsType<SignedIn>(await world.Viewer.WaitForSignInAsync());
    }

    [Fact]
    public async Task Code_that_the_service_replaced_ends_the_sign_in()
    {
        await using var world = new World();
        await world.SelectAsync();
        world.Fake.InjectFault(FakeFault.EnhancedError("invalid_authentication_session").On(FakeOperation.ProfileByCode));

        Assert.IsType<SignInReplaced>(await world.Viewer.SignInOnSecondScreenAsync(_ => { }));
        Assert.Equal(1, world.Count(FakeOperation.ProfileByCode));
    }

    [Fact]
    public async Task Canceled_token_ends_the_polling()
    {
        await using var world = new World();
        await world.SelectAsync();
        using var leave = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var step in world.Viewer.SignInStepsAsync(leave.Token))
            {
                if (step is SignInWaiting { Polls: 2 })
                {
                    leave.Cancel();
                }
            }
        });

        Assert.Equal(2, world.Count(FakeOperation.ProfileByCode));
    }

    [Fact]
    public async Task Canceled_sign_in_ends_the_wait_of_another_process()
    {
        await using var world = new World();
        await world.SelectAsync();
        await world.Viewer.StartSignInAsync();
        var other = world.NewService().ForDevice();
        await other.CancelSignInAsync();

        Assert.IsType<SignInCanceled>(await world.Viewer.WaitForSignInAsync());
        Assert.Equal(0, world.Count(FakeOperation.ProfileByCode));
    }

    [Fact]
    public async Task Failed_start_is_an_outcome_with_the_next_step()
    {
        await using var world = new World();
        await world.SelectAsync("Unknown");

        var failed = Assert.IsType<SignInFailed>(await world.Viewer.SignInOnSecondScreenAsync(_ => { }));

        Assert.Equal(NextStep.FixRequest, failed.NextStep);
        Assert.IsType<AdobePassApiException>(failed.Exception);
        world.Fake.ClearExchanges();
    }

    [Fact]
    public async Task Browser_sign_in_polls_after_the_redirect_only()
    {
        await using var world = new World();
        await world.SelectAsync();

        var outcome = await world.Viewer.SignInInBrowserAsync(async (prompt, token) =>
        {
            // The viewer takes five minutes. Another part of the app checks meanwhile.
            await Task.Delay(TimeSpan.FromMinutes(5), world.Clock, token);
            Assert.IsType<SignInWaiting>(await world.Viewer.CheckSignInAsync(token));
            Assert.Equal(0, world.Count(FakeOperation.ProfileByCode));
            world.Fake.CompleteLogin(prompt.Code);
        });

        Assert.IsType<SignedIn>(outcome);
        Assert.Equal(1, world.Count(FakeOperation.ProfileByCode));
    }

    [Fact]
    public async Task Browser_sign_in_without_a_selection_asks_for_one()
    {
        await using var world = new World();

        var failed = Assert.IsType<SignInFailed>(await world.Viewer.SignInInBrowserAsync((_, _) => throw new InvalidOperationException()));

        Assert.Equal(NextStep.FixRequest, failed.NextStep);
    }

    [Fact]
    public async Task Second_screen_supplies_the_mvpd_for_a_validated_code()
    {
        await using var world = new World();
        var phone = world.Service.ForDevice(World.Device("phone"));
        SignInStep? outcome = null;

        await foreach (var step in world.Viewer.SignInStepsAsync())
        {
            outcome = step;
            if (step is SignInPrompt prompt)
            {
                Assert.Null(prompt.LoginUrl);
                Assert.Equal(["mvpd"], prompt.MissingParameters);
                var validated = Assert.IsType<ValidatedCode>(await phone.ValidateCodeAsync($" {prompt.Code} "));
                Assert.Null(validated.LoginUrl);
                Assert.Equal("BoxOne", validated.DeviceModel);
                var complete = Assert.IsType<ValidatedCode>(await phone.CompleteCodeAsync(validated, "MvpdBeta"));
                Assert.EndsWith($"/api/v2/authenticate/CHAN1/{prompt.Code}", complete.LoginUrl!.AbsoluteUri, StringComparison.Ordinal);
                world.Fake.CompleteLogin(prompt.Code);
            }
        }

        Assert.Equal("MvpdBeta", Assert.IsType<SignedIn>(outcome).Profile.Mvpd);
        Assert.Equal("MvpdBeta", (await world.Viewer.GetSelectedMvpdAsync())!.Id);
    }

    [Fact]
    public async Task Code_with_a_selected_mvpd_has_a_login_page_at_once()
    {
        await using var world = new World();
        await world.SelectAsync();
        var prompt = Assert.IsType<SignInPrompt>(await world.Viewer.StartSignInAsync());

        var code = Assert.IsType<ValidatedCode>(await world.Service.ForDevice(World.Device("phone")).ValidateCodeAsync(prompt.Code));

        Assert.Equal((prompt.LoginUrl, "MvpdAlpha"), (code.LoginUrl, code.Mvpd));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("WRONG77")]
    public async Task Wrong_code_is_invalid_and_opens_nothing(string code)
    {
        await using var world = new World();

        Assert.IsType<InvalidCode>(await world.Viewer.ValidateCodeAsync(code));
        world.Fake.ClearExchanges();
    }

    [Fact]
    public async Task Code_of_a_device_with_access_is_not_needed()
    {
        await using var world = new World();
        var prompt = Assert.IsType<SignInPrompt>(await world.Viewer.StartSignInAsync());
        world.Fake.SetDegradation("CHAN1", "MvpdAlpha", FakeDegradation.AuthNAll);
        var code = Assert.IsType<ValidatedCode>(await world.Viewer.ValidateCodeAsync(prompt.Code));

        Assert.Equal("MvpdAlpha", Assert.IsType<CodeNotNeeded>(await world.Viewer.CompleteCodeAsync(code, "MvpdAlpha")).Mvpd);
    }

    [Fact]
    public async Task Missing_parameters_that_the_app_has_are_supplied_once()
    {
        await using var world = new World();
        await world.SelectAsync();

        // A service that lost the form at the creation asks for all of it.
        world.Fake.InjectFault(FakeFault.Alter(response => response).On(FakeOperation.ResumeSession));
        var first = true;
        world.Fake.ReplaceResponse((request, response) =>
        {
            if (request.Operation == FakeOperation.CreateSession && first)
            {
                first = false;
                var body = System.Text.Json.Nodes.JsonNode.Parse(response.Body.Span)!.AsObject();
                body["actionName"] = "resume";
                body["missingParameters"] = new System.Text.Json.Nodes.JsonArray("mvpd", "domain", "redirectUrl");
                return response with { Body = System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()) };
            }

            return response;
        });

        var prompt = Assert.IsType<SignInPrompt>(await world.Viewer.StartSignInAsync());

        Assert.NotNull(prompt.LoginUrl);
        var resumed = Assert.Single(world.Of(FakeOperation.ResumeSession));
        Assert.Equal("mvpd=MvpdAlpha&domainName=tv.example&redirectUrl=https%3A%2F%2Ftv.example%2Fdone", resumed.Body);
    }

    /// <summary>The same device after its state was lost.</summary>
    private sealed class MemoryState : IAsyncDisposable
    {
        public MemoryState(World world) => Viewer = new EntitlementService(world.Client, new EntitlementOptions
        {
            ServiceProvider = "CHAN1",
            DomainName = "tv.example",
            RedirectUrl = new Uri("https://tv.example/done"),
            StateStore = new MemoryEntitlementStateStore(),
        }).ForDevice();

        public ViewerEntitlements Viewer { get; }

        public ValueTask DisposeAsync() => default;
    }
}
