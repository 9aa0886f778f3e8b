using AdobePass.Testing;

namespace AdobePass.Tests.Retries;

public sealed class RetryPolicyTests
{
    [Theory]
    [InlineData(499, 1)]
    [InlineData(500, 2)]
    [InlineData(501, 2)]
    public async Task Server_errors_are_retried_and_client_errors_are_not(int status, int requests)
    {
        await using var service = new Service();
        var client = Patient(service);
        service.Fake.InjectFault(FakeFault.HtmlPage(status).On(FakeOperation.Profiles));

        if (requests == 1)
        {
            await Assert.ThrowsAsync<AdobePassApiException>(() => client.GetProfilesAsync("CHAN1"));
        }
        else
        {
            await client.GetProfilesAsync("CHAN1");
        }

        Assert.Equal(requests, service.Count(FakeOperation.Profiles));
    }

    [Fact]
    public async Task Registration_is_not_retried_even_if_the_response_requests_it()
    {
        await using var service = new Service();
        var client = Patient(service);
        service.Fake.InjectFault(FakeFault.RetryableError().On(FakeOperation.Register));

        await Assert.ThrowsAnyAsync<AdobePassException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal(1, service.Count(FakeOperation.Register));
    }

    private static IEntitlements Patient(Service service) => service.Client(options =>
    {
        options.MaxAttempts = 3;
        options.RetryDelay = TimeSpan.Zero;
    });
}
