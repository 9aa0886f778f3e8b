using System.Text.Json.Nodes;
using AdobePass.Testing;

namespace AdobePass.Tests.Field;

/// <summary>Client credentials and access tokens that were issued are used, whatever else the response carries.</summary>
public sealed class IssuedCredentialTests
{
    [Theory]
    [InlineData("scopes", "\"api:client:v2\"")]
    [InlineData("scopes", "{\"a\":[1]}")]
    [InlineData("scopes", "[[],null,{}]")]
    [InlineData("scopes", null)]
    [InlineData("client_id_issued_at", "\"2026-01-01T00:00:00Z\"")]
    [InlineData("redirect_uris", "7")]
    [InlineData("grant_types", "true")]
    [InlineData("registration_access_token", "\"x\"")]
    public async Task Issued_pair_is_stored_and_used_with_any_optional_members(string member, string? value)
    {
        await using var service = new Service();
        var client = service.Client();
        service.Alter(FakeOperation.Register, body => Set(body, member, value), times: 5);

        await CallAsync(client, 5);

        Assert.Equal((1, 1), (service.Fake.Registrations, service.Fake.TokenRequests));
        Assert.NotNull(await service.StoredAsync());
    }

    [Theory]
    [InlineData("created_at", "\"2026-01-01T00:00:00Z\"")]
    [InlineData("created_at", "1e300")]
    [InlineData("token_type", "{}")]
    [InlineData("id", null)]
    [InlineData("expires_in", null)]
    [InlineData("expires_in", "0")]
    [InlineData("expires_in", "-1")]
    [InlineData("expires_in", "-9223372036854775808")]
    [InlineData("expires_in", "1e30")]
    [InlineData("expires_in", "\"soon\"")]
    [InlineData("expires_in", "1.5")]
    [InlineData("expires_in", "true")]
    [InlineData("expires_in", "null")]
    public async Task Issued_token_is_used_with_any_optional_members(string member, string? value)
    {
        await using var service = new Service();
        var client = service.Client();
        service.Alter(FakeOperation.Token, body => Set(body, member, value), times: 20);

        await CallAsync(client, 20);

        Assert.Equal((1, 1), (service.Fake.Registrations, service.Fake.TokenRequests));
    }

    [Fact]
    public async Task Token_of_unknown_lifetime_is_used_for_TokenLifetimeIfUnknown()
    {
        await using var service = new Service();
        var client = service.Client(options => options.TokenLifetimeIfUnknown = TimeSpan.FromMinutes(10));
        service.Alter(FakeOperation.Token, body => body.Remove("expires_in"), times: 2);
        await client.GetProfilesAsync("CHAN1");
        service.Clock.Advance(TimeSpan.FromMinutes(5));
        await client.GetProfilesAsync("CHAN1");
        Assert.Equal(1, service.Fake.TokenRequests);

        service.Clock.Advance(TimeSpan.FromMinutes(5));
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal((1, 2), (service.Fake.Registrations, service.Fake.TokenRequests));
    }

    [Fact]
    public async Task Token_of_unknown_lifetime_that_is_rejected_is_replaced()
    {
        await using var service = new Service();
        var client = service.Client();
        service.Alter(FakeOperation.Token, body => body.Remove("expires_in"), times: 2);
        await client.GetProfilesAsync("CHAN1");
        service.Fake.InjectFault(FakeFault.Respond(401).On(FakeOperation.Profiles));

        await CallAsync(client, 5);

        Assert.Equal((1, 2), (service.Fake.Registrations, service.Fake.TokenRequests));
    }

    [Theory]
    [InlineData("client_secret", null)]
    [InlineData("client_secret", "{}")]
    [InlineData("client_id", "\" \"")]
    [InlineData("client_id", "[]")]
    public async Task Repeated_registration_responses_without_credentials_cause_one_registration(string member, string? value)
    {
        await using var service = new Service();
        var client = service.Client(options => options.RegistrationBreakDuration = TimeSpan.FromSeconds(30));
        service.Alter(FakeOperation.Register, body => Set(body, member, value), times: 20);

        for (var i = 0; i < 20; i++)
        {
            await Assert.ThrowsAsync<AdobePassResponseException>(() => client.GetProfilesAsync("CHAN1"));
        }

        Assert.Equal(1, service.Count(FakeOperation.Register));
    }

    [Theory]
    [InlineData("""{"status":403,"message":"User not Authenticated"}""")]
    [InlineData("""{"action":"none","code":"invalid_client","message":"text"}""")]
    [InlineData("""{"errors":[{"code":"c","message":"text"}]}""")]
    public async Task Rejected_registration_with_an_unknown_error_object_is_sent_once(string body)
    {
        await using var service = new Service();
        var client = service.Client(options => options.RegistrationBreakDuration = TimeSpan.FromSeconds(30));
        service.Fake.InjectFault(FakeFault.Respond(403, body, "application/json").On(FakeOperation.Register).Forever());

        for (var i = 0; i < 20; i++)
        {
            await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1"));
        }

        Assert.Equal(1, service.Count(FakeOperation.Register));
    }

    private static async Task CallAsync(IEntitlements client, int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            await client.GetProfilesAsync("CHAN1");
        }
    }

    private static void Set(JsonObject body, string member, string? value)
    {
        body.Remove(member);
        if (value is not null)
        {
            body.Add(member, JsonNode.Parse(value));
        }
    }
}
