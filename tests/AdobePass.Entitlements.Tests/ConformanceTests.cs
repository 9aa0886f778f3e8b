using Xunit.Abstractions;

namespace AdobePass.Entitlements.Tests;

/// <summary>A complete run of an application, as evidence for Adobe's review.</summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    private static readonly string[] Catalog = [.. Enumerable.Range(1, 10).Select(i => $"res-{i}"), "denied-1", "busy-1"];

    // A text on a screen, a website, the player's server, and the environments are not part of the traffic to a fake.
    private static readonly string[] NotInTraffic = ["M23", "R06", "R07", "R08", "R12"];

    [Fact]
    public async Task Journeys_of_an_application_keep_everything_that_traffic_can_show()
    {
        using var folder = new TemporaryFolder();
        await using var world = new World(
            fake => fake.AccessTokenLifetime = TimeSpan.FromHours(1),
            client: options => options.CredentialStore = new FileCredentialStore(
                folder.Path,
                new FileStoreOptions { AllowCreation = true }));

        await SignInAndWatchAsync(world);
        await StartAgainAsync(world);
        await SignInInBrowserAsync(world);
        await EnterCodeOnSecondScreenAsync(world);
        await ChooseAmongProfilesAsync(world);
        await UseDegradedAccessAsync(world);

        var report = ConformanceReport.From(world.Recorder.Exchanges);
        output.WriteLine(report.ToString());
        report.EnsureNothingBroken();
        Assert.Equal(
            NotInTraffic,
            report.Results.Where(result => result.Status != ConformanceStatus.Kept).Select(result => result.Id));
    }

    private static async Task SignInAndWatchAsync(World world)
    {
        var viewer = world.Viewer;
        world.Recorder.Mark(ConformanceMark.AppStarted);
        var mvpds = await viewer.GetMvpdsAsync();
        await viewer.SelectMvpdAsync(mvpds.Single(mvpd => mvpd.Id == "MvpdAlpha"));
        var polls = 0;
        await foreach (var step in viewer.SignInStepsAsync())
        {
            if (step is SignInWaiting waiting && ++polls == 3)
            {
                world.Fake.CompleteLogin(waiting.Code);
            }
        }

        world.Fake.InjectItemError("busy-1", "network_received_error", times: 1);
        world.Recorder.Mark(ConformanceMark.ViewerAction);
        Assert.Equal(11, (await viewer.CheckCatalogAsync(Catalog)).Items.Count(item => item.IsAvailable));
        world.Recorder.Mark(ConformanceMark.ViewerAction);
        await viewer.CheckCatalogAsync(Catalog);
        foreach (var resource in new[] { "res-1", "res-1", "denied-1" })
        {
            world.Recorder.Mark(ConformanceMark.ViewerAction);
            if (await viewer.AuthorizeAsync(resource) is PlaybackPermit permit)
            {
                permit.UseMediaToken();
                world.Recorder.Mark(ConformanceMark.PlaybackStarted, resource);
            }
        }
    }

    /// <summary>Another process: the same stores, a day later. The viewer plays and signs out.</summary>
    private static async Task StartAgainAsync(World world)
    {
        world.Recorder.Mark(ConformanceMark.AppStarted);
        using var client = world.Connect();
        var viewer = world.NewService(client).ForDevice();
        Assert.IsType<PlaybackPermit>(await viewer.AuthorizeAsync("res-2")).UseMediaToken();
        world.Recorder.Mark(ConformanceMark.PlaybackStarted, "res-2");
        world.Clock.Advance(TimeSpan.FromMinutes(59));
        world.Fake.InjectFault(FakeFault.ServerError().On(FakeOperation.Authorize));
        Assert.IsType<PlaybackDenial>(await viewer.AuthorizeAsync("res-3"));
        world.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.IsType<PlaybackPermit>(await viewer.AuthorizeAsync("res-3")).UseMediaToken();
        world.Recorder.Mark(ConformanceMark.PlaybackStarted, "res-3");
        world.Recorder.Mark(ConformanceMark.SignOutRequested);
        var step = Assert.Single((await viewer.SignOutAsync()).Steps);
        Assert.IsType<OpenLogoutPage>(step);
        world.Recorder.Mark(ConformanceMark.LogoutPageOpened);
    }

    private static async Task SignInInBrowserAsync(World world)
    {
        var viewer = world.Service.ForDevice(World.Device("tablet-1"));
        await viewer.SelectMvpdAsync(new MvpdInfo("MvpdAlpha"));
        await viewer.SignInInBrowserAsync(
            (prompt, _) =>
            {
                world.Recorder.Mark(ConformanceMark.BrowserOpened, prompt.Code);
                world.Fake.CompleteLogin(prompt.Code);
                world.Recorder.Mark(ConformanceMark.RedirectReached, prompt.Code);
                return Task.CompletedTask;
            },
            default);
    }

    /// <summary>The viewer chooses the MVPD on the second screen.</summary>
    private static async Task EnterCodeOnSecondScreenAsync(World world)
    {
        var box = world.Service.ForDevice(World.Device("box-2"));
        var prompt = Assert.IsType<SignInPrompt>(await box.StartSignInAsync());
        var page = world.Service.ForDevice(World.Device("page-1"));
        var code = Assert.IsType<ValidatedCode>(await page.ValidateCodeAsync(prompt.Code));
        code = Assert.IsType<ValidatedCode>(await page.CompleteCodeAsync(code, "MvpdAlpha"));
        using var browser = new HttpMessageInvoker(world.Recorder, disposeHandler: false);
        using var visit = new HttpRequestMessage(HttpMethod.Get, code.LoginUrl);
        using var redirect = await browser.SendAsync(visit, default);
        world.Fake.CompleteLogin(code.Code);
        Assert.IsType<SignedIn>(await box.WaitForSignInAsync());
    }

    /// <summary>A viewer with two logins starts another app of the same platform.</summary>
    private static async Task ChooseAmongProfilesAsync(World world)
    {
        var identity = new ViewerIdentity { Platform = PlatformIdentity.Amazon(world.Fake.CreateIdentityToken("user-1")) };
        world.Fake.AddMvpd(new FakeMvpd { Id = "MvpdGamma", EnablePlatformServices = true });
        var first = world.Service.ForDevice(World.Device("app-1"), identity);
        await world.SignInAsync("MvpdAlpha", first);
        await world.SignInAsync("MvpdGamma", first);
        var second = world.Service.ForDevice(World.Device("app-2"), identity);
        Assert.NotNull(await second.GetProfileAsync());
        Assert.IsType<PlaybackPermit>(await second.AuthorizeAsync("res-1"));
    }

    private static async Task UseDegradedAccessAsync(World world)
    {
        var viewer = world.Service.ForDevice(World.Device("box-4"));
        world.Fake.SetDegradation("CHAN1", "MvpdBeta", FakeDegradation.AuthNAll);
        await viewer.SelectMvpdAsync(new MvpdInfo("MvpdBeta"));
        Assert.IsType<AlreadySignedIn>(await viewer.SignInOnSecondScreenAsync(_ => Assert.Fail("No login is needed.")));
        await viewer.AuthorizeAsync("res-1");
    }
}
