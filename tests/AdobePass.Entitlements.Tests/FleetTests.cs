using System.Net;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace AdobePass.Entitlements.Tests;

/// <summary>The tests of this collection run alone, because one of them watches the thread pool.</summary>
[CollectionDefinition(nameof(FleetTests), DisableParallelization = true)]
public sealed class FleetCollection;

/// <summary>Several processes that share a store, many viewers in one process, the stores, and dependency injection.</summary>
[Collection(nameof(FleetTests))]
public sealed class FleetTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Another_process_continues_a_sign_in()
    {
        await using var world = new World();

        // The store in memory keeps no access tokens for another process.
        world.MayBreak("M03");
        await world.SelectAsync();
        var prompt = Assert.IsType<SignInPrompt>(await world.Viewer.StartSignInAsync());
        using var secondClient = world.Connect();
        var second = world.NewService(secondClient).ForDevice();
        world.Fake.CompleteLogin(prompt.Code);

        var outcome = await second.WaitForSignInAsync();

        Assert.Equal("MvpdAlpha", Assert.IsType<SignedIn>(outcome).Profile.Mvpd);
        Assert.Equal(1, world.Count(FakeOperation.CreateSession));
        Assert.IsType<SignedIn>(await world.Viewer.CheckSignInAsync());
        Assert.Equal(1, world.Count(FakeOperation.ProfileByCode));
    }

    [Fact]
    public async Task Killed_process_costs_no_viewer_a_new_start()
    {
        await using var world = new World(fake => fake.AutoLogin = false);

        // The store in memory keeps no access tokens for another process.
        world.MayBreak("M03");
        var codes = new Dictionary<int, string>();
        using var kill = new CancellationTokenSource();
        var waits = new List<Task>();
        for (var i = 0; i < 50; i++)
        {
            var viewer = world.Service.ForDevice(World.Device($"tv-{i}"));
            await viewer.SelectMvpdAsync(new MvpdInfo("MvpdAlpha"));
            codes[i] = Assert.IsType<SignInPrompt>(await viewer.StartSignInAsync()).Code;
        }

        // The clock moves with the first wait, so all codes exist before it.
        for (var i = 0; i < 50; i++)
        {
            var viewer = world.Service.ForDevice(World.Device($"tv-{i}"));
            waits.Add(Record.ExceptionAsync(() => viewer.WaitForSignInAsync(kill.Token)));
        }

        await kill.CancelAsync();
        await Task.WhenAll(waits);
        using var survivor = world.Connect();
        var service = world.NewService(survivor);
        foreach (var code in codes.Values)
        {
            world.Fake.CompleteLogin(code);
        }

        for (var i = 0; i < 50; i++)
        {
            Assert.IsType<SignedIn>(await service.ForDevice(World.Device($"tv-{i}")).WaitForSignInAsync());
        }

        Assert.Equal(50, world.Count(FakeOperation.CreateSession));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Poll_that_was_sent_late_delays_the_next_one(bool isCanceled)
    {
        await using var world = new World();
        world.MayBreak("M03");
        await world.SelectAsync();
        await world.Viewer.StartSignInAsync();
        world.Clock.Advance(TimeSpan.FromSeconds(5));

        // The other process needs an access token first, and the token endpoint takes almost as long as the interval.
        using var client = world.Connect();
        using var cancellation = new CancellationTokenSource();
        world.Fake.InjectFault(FakeFault.Delay(TimeSpan.FromSeconds(2.9)).On(FakeOperation.Token));
        world.Fake.ReplaceResponse((request, response) =>
        {
            if (isCanceled && request.Operation == FakeOperation.ProfileByCode)
            {
                cancellation.Cancel();
            }

            return response;
        });
        var check = await Record.ExceptionAsync(() => world.NewService(client).ForDevice().CheckSignInAsync(cancellation.Token));
        Assert.Equal(isCanceled, check is OperationCanceledException);
        isCanceled = false;

        for (var i = 0; i < 8 && world.Count(FakeOperation.ProfileByCode) < 2; i++)
        {
            world.Clock.Advance(TimeSpan.FromSeconds(0.5));
            await world.Viewer.CheckSignInAsync();
        }

        Assert.Equal(2, world.Count(FakeOperation.ProfileByCode));
        world.AssertIntervals();
    }

    [Fact]
    public async Task Checks_in_many_places_send_one_poll_per_interval()
    {
        await using var world = new World();
        await world.SelectAsync();
        await world.Viewer.StartSignInAsync();
        Assert.IsType<SignInWaiting>(await world.Viewer.CheckSignInAsync());
        Assert.Equal(0, world.Count(FakeOperation.ProfileByCode));
        world.Clock.Advance(TimeSpan.FromSeconds(5));

        var steps = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => world.Service.ForDevice().CheckSignInAsync()));

        Assert.All(steps, step => Assert.IsType<SignInWaiting>(step));
        Assert.Equal(1, world.Count(FakeOperation.ProfileByCode));
        world.Clock.Advance(TimeSpan.FromSeconds(5));
        await world.NewService().ForDevice().CheckSignInAsync();
        Assert.Equal(2, world.Count(FakeOperation.ProfileByCode));
    }

    [Fact]
    public async Task Two_waits_for_one_code_do_not_double_the_polls()
    {
        await using var world = new World(fake => fake.AuthenticationCodeLifetime = TimeSpan.FromMinutes(2));

        // Two processes that read the due time in the same millisecond can both poll.
        world.MayBreak("M08");
        await world.SelectAsync();
        await world.Viewer.StartSignInAsync();
        var other = world.NewService().ForDevice();

        var outcomes = await Task.WhenAll(world.Viewer.WaitForSignInAsync(), other.WaitForSignInAsync());

        Assert.All(outcomes, outcome => Assert.IsType<SignInExpired>(outcome));
        Assert.InRange(world.Count(FakeOperation.ProfileByCode), 20, 40);
    }

    // ADOBEPASS_VIEWERS=10000 is the number in the documentation. The default keeps the test short on a busy machine.
    private static int Viewers { get; } = int.Parse(
        Environment.GetEnvironmentVariable("ADOBEPASS_VIEWERS") ?? "500",
        System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Many_sign_ins_in_one_process_need_no_threads_and_no_additional_polls()
    {
        // This clock stands still until the test moves it. A clock that skips waits would move while later sign-ins start.
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_780_000_000));
        await using var world = new World(
            fake =>
            {
                fake.AuthenticationCodeLifetime = TimeSpan.FromSeconds(20);
                fake.TimeProvider = clock;
            },
            client: options => options.TimeProvider = clock);
        var viewers = Enumerable.Range(0, Viewers).Select(i => world.Service.ForDevice(World.Device($"tv-{i}"))).ToList();
        foreach (var viewer in viewers)
        {
            await viewer.SelectMvpdAsync(new MvpdInfo("MvpdAlpha"));
            Assert.IsType<SignInPrompt>(await viewer.StartSignInAsync());
        }

        var threads = ThreadPool.ThreadCount;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var waits = Task.WhenAll(viewers.ConvertAll(viewer => viewer.WaitForSignInAsync()));
        var used = (GC.GetTotalMemory(forceFullCollection: true) - before) / Viewers;
        for (var step = 0; step < 1_000 && !waits.IsCompleted; step++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(500));
            for (var i = 0; i < 5 || (i < 500 && ThreadPool.PendingWorkItemCount > 0); i++)
            {
                await Task.Yield();
            }
        }

        Assert.True(waits.IsCompleted);
        Assert.All(await waits, outcome => Assert.IsType<SignInExpired>(outcome));
        var polls = world.Of(FakeOperation.ProfileByCode).GroupBy(exchange => exchange.Path).ToList();
        Assert.Equal(Viewers, polls.Count);
        Assert.InRange(polls.Max(code => code.Count()), 1, 6);
        Assert.True(ThreadPool.ThreadCount - threads < 50, $"{ThreadPool.ThreadCount} threads, {threads} before");
        Assert.True(used < 16 * 1024, $"{used} bytes for each sign-in in progress");
        output.WriteLine(
            $"{Viewers} sign-ins: {used} bytes each, {ThreadPool.ThreadCount} threads, {threads} before, "
            + $"{polls.Min(code => code.Count())} to {polls.Max(code => code.Count())} polls of each code in 20 s.");
    }

    [Fact]
    public async Task Memory_of_devices_is_limited()
    {
        await using var world = new World(configure: options => options.MaxDevicesInMemory = 10);

        // The permit was removed from the memory.
        world.MayBreak("M12");
        await world.SignInAsync();
        await world.Viewer.CheckCatalogAsync(["res-1"]);
        for (var i = 0; i < 100; i++)
        {
            world.Service.ForDevice(World.Device($"tv-{i}"));
        }

        world.Fake.ClearExchanges();
        await world.Service.ForDevice().CheckCatalogAsync(["res-1"]);

        Assert.Equal(1, world.Count(FakeOperation.Preauthorize));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("cache")]
    public async Task Journey_continues_from_a_persistent_store(string kind)
    {
        using var folder = new TemporaryFolder();
        EntitlementStateStore Open() => kind == "file"
            ? new FileEntitlementStateStore(folder.Path)
            : new DistributedEntitlementStateStore(Cache);
        await using var world = new World(configure: options => options.StateStore = Open());
        await world.SelectAsync();
        var prompt = Assert.IsType<SignInPrompt>(await world.Viewer.StartSignInAsync());
        world.Fake.CompleteLogin(prompt.Code);

        Assert.IsType<SignedIn>(await world.NewService().ForDevice().WaitForSignInAsync());
        Assert.Equal("u-001", (await world.NewService().ForDevice().GetProfileAsync())!.Metadata.UserId);
        await world.NewService().ForDevice().SignOutAsync();
        Assert.Null(await world.NewService().ForDevice().GetSelectedMvpdAsync());
        if (kind == "file")
        {
            Assert.Empty(Directory.GetFiles(folder.Path));
        }
    }

    [Fact]
    public async Task Files_of_the_store_are_private_and_hold_no_token()
    {
        using var folder = new TemporaryFolder();
        await using var world = new World(configure: options => options.StateStore = new FileEntitlementStateStore(folder.Path));
        await world.SignInAsync();
        var permit = Assert.IsType<PlaybackPermit>(await world.Viewer.AuthorizeAsync("res-1"));

        var file = Assert.Single(Directory.GetFiles(folder.Path));

        Assert.DoesNotContain(permit.UseMediaToken().Reveal(), await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[1]")]
    public async Task Damaged_state_counts_as_absent(string content)
    {
        using var folder = new TemporaryFolder();
        await using var world = new World(configure: options => options.StateStore = new FileEntitlementStateStore(folder.Path));

        // The stored profile is lost.
        world.MayBreak("M09");
        await world.SignInAsync();
        await File.WriteAllTextAsync(Assert.Single(Directory.GetFiles(folder.Path)), content);

        Assert.Null(await world.Viewer.GetSelectedMvpdAsync());
        Assert.IsType<AlreadySignedIn>(await world.Viewer.SignInOnSecondScreenAsync(_ => Assert.Fail("No login is needed.")));
    }

    [Fact]
    public async Task File_store_refuses_other_keys() =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await new FileEntitlementStateStore("x").FindAsync("../x", default));

    [Fact]
    public async Task Services_come_from_dependency_injection_with_the_distributed_cache()
    {
        await using var world = new World();
        var services = new ServiceCollection();
        services.AddDistributedMemoryCache();
        services.AddAdobePass(options => Copy(world.ClientOptions, options)).AddEntitlementService(Configure);
        services.AddAdobePass("other", options => Copy(world.ClientOptions, options)).AddEntitlementService(Configure);
        await using var provider = services.BuildServiceProvider();

        var service = provider.GetRequiredService<EntitlementService>();
        var other = provider.GetRequiredKeyedService<EntitlementService>("other");

        Assert.NotSame(service, other);
        await service.ForDevice().SelectMvpdAsync(new MvpdInfo("MvpdAlpha"));
        Assert.Equal("MvpdAlpha", (await service.ForDevice().GetSelectedMvpdAsync())!.Id);
        Assert.Null(await other.ForDevice().GetSelectedMvpdAsync());
    }

    [Fact]
    public void Missing_options_are_reported_together()
    {
        var services = new ServiceCollection();
        services.AddAdobePass(_ => { }).AddEntitlementService(options => options.MinPollingInterval = TimeSpan.FromSeconds(1));
        using var provider = services.BuildServiceProvider();

        var message = Assert.Throws<OptionsValidationException>(
            () => provider.GetRequiredService<IOptionsMonitor<EntitlementOptions>>().CurrentValue).Message;

        foreach (var name in new[] { "ServiceProvider", "DomainName", "RedirectUrl", "StateStore", "MinPollingInterval" })
        {
            Assert.Contains(name, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Verifier_client_reads_the_documented_results()
    {
        await using var world = new World();
        await world.SignInAsync();
        var token = Assert.IsType<PlaybackPermit>(await world.Viewer.AuthorizeAsync("res-1")).UseMediaToken();
        using var client = new HttpClient(new VerifierHandler(world.Fake));
        var verifier = new HttpMediaTokenVerifier(client, new Uri("https://verifier.tv.example/"));

        Assert.Equal(MediaTokenStatus.Valid, await verifier.VerifyAsync(token, "res-1"));
        Assert.Equal(MediaTokenStatus.InvalidResource, await verifier.VerifyAsync(token, "res-2"));
        Assert.Equal(MediaTokenStatus.Unknown, await verifier.VerifyAsync(token, "down"));
        world.Clock.Advance(TimeSpan.FromMinutes(8));
        Assert.Equal(MediaTokenStatus.Expired, await verifier.VerifyAsync(token, "res-1"));
        Assert.Throws<ArgumentException>(() => new HttpMediaTokenVerifier(client, new Uri("http://verifier.tv.example/")));
    }

    private static MemoryDistributedCache Cache { get; } = new(Options.Create(new MemoryDistributedCacheOptions()));

    internal static void Configure(EntitlementOptions options)
    {
        options.ServiceProvider = "CHAN1";
        options.DomainName = "tv.example";
        options.RedirectUrl = new Uri("https://tv.example/done");
    }

    internal static void Copy(AdobePassOptions from, AdobePassOptions to)
    {
        to.Environment = from.Environment;
        to.SoftwareStatement = from.SoftwareStatement;
        to.CredentialStore = from.CredentialStore;
        to.Device = from.Device;
        to.TimeProvider = from.TimeProvider;
        to.HttpMessageHandler = from.HttpMessageHandler;
    }

    private sealed class VerifierHandler(FakeAdobePass fake) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var body = System.Text.Json.JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
            var resource = body.RootElement.GetProperty("resource").GetString()!;
            if (resource == "down")
            {
                return new HttpResponseMessage(HttpStatusCode.BadGateway);
            }

            var status = fake.VerifyMediaToken(body.RootElement.GetProperty("token").GetString()!, resource) switch
            {
                FakeMediaTokenStatus.ValidToken => "VALID_TOKEN",
                FakeMediaTokenStatus.TokenExpired => "TOKEN_EXPIRED",
                FakeMediaTokenStatus.InvalidResourceId => "INVALID_RESOURCE_ID",
                _ => "ERROR_UNKNOWN",
            };
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($$"""{"status":"{{status}}"}""") };
        }
    }
}
