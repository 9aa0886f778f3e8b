using AdobePass.Testing;

namespace AdobePass.Tests.Telemetry;

[Collection(TelemetryCollection.Name)]
public sealed class CacheAndStoreTelemetryTests
{
    [Fact]
    public async Task Cached_token_is_counted_once_as_cache_and_then_as_memory()
    {
        await using var service = new Service();
        var cache = new ScriptedCache();
        await service.Client(options => options.AccessTokenCache = cache).GetProfilesAsync("CHAN1");
        using var recorder = new Recorder();
        var client = service.Client(options => options.AccessTokenCache = cache);

        await client.GetProfilesAsync("CHAN1");
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(1, recorder.Sum("adobepass.token.reads", ("level", "cache")));
        Assert.Equal(1, recorder.Sum("adobepass.token.reads", ("level", "memory")));
        Assert.Equal(0, recorder.Sum("adobepass.token.requests"));
    }

    [Fact]
    public async Task Corrupt_entry_is_measured_with_outcome_corrupt()
    {
        await using var service = new Service();
        using var recorder = new Recorder();
        var store = new FaultyStore(service.Store) { OnFind = static () => new CredentialStoreException(CredentialStoreFailure.Corrupt, "The entry is damaged (test).") };

        await Assert.ThrowsAsync<CredentialStoreException>(() => service.Client(options => options.CredentialStore = store).GetProfilesAsync("CHAN1"));

        var measured = Assert.Single(recorder.Measurements, each => each.Instrument == "adobepass.store.duration");
        Assert.Equal("corrupt", measured.Tags["outcome"]);
        Assert.Equal("find", measured.Tags["operation"]);
    }

    [Fact]
    public async Task Only_a_delayed_call_is_measured_by_the_rate_limiter()
    {
        await using var service = new Service();
        using var recorder = new Recorder();
        var client = service.Client(options =>
        {
            options.RequestsPerSecond = 1;
            options.RequestBurst = 2;
            options.LoggerFactory = recorder;
        });
        await client.GetProfilesAsync("CHAN1");
        Assert.DoesNotContain(recorder.Measurements, each => each.Instrument == "adobepass.pacing.delay");
        Assert.Equal(0, recorder.Count(4002));

        await service.Clock.DriveAsync(client.GetProfilesAsync("CHAN1"));

        Assert.Equal(1.1, recorder.Sum("adobepass.pacing.delay"), 3);
        Assert.Equal(1, recorder.Count(4002));
    }
    [Theory]
    [InlineData("ok")]
    [InlineData("rejected")]
    public async Task Replacement_of_rejected_credentials_is_counted_by_its_outcome(string outcome)
    {
        await using var service = new Service();
        var client = service.Client();
        await client.GetProfilesAsync("CHAN1");
        service.Clock.Advance(TimeSpan.FromHours(6));
        var rejection = FakeFault.Respond(400, """{"error":"invalid_client"}""", "application/json").On(FakeOperation.Token);
        service.Fake.InjectFault(rejection.Count(outcome == "ok" ? 1 : 2));
        using var recorder = new Recorder();

        var failure = await Record.ExceptionAsync(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal(outcome == "ok", failure is null);
        Assert.Equal(1, recorder.Sum("adobepass.replacements", ("outcome", outcome)));
        Assert.Equal(1, recorder.Sum("adobepass.replacements"));
    }
}
