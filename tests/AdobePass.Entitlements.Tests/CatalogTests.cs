using System.Text.Json;

namespace AdobePass.Entitlements.Tests;

/// <summary>The catalogue: requests of a limited size, merged results, retries of items, and permits in memory.</summary>
public sealed class CatalogTests
{
    private static readonly string[] Twelve =
        [.. Enumerable.Range(1, 12).Select(number => number % 4 == 0 ? $"denied-{number}" : $"res-{number}")];

    [Fact]
    public async Task Twelve_resources_need_three_requests_of_at_most_five()
    {
        await using var world = new World();
        await world.SignInAsync();

        var catalog = await world.Viewer.CheckCatalogAsync(Twelve);

        Assert.Equal(Twelve, catalog.Items.Select(item => item.Resource));
        Assert.All(catalog.Items, item => Assert.Equal(
            item.Resource.StartsWith("res", StringComparison.Ordinal) ? CatalogItemState.Available : CatalogItemState.Denied,
            item.State));
        Assert.NotNull(catalog.Find("denied-4")!.ViewerMessage);
        Assert.Equal([5, 5, 2], Sizes(world));
        Assert.Null(catalog.Failure);
    }

    [Fact]
    public async Task Permits_are_kept_in_memory_and_denials_are_requested_again()
    {
        await using var world = new World();
        await world.SignInAsync();
        await world.Viewer.CheckCatalogAsync(Twelve);
        world.Fake.ClearExchanges();

        // A new object for the same device, as a server creates it for each request.
        var again = await world.Service.ForDevice().CheckCatalogAsync(Twelve);

        Assert.Equal(["denied-4", "denied-8", "denied-12"], Assert.Single(Requested(world)));
        Assert.Equal(9, again.Items.Count(item => item.IsAvailable));
        world.Clock.Advance(TimeSpan.FromMinutes(16));
        world.Fake.ClearExchanges();
        await world.Viewer.CheckCatalogAsync(Twelve);
        Assert.Equal([5, 5, 2], Sizes(world));
    }

    [Fact]
    public async Task Only_items_marked_retry_are_sent_again_and_at_most_three_times()
    {
        await using var world = new World();
        await world.SignInAsync();
        world.Fake.InjectItemError("res-2", "network_received_error", times: 1);
        world.Fake.InjectItemError("res-3", "network_connection_timeout", times: null);

        var catalog = await world.Viewer.CheckCatalogAsync(["res-1", "res-2", "res-3", "denied-4"]);

        Assert.Equal([["res-1", "res-2", "res-3", "denied-4"], ["res-2", "res-3"], ["res-3"]], Requested(world));
        Assert.Equal(
            [CatalogItemState.Available, CatalogItemState.Available, CatalogItemState.Failed, CatalogItemState.Denied],
            catalog.Items.Select(item => item.State));
        Assert.Equal(NextStep.RetryLater, catalog.Find("res-3")!.NextStep);
        var times = world.Of(FakeOperation.Preauthorize).Select(exchange => exchange.Time).ToList();
        Assert.Equal((1d, 2d), ((times[1] - times[0]).TotalSeconds, (times[2] - times[1]).TotalSeconds));
    }

    [Fact]
    public async Task Omitted_resources_are_not_reported_and_not_denied()
    {
        await using var world = new World(fake => fake.Field.OmitUngatedResources = true);
        await world.SignInAsync();

        var catalog = await world.Viewer.CheckCatalogAsync(["open-1", "res-1"]);

        Assert.Equal([CatalogItemState.NotReported, CatalogItemState.Available], catalog.Items.Select(item => item.State));
    }

    [Fact]
    public async Task Repeated_decisions_and_repeated_resources_give_one_item()
    {
        await using var world = new World(fake => fake.Field.RepeatDecisions = true);
        await world.SignInAsync();

        var catalog = await world.Viewer.CheckCatalogAsync(["res-1", "res-1", "denied-1"]);

        Assert.Equal(["res-1: Available", "denied-1: Denied"], catalog.Items.Select(item => item.ToString()));
    }

    [Fact]
    public async Task Lower_limit_of_an_mvpd_is_found()
    {
        await using var world = new World(fake => fake.MaxPreauthorizeResources = 2);
        await world.SignInAsync();

        var catalog = await world.Viewer.CheckCatalogAsync(Twelve);

        Assert.All(catalog.Items, item => Assert.NotEqual(CatalogItemState.Failed, item.State));
        Assert.Equal([5, 2, 2, 2, 2, 2, 2], Sizes(world));
    }

    [Fact]
    public async Task Failed_request_keeps_the_items_of_the_others()
    {
        await using var world = new World();
        await world.SignInAsync();
        var requests = 0;
        world.Fake.InjectFault(FakeFault.ResetBeforeProcessing().On(FakeOperation.Preauthorize).When(_ => ++requests == 2));

        var catalog = await world.Viewer.CheckCatalogAsync(Twelve);

        Assert.IsType<AdobePassConnectionException>(catalog.Failure);
        Assert.Equal(4, catalog.Items.Take(5).Count(item => item.IsAvailable));
        Assert.All(
            catalog.Items.Skip(5),
            item => Assert.Equal((CatalogItemState.Failed, NextStep.RetryLater), (item.State, item.NextStep)));
        Assert.Equal(2, world.Count(FakeOperation.Preauthorize));
    }

    [Fact]
    public async Task Viewer_without_an_mvpd_must_sign_in_and_nothing_is_sent()
    {
        await using var world = new World();

        var catalog = await world.Viewer.CheckCatalogAsync(Twelve);

        Assert.True(catalog.IsSignInRequired);
        Assert.Equal(0, world.Fake.Requests);
    }

    [Fact]
    public async Task Viewer_without_a_profile_must_sign_in()
    {
        await using var world = new World();
        await world.SelectAsync();

        var catalog = await world.Viewer.CheckCatalogAsync(["res-1"]);

        Assert.True(catalog.IsSignInRequired);
        Assert.Equal(NextStep.SignIn, catalog.Items[0].NextStep);
    }

    [Fact]
    public async Task Empty_list_of_decisions_is_a_response()
    {
        await using var world = new World(fake => fake.Field.EmptyDecisionsWithoutProfile = true);
        await world.SelectAsync();

        var catalog = await world.Viewer.CheckCatalogAsync(["res-1"]);

        Assert.Equal(CatalogItemState.NotReported, Assert.Single(catalog.Items).State);
    }

    [Fact]
    public void Catalogue_types_have_no_media_token()
    {
        var members = new[] { typeof(CatalogAccess), typeof(CatalogItem) }
            .SelectMany(type => type.GetMembers())
            .Select(member => member.ToString()!);

        Assert.DoesNotContain(
            members,
            member => member.Contains("Token", StringComparison.Ordinal) || member.Contains("Permit", StringComparison.Ordinal));
        Assert.False(typeof(PlaybackAuthorization).IsAssignableFrom(typeof(CatalogItem)));
    }

    private static int[] Sizes(World world) => [.. Requested(world).Select(each => each.Length)];

    private static string[][] Requested(World world) =>
    [
        .. world.Of(FakeOperation.Preauthorize).Select(exchange =>
        {
            using var body = JsonDocument.Parse(exchange.Body);
            return body.RootElement.GetProperty("resources").EnumerateArray().Select(resource => resource.GetString()!).ToArray();
        }),
    ];
}
