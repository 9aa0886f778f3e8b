using AdobePass.Testing;

namespace AdobePass.Tests.Registration;

/// <summary>A response that cannot be used costs one request per device, then a pause, and pauses the application after a few devices.</summary>
public sealed class UnusableResponseTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    public static TheoryData<int, string, string> Responses => new()
    {
        { 200, "", "application/json" },
        { 200, "<html></html>", "text/html" },
        { 201, "{\"client_id\":", "application/json" },
        { 200, "[]", "application/json" },
        { 200, "{}", "application/json" },
        { 204, "", "" },
        { 302, "", "" },
        { 403, "<html></html>", "text/html" },
        { 404, "", "" },
        { 400, """{"message":"no error code"}""", "application/json" },
        { 418, "teapot", "text/plain" },
    };

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task Unusable_registration_response_limits_requests_per_device_and_application(int status, string body, string type)
    {
        await using var service = new Service();
        var client = service.Client(Configure);
        service.Fake.InjectFault(FakeFault.Respond(status, body, type).On(FakeOperation.Register).Forever());

        await CallAsync(client, devices: 1, calls: 20);
        Assert.Equal(1, service.Count(FakeOperation.Register));
        await CallAsync(client, devices: 50, calls: 2);

        Assert.Equal(3, service.Count(FakeOperation.Register));
        service.Fake.ClearFaults();
        service.Clock.Advance(Pause);
        for (var i = 0; i < 50; i++)
        {
            await client.GetProfilesAsync("CHAN1", Service.Device("device-" + i));
        }
    }

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task Unusable_token_response_limits_requests_per_device_and_application(int status, string body, string type)
    {
        await using var service = new Service();
        var client = service.Client(Configure);
        service.Fake.InjectFault(FakeFault.Respond(status, body, type).On(FakeOperation.Token).Forever());

        await CallAsync(client, devices: 1, calls: 20);
        Assert.Equal(1, service.Count(FakeOperation.Token));
        await CallAsync(client, devices: 50, calls: 2);

        Assert.Equal(3, service.Count(FakeOperation.Token));
        service.Fake.ClearFaults();
        service.Clock.Advance(Pause);
        for (var i = 0; i < 50; i++)
        {
            await client.GetProfilesAsync("CHAN1", Service.Device("device-" + i));
        }

        Assert.Equal(50, service.Fake.Registrations);
    }

    [Fact]
    public async Task Health_check_reports_the_unusable_responses()
    {
        await using var service = new Service();
        var connection = service.Connect(Configure);
        service.Fake.InjectFault(FakeFault.EmptyBody().On(FakeOperation.Register).Forever());

        await CallAsync(new EntitlementsClient(connection), devices: 3, calls: 1);

        Assert.Equal("unusable_response", (await connection.CheckHealthAsync()).RefusedWith);
    }

    [Fact]
    public async Task Server_errors_are_retried_with_growing_delays()
    {
        await using var service = new Service();
        var client = service.Client(Configure);
        service.Fake.InjectFault(FakeFault.HtmlPage(503).On(FakeOperation.Register).Forever());

        for (var second = 0; second < 120; second++)
        {
            await CallAsync(client, devices: 1, calls: 3);
            service.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        // After 0, 1, 3, 7, 15, 31, 61 and 91 seconds.
        Assert.Equal(8, service.Count(FakeOperation.Register));
        service.Fake.ClearFaults();
        service.Clock.Advance(Pause);
        await client.GetProfilesAsync("CHAN1", Service.Device("device-0"));
    }

    private static void Configure(AdobePassOptions options)
    {
        options.RegistrationBreakDuration = Pause;
        options.Device = null;
    }

    private static async Task CallAsync(IEntitlements client, int devices, int calls)
    {
        for (var i = 0; i < devices * calls; i++)
        {
            var thrown = await Record.ExceptionAsync(() => client.GetProfilesAsync("CHAN1", Service.Device("device-" + (i / calls))));
            Assert.IsAssignableFrom<AdobePassException>(thrown);
        }
    }
}
