using AdobePass.Testing;

namespace AdobePass.Tests.Errors;

/// <summary>A page for a browser in place of JSON is named as such: a proxy, a captive portal or a wrong address.</summary>
public sealed class WebPageTests
{
    [Theory]
    [InlineData("text/html", "<html>marker7F</html>")]
    [InlineData("application/json", "\r\n <!doctype html><p>marker7F")]
    [InlineData("application/xhtml+xml", "marker7F")]
    public async Task Web_page_with_success_status_throws_with_troubleshooting_advice(string type, string body)
    {
        await using var service = new Service();
        service.Fake.InjectFault(FakeFault.Respond(200, body, type).On(FakeOperation.Profiles));

        var fault = await Assert.ThrowsAsync<AdobePassResponseException>(() => service.Client().GetProfilesAsync("CHAN1"));

        Assert.StartsWith(
            "getProfiles: the response with status 200 is a web page, not JSON. A proxy, a firewall or a captive portal",
            fault.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("marker7F", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FakeOperation.Profiles, 403, "A proxy, a firewall or a captive portal")]
    [InlineData(FakeOperation.Profiles, 302, "The client does not follow redirects.")]
    [InlineData(FakeOperation.Profiles, 502, "The service failed, or a gateway before it. Try again later.")]
    [InlineData(FakeOperation.Register, 403, "A proxy, a firewall or a captive portal")]
    [InlineData(FakeOperation.Register, 503, "The service failed, or a gateway before it. No device is the cause.")]
    [InlineData(FakeOperation.Token, 500, "The service failed, or a gateway before it. No device is the cause.")]
    public async Task Web_page_with_error_status_throws_with_troubleshooting_advice(FakeOperation operation, int status, string advice)
    {
        await using var service = new Service();
        service.Fake.InjectFault(FakeFault.Respond(status, "<html>marker7F</html>", "text/html").On(operation).Forever());
        var client = service.Client(options => options.MaxAttempts = 1);

        var fault = await Assert.ThrowsAnyAsync<AdobePassException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Contains($"status {status} with a web page instead of an error object. {advice}", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("marker7F", fault.ToString(), StringComparison.Ordinal);
    }
}
