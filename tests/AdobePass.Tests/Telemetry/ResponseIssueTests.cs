using System.Globalization;
using AdobePass.Testing;
using Microsoft.Extensions.Logging;

namespace AdobePass.Tests.Telemetry;

/// <summary>What could not be read of responses is counted each time and logged once.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class ResponseIssueTests
{
    [Fact]
    public async Task Issue_is_counted_each_time_and_logged_once_per_operation_and_path()
    {
        using var recorder = new Recorder();
        await using var service = new Service();
        var client = service.Client(options => options.LoggerFactory = recorder);
        service.Fake.InjectFault(Respond("""{"profiles":{"secret-1":{"notAfter":"never"},"secret-2":{"notAfter":[]}}}"""));
        service.Fake.InjectFault(Respond("""{"profiles":{"secret-3":{"notAfter":"secret-4"}}}"""));
        service.Fake.InjectFault(Respond("""{"profiles":{"secret-3":{"notAfter":1}}}"""));

        for (var i = 0; i < 3; i++)
        {
            await client.GetProfilesAsync("CHAN1");
        }

        var (id, level, message) = Assert.Single(recorder.Logs, each => each.Id.Id == 5001);
        Assert.Equal(("ResponseOddity", LogLevel.Warning), (id.Name, level));
        Assert.StartsWith("getProfiles: ", message, StringComparison.Ordinal);
        Assert.Contains("$.profiles.*.notAfter: expected a 64-bit integer, found a string", message, StringComparison.Ordinal);
        Assert.Equal(3, recorder.Sum("adobepass.response.issues", ("operation", "getProfiles")));
        Assert.DoesNotContain(recorder.Texts, text => text.Contains("secret-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Indexes_are_replaced_in_the_logged_path()
    {
        using var recorder = new Recorder();
        await using var service = new Service();
        var client = service.Client(options => options.LoggerFactory = recorder);
        service.Fake.InjectFault(FakeFault.Respond(200, """{"decisions":[7,8,{"resource":"a","authorized":true,"error":9}]}""", "application/json")
            .On(FakeOperation.Authorize));

        await client.AuthorizeAsync("CHAN1", "MvpdAlpha", new RestV2.DecisionsRequest { Resources = ["a"] });

        Assert.Equal(2, recorder.Count(5001));
        Assert.Contains(recorder.Logs, each => each.Message.Contains("$.decisions[*]: ", StringComparison.Ordinal));
        Assert.Contains(recorder.Logs, each => each.Message.Contains("$.decisions[*].error: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Number_of_logged_paths_is_limited()
    {
        using var recorder = new Recorder();
        await using var service = new Service();
        var client = service.Client(options => options.LoggerFactory = recorder);
        service.Fake.InjectFault(Respond(
            "{\"profiles\":{" + string.Join(',', Enumerable.Range(0, 5000).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"m{i}\":{{\"type\":[]}}"))) + "}}"));

        var response = await client.GetProfilesAsync("CHAN1");

        Assert.Equal((5000, 100, 1), (response.Profiles.Count, response.ReadIssues.Count, recorder.Count(5001)));
        Assert.Equal(5000, recorder.Sum("adobepass.response.issues"));
    }

    private static FakeFault Respond(string json) => FakeFault.Respond(200, json, "application/json").On(FakeOperation.Profiles);
}
