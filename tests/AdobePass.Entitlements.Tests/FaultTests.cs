namespace AdobePass.Entitlements.Tests;

/// <summary>Every fault at every step of the journey: nothing hangs, nothing is requested twice, and the journey continues.</summary>
public sealed class FaultTests
{
    private static readonly Dictionary<string, Func<FakeFault>> Faults = new()
    {
        ["500"] = () => FakeFault.ServerError(),
        ["500 without an error"] = () => FakeFault.ServerError(withErrorObject: false),
        ["503 with HTML"] = () => FakeFault.HtmlPage(),
        ["429"] = FakeFault.TooManyRequests,
        ["retry"] = () => FakeFault.RetryableError(),
        ["401"] = FakeFault.ForeignUnauthorized,
        ["reset before"] = FakeFault.ResetBeforeProcessing,
        ["reset after"] = FakeFault.ResetAfterProcessing,
        ["truncated"] = FakeFault.TruncatedBody,
        ["not JSON"] = () => FakeFault.NotJson(),
        ["empty"] = () => FakeFault.EmptyBody(),
        ["wrong types"] = FakeFault.WrongTypes,
        ["unknown object"] = () => FakeFault.Respond(200, """{"unknown":[1]}""", "application/json;charset=UTF-8"),
    };

    public static TheoryData<string> AllFaults => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(AllFaults))]
    public async Task Fault_while_polling_is_reported_and_polling_continues(string fault)
    {
        await using var world = NewWorld();
        await world.SelectAsync();
        world.Fake.InjectFault(Faults[fault]().On(FakeOperation.ProfileByCode).Count(2));
        var errors = 0;
        SignInStep? last = null;

        await foreach (var step in world.Viewer.SignInStepsAsync())
        {
            last = step;
            errors += step is SignInWaiting { Error: not null } ? 1 : 0;
            if (step is SignInPrompt prompt)
            {
                world.Fake.CompleteLogin(prompt.Code);
            }
        }

        Assert.IsType<SignedIn>(last);
        Assert.InRange(errors, 0, 2);
        Assert.Equal(1, world.Count(FakeOperation.CreateSession));
        Assert.InRange(world.Count(FakeOperation.ProfileByCode), 1 + errors, 5);
        AssertNoEarlyPolls(world);
    }

    [Theory]
    [MemberData(nameof(AllFaults))]
    public async Task Fault_for_ever_ends_with_the_code(string fault)
    {
        await using var world = NewWorld(options => options.AuthenticationCodeLifetime = TimeSpan.FromMinutes(3));
        await world.SelectAsync();
        world.Fake.InjectFault(Faults[fault]().On(FakeOperation.ProfileByCode).Forever());

        var outcome = await world.Viewer.SignInOnSecondScreenAsync(_ => { });

        Assert.True(outcome is SignInExpired or SignInFailed, outcome.ToString());
        Assert.True(world.Clock.Elapsed < TimeSpan.FromMinutes(4), world.Clock.Elapsed.ToString());
        AssertNoEarlyPolls(world);
    }

    [Theory]
    [MemberData(nameof(AllFaults))]
    public async Task Fault_at_the_start_is_an_outcome_and_creates_no_second_code(string fault)
    {
        await using var world = NewWorld();
        await world.SelectAsync();
        world.Fake.InjectFault(Faults[fault]().On(FakeOperation.CreateSession));

        var first = await world.Viewer.StartSignInAsync();
        Assert.True(first is SignInFailed or SignInPrompt, first.ToString());
        Assert.InRange(world.Count(FakeOperation.CreateSession), 1, 2);
        Assert.Equal(0, world.Count(FakeOperation.ProfileByCode));
        Assert.IsType<SignedIn>(await world.Viewer.SignInOnSecondScreenAsync(prompt => world.Fake.CompleteLogin(prompt.Code)));
    }

    [Theory]
    [MemberData(nameof(AllFaults))]
    public async Task Fault_in_the_catalogue_is_part_of_the_result(string fault)
    {
        await using var world = NewWorld();
        await world.SignInAsync();
        world.Fake.InjectFault(Faults[fault]().On(FakeOperation.Preauthorize));

        var catalog = await world.Viewer.CheckCatalogAsync(["res-1", "res-2", "denied-3"]);

        Assert.Equal(3, catalog.Items.Count);
        Assert.InRange(world.Count(FakeOperation.Preauthorize), 1, 2);
        Assert.Equal(
            [CatalogItemState.Available, CatalogItemState.Available, CatalogItemState.Denied],
            (await world.Viewer.CheckCatalogAsync(["res-1", "res-2", "denied-3"])).Items.Select(item => item.State));
    }

    [Theory]
    [MemberData(nameof(AllFaults))]
    public async Task Fault_of_an_authorization_never_permits(string fault)
    {
        await using var world = NewWorld();
        await world.SignInAsync();
        world.Fake.InjectFault(Faults[fault]().On(FakeOperation.Authorize));

        var answer = await Record.ExceptionAsync(async () =>
        {
            var authorization = await world.Viewer.AuthorizeAsync("res-1");
            Assert.True(authorization is PlaybackDenial || world.Count(FakeOperation.Authorize) > 1, authorization.ToString());
        });

        Assert.True(answer is null or AdobePassException, answer?.ToString());
        Assert.InRange(world.Count(FakeOperation.Authorize), 1, 2);
        Assert.IsType<PlaybackPermit>(await world.Viewer.AuthorizeAsync("res-1"));
    }

    [Theory]
    [MemberData(nameof(AllFaults))]
    public async Task Fault_of_a_sign_out_keeps_the_viewer_able_to_repeat_it(string fault)
    {
        await using var world = NewWorld();
        await world.SignInAsync();
        world.Fake.InjectFault(Faults[fault]().On(FakeOperation.Logout));

        var exception = await Record.ExceptionAsync(() => world.Viewer.SignOutAsync());

        Assert.True(exception is null or AdobePassException, exception?.ToString());
        Assert.InRange(world.Count(FakeOperation.Logout), 1, 2);
        if (exception is not null)
        {
            Assert.NotEmpty((await world.Viewer.SignOutAsync()).Steps);
        }

        Assert.Null(await world.Viewer.GetSelectedMvpdAsync());
    }

    [Theory]
    [MemberData(nameof(AllFaults))]
    public async Task Fault_of_a_profile_request_does_not_delete_the_selection(string fault)
    {
        await using var world = NewWorld();

        // The profile is known, and requested again on purpose.
        world.MayBreak("M09");
        await world.SignInAsync();
        world.Fake.InjectFault(Faults[fault]().On(FakeOperation.ProfileByMvpd));

        var exception = await Record.ExceptionAsync(() => world.Viewer.RefreshProfileAsync());

        Assert.True(exception is null or AdobePassException, exception?.ToString());
        Assert.Equal("MvpdAlpha", (await world.Viewer.GetSelectedMvpdAsync())!.Id);
        Assert.NotNull(await world.Viewer.RefreshProfileAsync());
    }

    [Theory]
    [MemberData(nameof(AllFaults))]
    public async Task Fault_of_the_picker_is_not_cached(string fault)
    {
        await using var world = NewWorld();

        // A response that cannot be used is requested again at once.
        world.MayBreak("R02");
        world.Fake.InjectFault(Faults[fault]().On(FakeOperation.Configuration));

        var exception = await Record.ExceptionAsync(async () => await world.Viewer.GetMvpdsAsync());

        Assert.True(exception is null or AdobePassException, exception?.ToString());
        Assert.InRange(world.Count(FakeOperation.Configuration), 1, 2);
        Assert.Contains(await world.Viewer.GetMvpdsAsync(), static mvpd => mvpd.Id == "MvpdAlpha");
    }

    [Theory]
    [MemberData(nameof(AllFaults))]
    public async Task Fault_on_the_second_screen_does_not_end_the_sign_in(string fault)
    {
        await using var world = NewWorld();
        var phone = world.Service.ForDevice(World.Device("phone"));
        SignInStep? last = null;

        await foreach (var step in world.Viewer.SignInStepsAsync())
        {
            last = step;
            if (step is SignInPrompt { Code: var code })
            {
                world.Fake.InjectFault(Faults[fault]().On(FakeOperation.ReadSession));
                await AssertFailsAsync(() => phone.ValidateCodeAsync(code));
                var validated = Assert.IsType<ValidatedCode>(await phone.ValidateCodeAsync(code));
                world.Fake.InjectFault(Faults[fault]().On(FakeOperation.ResumeSession));
                await AssertFailsAsync(() => phone.CompleteCodeAsync(validated, "MvpdBeta"));
                Assert.IsType<ValidatedCode>(await phone.CompleteCodeAsync(validated, "MvpdBeta"));
                world.Fake.CompleteLogin(code);
            }
        }

        Assert.IsType<SignedIn>(last);
        Assert.Equal(1, world.Count(FakeOperation.CreateSession));
    }

    [Theory]
    [MemberData(nameof(AllFaults))]
    public async Task Fault_of_the_search_for_a_profile_is_an_outcome(string fault)
    {
        await using var world = NewWorld();
        world.Fake.InjectFault(Faults[fault]().On(FakeOperation.Profiles));

        var first = await world.Viewer.StartSignInAsync();

        Assert.True(first is SignInFailed or SignInPrompt, first.ToString());
        Assert.InRange(world.Count(FakeOperation.Profiles), 1, 2);
        Assert.InRange(world.Count(FakeOperation.CreateSession), 0, 1);
        Assert.IsType<SignInPrompt>(await world.Viewer.StartSignInAsync());
    }

    [Theory]
    [MemberData(nameof(AllFaults))]
    public async Task Fault_of_temporary_access_is_an_outcome(string fault)
    {
        await using var world = NewWorld();
        var step = await FirstStepOfTemporaryAccessAsync();

        // The temporary access is used twice on purpose.
        world.MayBreak("M09");
        world.Fake.InjectFault(Faults[fault]().On(step));

        var first = await world.Viewer.UseTemporaryAccessAsync("TempBasic");

        Assert.True(first is SignInFailed or SignInDenied or SignedIn, first.ToString());
        Assert.IsAssignableFrom<SignedIn>(await world.Viewer.UseTemporaryAccessAsync("TempBasic"));
    }

    private static async Task<FakeOperation> FirstStepOfTemporaryAccessAsync()
    {
        await using var world = NewWorld();
        await world.Viewer.UseTemporaryAccessAsync("TempBasic");
        return world.Operations()[0];
    }

    [Theory]
    [MemberData(nameof(AllFaults))]
    public async Task Fault_of_a_partner_sign_in_is_an_outcome(string fault)
    {
        await using var world = NewWorld();
        var later = world.Clock.GetUtcNow().AddHours(1);
        var viewer = world.Service.ForDevice(identity: new ViewerIdentity
        {
            PartnerStatus = PartnerFrameworkStatus.Granted("map-77", later),
        });

        world.Fake.InjectFault(Faults[fault]().On(FakeOperation.CreatePartnerSession));
        var first = await viewer.StartSignInAsync();
        Assert.True(first is SignInFailed or PartnerSignInRequired or SignInPrompt, first.ToString());
        Assert.IsType<PartnerSignInRequired>(await viewer.StartSignInAsync());
        world.Fake.InjectFault(Faults[fault]().On(FakeOperation.CreatePartnerProfile));
        var second = await viewer.CompletePartnerSignInAsync(world.Fake.CreatePartnerResponse());
        Assert.True(second is SignInFailed or SignedIn, second.ToString());
        Assert.IsAssignableFrom<SignedIn>(await viewer.CompletePartnerSignInAsync(world.Fake.CreatePartnerResponse()));
        Assert.InRange(world.Count(FakeOperation.CreatePartnerProfile), 1, 3);
    }

    // A fault may be repaired by a second attempt of the client: a renewed token, or the wait that the service asks for.
    private static async Task AssertFailsAsync<T>(Func<Task<T>> step)
    {
        var exception = await Record.ExceptionAsync(step);
        Assert.True(exception is null or AdobePassException, exception?.ToString());
    }

    [Fact]
    public async Task Errors_while_polling_lengthen_the_interval()
    {
        await using var world = NewWorld();
        await world.SelectAsync();
        world.Fake.InjectFault(FakeFault.ServerError().On(FakeOperation.ProfileByCode).Count(4));

        await world.Viewer.SignInOnSecondScreenAsync(prompt => world.Fake.CompleteLogin(prompt.Code));

        var times = world.Of(FakeOperation.ProfileByCode).Select(exchange => exchange.Time).ToList();
        var waits = times.Zip(times.Skip(1), (one, other) => (other - one).TotalSeconds).ToList();
        Assert.Equal(4, waits.Count);
        Assert.InRange(waits[0], 6, 10.5);
        Assert.InRange(waits[1], 12, 20.5);
        Assert.InRange(waits[3], 24, 30.5);
    }

    private static World NewWorld(Action<FakeAdobePassOptions>? configure = null) => new(configure);

    private static void AssertNoEarlyPolls(World world)
    {
        var polls = world.Of(FakeOperation.ProfileByCode)
            .Where(exchange => exchange.Status != 401)
            .Select(exchange => exchange.Time)
            .ToList();
        for (var i = 1; i < polls.Count; i++)
        {
            Assert.True(polls[i] - polls[i - 1] >= TimeSpan.FromSeconds(1), $"Poll {i} came after {polls[i] - polls[i - 1]}.");
        }
    }
}
