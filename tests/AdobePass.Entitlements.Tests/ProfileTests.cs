using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AdobePass.Entitlements.Tests;

/// <summary>The picker, the remembered selection, profiles, and user metadata.</summary>
public sealed class ProfileTests
{
    [Fact]
    public async Task Concurrent_callers_of_the_picker_share_one_request_for_two_minutes()
    {
        await using var world = new World();

        var lists = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => world.Service.ForDevice().GetMvpdsAsync()));

        Assert.All(lists, list => Assert.Same(lists[0], list));
        Assert.Equal(["Alpha TV", "Beta Cable", "Preview"], lists[0].Select(mvpd => mvpd.DisplayName));
        Assert.True(lists[0][2].IsTemporaryAccess);
        Assert.Equal("map-77", lists[0][0].PlatformMappingId);
        world.Clock.Advance(TimeSpan.FromSeconds(119));
        await world.Viewer.GetMvpdsAsync();
        Assert.Equal(1, world.Count(FakeOperation.Configuration));
        world.Clock.Advance(TimeSpan.FromSeconds(2));
        await world.Viewer.GetMvpdsAsync();
        Assert.Equal(2, world.Count(FakeOperation.Configuration));
    }

    [Fact]
    public async Task Failed_list_of_mvpds_is_not_kept()
    {
        await using var world = new World();
        world.Fake.InjectFault(FakeFault.ServerError().On(FakeOperation.Configuration));

        await Assert.ThrowsAsync<AdobePassApiException>(() => world.Viewer.GetMvpdsAsync());

        Assert.Equal(3, (await world.Viewer.GetMvpdsAsync()).Count);
    }

    [Fact]
    public async Task Caller_that_leaves_does_not_end_the_request_of_others()
    {
        var open = new TaskCompletionSource();
        await using var world = new World(client: options => options.HttpMessageHandler = new Gate(open.Task, options.HttpMessageHandler!));
        using var leave = new CancellationTokenSource();
        var leaving = world.Viewer.GetMvpdsAsync(leave.Token);
        var staying = world.Viewer.GetMvpdsAsync();
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        open.SetResult();
        Assert.Equal(3, (await staying).Count);
        Assert.Equal(1, world.Count(FakeOperation.Configuration));
    }

    private sealed class Gate(Task open, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await open;
            return await base.SendAsync(request, cancellationToken);
        }
    }

    [Fact]
    public async Task Mvpds_at_the_root_of_the_configuration_are_read()
    {
        await using var world = new World(fake => fake.Field.ConfigurationAtRoot = true);

        Assert.Equal(3, (await world.Viewer.GetMvpdsAsync()).Count);
    }

    [Fact]
    public async Task Selection_with_name_and_logo_survives_a_restart()
    {
        await using var world = new World();
        var alpha = (await world.Viewer.GetMvpdsAsync())[0];
        await world.Viewer.SelectMvpdAsync(alpha);
        world.Fake.ClearExchanges();

        var remembered = await world.NewService().ForDevice().GetSelectedMvpdAsync();

        Assert.Equal((alpha.Id, alpha.DisplayName, alpha.LogoUrl), (remembered!.Id, remembered.DisplayName, remembered.LogoUrl));
        Assert.Equal(0, world.Fake.Requests);
    }

    [Fact]
    public async Task Journey_of_a_returning_viewer_never_requests_the_configuration()
    {
        await using var world = new World();
        await world.SignInAsync();
        await world.NewService().ForDevice().SignInOnSecondScreenAsync(_ => { });
        await world.Viewer.CheckCatalogAsync(["res-1"]);
        await world.Viewer.AuthorizeAsync("res-1");

        Assert.Equal(0, world.Count(FakeOperation.Configuration));
    }

    [Fact]
    public async Task Profile_is_stored_until_it_ends()
    {
        await using var world = new World();
        await world.SignInAsync();
        world.Fake.ClearExchanges();

        var stored = await world.NewService().ForDevice().GetProfileAsync();

        Assert.Equal("u-001", stored!.Metadata.UserId);
        Assert.Equal(0, world.Fake.Requests);
        world.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Null(await world.Viewer.GetProfileAsync());
        Assert.Equal(1, world.Count(FakeOperation.ProfileByMvpd));
    }

    [Fact]
    public async Task Another_mvpd_ends_the_use_of_the_stored_profile()
    {
        await using var world = new World();
        await world.SignInAsync();
        await world.SelectAsync("MvpdBeta");

        Assert.Null(await world.Viewer.GetProfileAsync());
    }

    [Theory]
    [InlineData(false, "MvpdBeta")]
    [InlineData(true, "MvpdAlpha")]
    public async Task Application_chooses_among_several_profiles(bool choosesFirst, string expected)
    {
        await using var world = new World(configure: options => options.SelectProfile = choosesFirst
            ? profiles => profiles.First(profile => profile.Mvpd == "MvpdAlpha")
            : null);

        // The stored profile is lost.
        world.MayBreak("M09");
        world.Fake.AddMvpd(new FakeMvpd { Id = "MvpdBeta", ProfileLifetime = TimeSpan.FromDays(90) });
        await world.SignInAsync("MvpdAlpha");
        await world.SignInAsync("MvpdBeta");
        var fresh = new EntitlementService(world.Client, new EntitlementOptions
        {
            ServiceProvider = "CHAN1",
            DomainName = "tv.example",
            RedirectUrl = new Uri("https://tv.example/done"),
            StateStore = new MemoryEntitlementStateStore(),
            SelectProfile = choosesFirst ? profiles => profiles.First(profile => profile.Mvpd == "MvpdAlpha") : null,
        }).ForDevice();

        Assert.Equal(expected, (await fresh.GetProfileAsync())!.Mvpd);
    }

    [Fact]
    public async Task Odd_profile_does_not_hide_the_good_one()
    {
        await using var world = new World(fake => fake.Field = FakeFieldBehavior.All);
        await world.SelectAsync();

        Assert.IsType<SignedIn>(await world.Viewer.SignInOnSecondScreenAsync(prompt => world.Fake.CompleteLogin(prompt.Code)));
    }

    [Fact]
    public async Task Metadata_is_typed_and_survives_the_store()
    {
        using var key = RSA.Create(2048);
        var zip = Convert.ToBase64String(key.Encrypt(Encoding.UTF8.GetBytes("""["77754","12345"]"""), RSAEncryptionPadding.Pkcs1));
        var text = Convert.ToBase64String(key.Encrypt(Encoding.UTF8.GetBytes("K1A 0B1"), RSAEncryptionPadding.Pkcs1));
        await using var world = new World(configure: options => options.MetadataDecryptor = new RsaUserMetadataDecryptor(key));
        world.Fake.AddMvpd(new FakeMvpd
        {
            Id = "MvpdGamma",
            Attributes = new Dictionary<string, FakeAttribute>
            {
                ["zip"] = new(JsonValue.Create(zip), "enc"),
                ["encryptedZip"] = new(JsonValue.Create(text), "encrypted"),
                ["broken"] = new(JsonValue.Create("%%%"), "enc"),
                ["is_hoh"] = new(JsonValue.Create("1")),
                ["hba_status"] = new(JsonValue.Create(true)),
                ["inHome"] = new(JsonValue.Create("no")),
                ["householdID"] = new(JsonValue.Create(4711)),
                ["channelID"] = new(new JsonArray("c1", "c2")),
                ["maxRating"] = new(new JsonObject { ["MPAA"] = "PG-13", ["VCHIP"] = "TV-14" }),
                ["language"] = new(null),
            },
        });
        await world.SignInAsync("MvpdGamma");

        var metadata = (await world.NewService().ForDevice().GetProfileAsync())!.Metadata;

        Assert.Equal(["77754", "12345"], metadata.ZipCodes);
        Assert.Equal("K1A 0B1", metadata.GetString("encryptedZip"));
        Assert.True(metadata.IsEncrypted("zip"));
        Assert.Null(metadata.GetString("broken"));
        Assert.Equal(
            (true, true, false, "4711"),
            (metadata.IsHeadOfHousehold, metadata.IsHomeBased, metadata.IsInHome, metadata.HouseholdId));
        Assert.Equal(["c1", "c2"], metadata.Channels);
        Assert.Equal("PG-13", metadata.MaxRatings["MPAA"]);
        Assert.Null(metadata.Language);
        Assert.Null(metadata.AllowsMirroring);
    }

    [Fact]
    public async Task Encrypted_metadata_without_a_decryptor_is_not_readable()
    {
        await using var world = new World();
        world.Fake.AddMvpd(new FakeMvpd
        {
            Id = "MvpdGamma",
            Attributes = new Dictionary<string, FakeAttribute> { ["zip"] = new(JsonValue.Create("QUJD"), "enc") },
        });

        var metadata = (await world.SignInAsync("MvpdGamma")).Profile.Metadata;

        Assert.Null(metadata.GetString("zip"));
        Assert.Empty(metadata.ZipCodes);
        Assert.True(metadata.IsEncrypted("zip"));
    }
}
