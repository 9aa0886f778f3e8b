using System.Text.Json;
using AdobePass.Benchmarks.Calls;
using AdobePass.Benchmarks.Calls.Peers;

namespace AdobePass.Benchmarks.Tests;

/// <summary>No row is faster because less is sent or less is read.</summary>
public sealed class ClientComparisonTests
{
    private static readonly RestV2.SessionRequest Form = new() { DomainName = "tv.example", RedirectUrl = "https://tv.example/done?from=tv" };
    private static readonly SessionForm PeerForm = new() { DomainName = "tv.example", RedirectUrl = "https://tv.example/done?from=tv" };

    public static TheoryData<string> Calls => ["authorize", "session", "profiles", "configuration"];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task All_clients_send_the_same_request(string call)
    {
        var (id, information) = Clients.DeviceHeaders;
        using var handler = new InMemoryHandler();
        var sent = new List<string>();
        using var adobePass = Clients.Connect(handler);
        var ours = new ServiceClient(adobePass);
        await ours.GetProfilesAsync("CHAN1", Clients.Device);
        handler.Seen = request => sent.Add(Describe(request));
        var refit = Clients.Refit(handler);
        var hand = Clients.HandWritten(handler);

        await (Task)(call switch
        {
            "authorize" => ours.AuthorizeAsync("CHAN1", "MvpdAlpha", new RestV2.DecisionsRequest { Resources = ["res-1"] }, Clients.Device),
            "session" => ours.CreateSessionAsync("CHAN1", Form, Clients.Device),
            "profiles" => ours.GetProfilesAsync("CHAN1", Clients.Device),
            _ => ours.GetConfigurationAsync("CHAN1", Clients.Device),
        });
        await (Task)(call switch
        {
            "authorize" => refit.AuthorizeAsync("CHAN1", "MvpdAlpha", new DecisionsRequest(["res-1"]), id, information),
            "session" => refit.CreateSessionAsync("CHAN1", PeerForm, id, information),
            "profiles" => refit.GetProfilesAsync("CHAN1", id, information),
            _ => refit.GetConfigurationAsync("CHAN1", id, information),
        });
        await (Task)(call switch
        {
            "authorize" => hand.AuthorizeAsync("CHAN1", "MvpdAlpha", new DecisionsRequest(["res-1"]), id, information),
            "session" => hand.CreateSessionAsync("CHAN1", PeerForm, id, information),
            "profiles" => hand.GetProfilesAsync("CHAN1", id, information),
            _ => hand.GetConfigurationAsync("CHAN1", id, information),
        });
        if (call == "authorize")
        {
            await Clients.RestEase(handler).AuthorizeAsync("CHAN1", "MvpdAlpha", new DecisionsRequest(["res-1"]), id, information, default);
        }

        Assert.Contains("Authorization: Bearer " + Clients.Token, sent[0], StringComparison.Ordinal);
        Assert.Contains("X-Device-Info: " + information, sent[0], StringComparison.Ordinal);
        Assert.All(sent, each => Assert.Equal(sent[0], each));
        Assert.Equal(call == "authorize" ? 4 : 3, sent.Count);
    }

    [Fact]
    public async Task All_clients_read_the_same_response()
    {
        var (id, information) = Clients.DeviceHeaders;
        using var handler = new InMemoryHandler(mvpds: 3);
        using var adobePass = Clients.Connect(handler);
        var ours = new ServiceClient(adobePass);
        var refit = Clients.Refit(handler);

        var decision = (await ours.AuthorizeAsync("CHAN1", "MvpdAlpha", new RestV2.DecisionsRequest { Resources = ["res-1"] }, Clients.Device)).Decisions.Single();
        var theirs = (await refit.AuthorizeAsync("CHAN1", "MvpdAlpha", new DecisionsRequest(["res-1"]), id, information)).Decisions.Single();
        Assert.Equal(
            (theirs.Resource, theirs.Mvpd, theirs.Source, theirs.Authorized, theirs.Token!.SerializedToken, theirs.NotAfter),
            (decision.Resource, decision.Mvpd, decision.Source?.Value, decision.Authorized, decision.Token!.SerializedToken, decision.NotAfter!.Value.ToUnixTimeMilliseconds()));

        var mvpds = (await ours.GetConfigurationAsync("CHAN1", Clients.Device)).Requestor!.Mvpds!;
        var peers = (await refit.GetConfigurationAsync("CHAN1", id, information)).Requestor.Mvpds;
        Assert.Equal(
            peers.Select(each => (each.Id, each.DisplayName, each.LogoUrl, each.IsTempPass, each.IsProxy, each.BoardingStatus, each.PlatformMappingId, each.EnablePlatformServices, each.DisplayInPlatformPicker, each.EnforcePlatformPermissions, each.AuthPerAggregator)),
            mvpds.Select(each => (each.Id, each.DisplayName, each.LogoUrl, each.IsTempPass, each.IsProxy, each.BoardingStatus, each.PlatformMappingId, each.EnablePlatformServices, each.DisplayInPlatformPicker, each.EnforcePlatformPermissions, each.AuthPerAggregator))!);
    }

    [Fact]
    public async Task All_clients_reject_a_response_without_a_required_member()
    {
        const string Incomplete = """{"other":{"id":"CHAN1"}}""";

        var ours = Assert.ThrowsAny<JsonException>(() => RestV2.DecisionsResponse.Parse(System.Text.Encoding.UTF8.GetBytes(Incomplete)));
        Assert.Contains("decisions", ours.Message, StringComparison.Ordinal);
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize(Incomplete, PeerJson.Default.DecisionsResponse));
        await Task.CompletedTask;
    }

    [Fact]
    public void Output_of_both_generators_compiles()
    {
        Assert.Empty(Generators.GeneratorProject.Ours(2).Errors());
        Assert.Empty(Generators.GeneratorProject.Refit(2).Errors());
    }

    // Headers in order of their names: their order has no meaning. The spelling of a charset has none either.
    private static string Describe(HttpRequestMessage request)
    {
        var headers = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default)
            .Where(header => header.Key != "Content-Length")
            .Select(header => $"{header.Key}: {header.Value.ToString().Replace("\"", "", StringComparison.Ordinal)}")
            .Order(StringComparer.Ordinal);
        var body = request.Content is null ? "" : request.Content.ReadAsStringAsync().GetAwaiter().GetResult();
        return $"{request.Method} {request.RequestUri}\n{string.Join('\n', headers)}\n\n{body}";
    }
}
