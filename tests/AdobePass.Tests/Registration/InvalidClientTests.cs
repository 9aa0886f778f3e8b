using AdobePass.Testing;

namespace AdobePass.Tests.Registration;

public sealed class InvalidClientTests
{
    private const string InvalidClient = """{"error":"invalid_client"}""";

    [Fact]
    public async Task Credentials_that_are_no_longer_valid_are_replaced_once()
    {
        await using var service = new Service();
        var client = service.Client();
        await client.GetProfilesAsync("CHAN1");
        var old = await service.StoredAsync();
        service.Fake.RevokeCredentials(old!.ClientId);
        service.Clock.Advance(TimeSpan.FromHours(6));

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => client.GetProfilesAsync("CHAN1"))));

        Assert.Equal(2, service.Fake.Registrations);
        Assert.Equal(3, service.Fake.TokenRequests);
        Assert.NotEqual(old.ClientId, (await service.StoredAsync())!.ClientId);
        Assert.Equal(100, service.Fake.Exchanges.Count(exchange => exchange.Status == 200 && exchange.Operation == FakeOperation.Profiles && exchange.ClientId != old.ClientId));
    }

    [Fact]
    public async Task Credentials_rejected_right_after_registration_fail_the_call()
    {
        await using var service = new Service();
        service.Fake.InjectFault(FakeFault.Respond(400, InvalidClient, "application/json").On(FakeOperation.Token).Forever());

        var fault = await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => service.Client().GetProfilesAsync("CHAN1"));

        Assert.Equal("invalid_client", fault.ErrorCode);
        Assert.Equal("requestAccessToken", fault.OperationId);
        Assert.Equal(2, service.Fake.Registrations);
        Assert.Equal(2, service.Fake.TokenRequests);
    }

    [Fact]
    public async Task Invalid_client_with_status_401_replaces_the_credentials()
    {
        await using var service = new Service();
        service.Fake.InjectFault(FakeFault.Respond(401, InvalidClient, "application/json").On(FakeOperation.Token));

        await service.Client().GetProfilesAsync("CHAN1");

        Assert.Equal(2, service.Fake.Registrations);
    }

    [Fact]
    public async Task InvalidClientBehavior_Fail_keeps_the_stored_pair()
    {
        await using var service = new Service();
        var client = service.Client(options => options.InvalidClientBehavior = InvalidClientBehavior.Fail);
        await client.GetProfilesAsync("CHAN1");
        var old = await service.StoredAsync();
        service.Fake.RevokeCredentials(old!.ClientId);
        service.Clock.Advance(TimeSpan.FromHours(6));

        for (var i = 0; i < 3; i++)
        {
            var fault = await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1"));
            Assert.Equal("invalid_client", fault.ErrorCode);
        }

        Assert.Equal(1, service.Count(FakeOperation.Register));
        Assert.Equal(old.ClientId, (await service.StoredAsync())!.ClientId);
    }

    [Theory]
    [InlineData("invalid_request")]
    [InlineData("unauthorized_client")]
    [InlineData("unsupported_grant_type")]
    public async Task Other_token_errors_keep_the_pair(string code)
    {
        await using var service = new Service();
        service.Fake.InjectFault(FakeFault.Respond(400, $$"""{"error":"{{code}}"}""", "application/json").On(FakeOperation.Token));
        var client = service.Client();

        var fault = await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal(code, fault.ErrorCode);
        Assert.Equal("requestAccessToken", fault.OperationId);
        await client.GetProfilesAsync("CHAN1");
        Assert.Equal(1, service.Count(FakeOperation.Register));
    }

    [Fact]
    public async Task Concurrent_replacements_by_two_clients_end_with_one_pair()
    {
        await using var service = new Service();
        var first = service.Client();
        var second = service.Client();
        await first.GetProfilesAsync("CHAN1");
        await second.GetProfilesAsync("CHAN1");
        var old = (await service.StoredAsync())!.ClientId;
        service.Fake.RevokeCredentials(old);
        service.Clock.Advance(TimeSpan.FromHours(6));

        // Both know that the pair is invalid before either has registered, and both register before either has stored.
        var pause = TimeSpan.FromSeconds(2);
        service.Fake.InjectFault(FakeFault.Delay(pause).On(FakeOperation.Register).Count(2));
        var bothRegister = service.Clock.WaitBegins(pause, 2);
        var calls = Task.WhenAll(first.GetProfilesAsync("CHAN1"), second.GetProfilesAsync("CHAN1"));
        await Eventually.BeforeAsync(bothRegister, calls);
        service.Clock.Advance(pause);
        await calls;

        var stored = (await service.StoredAsync())!.ClientId;
        Assert.NotEqual(old, stored);
        Assert.Equal(3, service.Fake.Registrations);
        service.Clock.Advance(TimeSpan.FromHours(6));
        service.Fake.ClearExchanges();
        await first.GetProfilesAsync("CHAN1");
        await second.GetProfilesAsync("CHAN1");
        Assert.Equal(0, service.Fake.Registrations);
        Assert.All(service.Fake.Exchanges, exchange => Assert.Equal(stored, exchange.ClientId));
    }

    [Fact]
    public async Task Pair_replaced_by_another_client_is_read_from_the_store()
    {
        await using var service = new Service();
        var first = service.Client();
        var second = service.Client();
        await first.GetProfilesAsync("CHAN1");
        await second.GetProfilesAsync("CHAN1");
        service.Fake.RevokeCredentials((await service.StoredAsync())!.ClientId);
        service.Clock.Advance(TimeSpan.FromHours(6));

        await first.GetProfilesAsync("CHAN1");
        await second.GetProfilesAsync("CHAN1");

        Assert.Equal(2, service.Fake.Registrations);
    }

    [Fact]
    public async Task Replacement_pair_that_failed_to_store_is_stored_by_the_next_call()
    {
        await using var service = new Service();
        var store = new FaultyStore(service.Store);
        var client = service.Client(options => options.CredentialStore = store);
        await client.GetProfilesAsync("CHAN1");
        var old = (await service.StoredAsync())!.ClientId;
        service.Fake.RevokeCredentials(old);
        service.Clock.Advance(TimeSpan.FromHours(6));
        store.OnReplace = FaultyStore.Once();

        await Assert.ThrowsAsync<CredentialStoreException>(() => client.GetProfilesAsync("CHAN1"));
        Assert.Equal(2, service.Fake.Registrations);
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(2, service.Fake.Registrations);
        Assert.NotEqual(old, (await service.StoredAsync())!.ClientId);
    }

    [Fact]
    public async Task Rejection_of_every_pair_does_not_cause_one_registration_per_call()
    {
        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.Respond(400, InvalidClient, "application/json").On(FakeOperation.Token).Forever());

        for (var call = 0; call < 5; call++)
        {
            var fault = await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1"));
            Assert.Equal("invalid_client", fault.ErrorCode);
        }

        Assert.Equal(2, service.Fake.Registrations);
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1"));
        Assert.Equal(3, service.Fake.Registrations);

        service.Fake.ClearFaults();
        await client.GetProfilesAsync("CHAN1");
        Assert.Equal(3, service.Fake.Registrations);
    }
}
