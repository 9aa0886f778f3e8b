using AdobePass.Testing;

namespace AdobePass.Tests.Retries;

public sealed class RetryPolicyTests
{
    [Theory]
    [InlineData(499, 1)]
    [InlineData(500, 2)]
    [InlineData(501, 2)]
    public async Task A_failure_of_the_service_is_worth_another_attempt_and_one_of_the_request_is_not(int status, int requests)
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
    public async Task A_registration_is_not_sent_again_even_where_the_answer_asks_for_it()
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
