using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using AdobePass.Testing;

namespace AdobePass.Tests.Telemetry;

/// <summary>The tags of activities.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class TraceTagTests
{
    [Fact]
    public async Task Token_flow_activities_have_operation_request_and_server_tags()
    {
        using var recorder = new Recorder();
        await using var service = new Service();
        var client = service.Client();

        await client.GetProfilesAsync("CHAN1");
        await client.GetProfilesAsync("CHAN1");

        var calls = recorder.Activities.ToArray();
        Assert.Equal(
            ["registerClient", "requestAccessToken", "getProfiles", "getProfiles"],
            calls.Select(each => each.GetTagItem("adobepass.operation")));
        Assert.Equal(["POST", "POST", "GET", "GET"], calls.Select(each => each.GetTagItem("http.request.method")));
        Assert.Equal<object?>([201, 201, 200, 200], calls.Select(each => each.GetTagItem("http.response.status_code")));
        Assert.All(calls, each => Assert.Equal("sp.auth-staging.adobe.com", each.GetTagItem("server.address")));
        Assert.All(calls, each => Assert.Equal(443, each.GetTagItem("server.port")));
        Assert.Equal([null, null, "requested", "memory"], calls.Select(each => each.GetTagItem("adobepass.token.source")));
        Assert.Equal([5, 5, 6, 6], calls.Select(each => each.TagObjects.Count()));
    }

    [Fact]
    public async Task Cached_token_is_tagged_with_source_cache()
    {
        await using var service = new Service();
        var cache = new ScriptedCache();
        await service.Client(options => options.AccessTokenCache = cache).GetProfilesAsync("CHAN1");
        using var recorder = new Recorder();

        await service.Client(options => options.AccessTokenCache = cache).GetProfilesAsync("CHAN1");

        Assert.Equal("cache", Assert.Single(recorder.Activities).GetTagItem("adobepass.token.source"));
    }

    [Fact]
    public async Task Throttle_delays_and_retries_are_counted_in_tags()
    {
        using var recorder = new Recorder();
        await using var service = new Service();
        var client = service.Client(options =>
        {
            options.MaxAttempts = 3;
            options.RetryDelay = TimeSpan.Zero;
        });
        await client.GetProfilesAsync("CHAN1");
        service.Fake.InjectFault(FakeFault.TooManyRequests().On(FakeOperation.Profiles));
        service.Fake.InjectFault(FakeFault.RetryableError().On(FakeOperation.Profiles));
        service.Fake.InjectFault(FakeFault.ForeignUnauthorized().On(FakeOperation.Profiles));

        await service.Clock.DriveAsync(client.GetProfilesAsync("CHAN1"));

        var call = recorder.Activities.Last();
        Assert.Equal(3, call.GetTagItem("http.request.resend_count"));
        Assert.Equal(1, call.GetTagItem("adobepass.throttled.count"));
        Assert.True(call.GetTagItem("adobepass.queue.delay") is >= 1.0);
        Assert.Equal(200, call.GetTagItem("http.response.status_code"));
        Assert.Equal("requested", call.GetTagItem("adobepass.token.source"));
        Assert.Equal(ActivityStatusCode.Unset, call.Status);
    }

    [Fact]
    public async Task Documented_error_is_tagged_with_code_and_action()
    {
        using var recorder = new Recorder();
        await using var service = new Service();
        service.Fake.InjectFault(FakeFault.EnhancedError("invalid_parameter_mvpd").On(FakeOperation.Profiles));

        await Assert.ThrowsAsync<AdobePassApiException>(() => service.Client().GetProfilesAsync("CHAN1"));

        var call = recorder.Activities.Last();
        Assert.Equal("invalid_parameter_mvpd", call.GetTagItem("adobepass.error.code"));
        Assert.Equal("none", call.GetTagItem("adobepass.error.action"));
        Assert.Equal(nameof(AdobePassApiException), call.GetTagItem("error.type"));
        Assert.Equal(400, call.GetTagItem("http.response.status_code"));
    }

    [Fact]
    public async Task Token_endpoint_error_is_tagged_on_the_request_and_the_call()
    {
        using var recorder = new Recorder();
        await using var service = new Service();
        service.Fake.InjectFault(FakeFault.Respond(400, """{"error":"unauthorized_client"}""", "application/json").On(FakeOperation.Token));

        await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => service.Client().GetProfilesAsync("CHAN1"));

        Assert.Equal(
            [null, "unauthorized_client", "unauthorized_client"],
            recorder.Activities.Select(each => each.GetTagItem("adobepass.error.code")));
        Assert.Null(recorder.Activities.Last().GetTagItem("http.response.status_code"));
    }

    [Fact]
    public async Task Undocumented_error_is_tagged_as_other()
    {
        const string identifier = "canary-device-77aa";
        using var recorder = new Recorder();
        await using var service = new Service();
        var body = JsonSerializer.Serialize(new { code = $"denied_{identifier}", action = identifier, status = 403, message = identifier });
        service.Fake.InjectFault(FakeFault.Respond(403, body, "application/json").On(FakeOperation.Profiles));
        service.Fake.InjectFault(FakeFault.Respond(400, $$"""{"error":"{{identifier}}"}""", "application/json").On(FakeOperation.Token));
        var device = Service.Device(identifier);

        await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => service.Client().GetProfilesAsync("CHAN1", device));
        await Assert.ThrowsAsync<AdobePassApiException>(() => service.Client().GetProfilesAsync("CHAN1", device));

        var call = recorder.Activities.Last();
        Assert.Equal("other", call.GetTagItem("adobepass.error.code"));
        Assert.Equal("other", call.GetTagItem("adobepass.error.action"));
        Assert.Equal(
            ["other", "other"],
            recorder.Activities.Where(each => each.OperationName == "getProfiles").Select(each => each.GetTagItem("adobepass.error.code")));
        Assert.All(recorder.Texts, text => Assert.DoesNotContain(identifier, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Request_that_failed_after_an_error_response_has_no_status()
    {
        using var recorder = new Recorder();
        await using var service = new Service();
        var client = service.Client(options =>
        {
            options.MaxAttempts = 2;
            options.RetryDelay = TimeSpan.Zero;
        });
        service.Fake.InjectFault(FakeFault.RetryableError().On(FakeOperation.Profiles));
        service.Fake.InjectFault(FakeFault.ResetBeforeProcessing().On(FakeOperation.Profiles));

        await Assert.ThrowsAsync<AdobePassConnectionException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Null(recorder.Activities.Last().GetTagItem("http.response.status_code"));
        Assert.Equal(1, recorder.Activities.Last().GetTagItem("http.request.resend_count"));
    }

    [Fact]
    public async Task Activity_of_the_application_gets_no_tags_when_the_call_is_not_sampled()
    {
        using var source = new ActivitySource("application");
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Source.Name == "application" ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
        };
        ActivitySource.AddActivityListener(listener);
        await using var service = new Service();

        using var activity = source.StartActivity("request");
        await service.Client().GetProfilesAsync("CHAN1");

        Assert.Empty(activity!.TagObjects);
        Assert.Same(activity, Activity.Current);
    }

    [Fact]
    public void Known_errors_match_the_specs()
    {
        var rest = Read("rest-v2.json");
        var dcr = Read("dcr.json");

        Assert.Equal(
            Values(rest, "ErrorCode").Concat(Values(dcr, "RegistrationErrorCode")).Concat(Values(dcr, "TokenErrorCode")).Distinct().Order(),
            KnownErrors.Codes.Order());
        Assert.Equal(Values(rest, "ErrorAction").Order(), KnownErrors.Actions.Order());

        static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(TelemetryTests.Find("api-spec/" + file)))!;

        static IEnumerable<string> Values(JsonNode spec, string schema) =>
            spec["components"]!["schemas"]![schema]!["x-extensible-enum"]!.AsArray().Select(value => value!.GetValue<string>());
    }
}
