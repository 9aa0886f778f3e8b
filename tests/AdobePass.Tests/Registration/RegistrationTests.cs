using System.Net;
using AdobePass.Testing;

namespace AdobePass.Tests.Registration;

public sealed class RegistrationTests
{
    [Theory]
    [InlineData(CredentialStoreFailure.Unavailable)]
    [InlineData(CredentialStoreFailure.Corrupt)]
    public async Task Nothing_is_registered_while_the_store_cannot_be_read(CredentialStoreFailure failure)
    {
        await using var service = new Service();
        var client = service.Client(options => options.CredentialStore = new FaultyStore(service.Store) { OnFind = () => new CredentialStoreException(failure, "test") });

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(failure, (await Assert.ThrowsAsync<CredentialStoreException>(() => client.GetProfilesAsync("CHAN1"))).Failure);
        }

        Assert.Equal(0, service.Fake.Requests);
    }

    [Fact]
    public async Task Nothing_is_registered_while_the_store_cannot_be_written()
    {
        await using var service = new Service();
        var client = service.Client(options => options.CredentialStore = new FaultyStore(service.Store) { OnEnsureWritable = FaultyStore.Unavailable });

        await Assert.ThrowsAsync<CredentialStoreException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal(0, service.Fake.Requests);
    }

    [Fact]
    public async Task Nothing_is_registered_when_an_invalid_pair_could_not_be_replaced()
    {
        await using var service = new Service();
        var store = new FaultyStore(service.Store);
        var client = service.Client(options => options.CredentialStore = store);
        await client.GetProfilesAsync("CHAN1");
        service.Fake.RevokeCredentials((await service.StoredAsync())!.ClientId);
        service.Clock.Advance(TimeSpan.FromHours(6));
        store.OnEnsureWritable = FaultyStore.Unavailable;

        await Assert.ThrowsAsync<CredentialStoreException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal(1, service.Count(FakeOperation.Register));
    }

    [Fact]
    public async Task Pair_that_could_not_be_stored_is_stored_by_the_next_call()
    {
        await using var service = new Service();
        var client = service.Client(options => options.CredentialStore = new FaultyStore(service.Store) { OnCreate = FaultyStore.Once() });

        await Assert.ThrowsAsync<CredentialStoreException>(() => client.GetProfilesAsync("CHAN1"));
        Assert.Null(await service.StoredAsync());
        Assert.Equal(0, service.Fake.TokenRequests);
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(1, service.Fake.Registrations);
        var registered = Assert.Single(service.Fake.Exchanges, exchange => exchange.Operation == FakeOperation.Register);
        Assert.Equal(registered.ClientId, (await service.StoredAsync())!.ClientId);
    }

    [Fact]
    public async Task Registration_with_a_lost_response_stores_nothing_and_is_repeated()
    {
        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.ResetAfterProcessing().On(FakeOperation.Register));

        var fault = await Assert.ThrowsAsync<AdobePassConnectionException>(() => client.GetProfilesAsync("CHAN1"));
        Assert.Equal("registerClient", fault.OperationId);
        Assert.Null(await service.StoredAsync());
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(2, service.Fake.Registrations);
    }

    [Theory]
    [InlineData("invalid_software_statement")]
    [InlineData("unapproved_software_statement")]
    [InlineData("invalid_redirect_uri")]
    [InlineData("invalid_request")]
    public async Task Rejected_registration_reports_its_code_and_stores_nothing(string code)
    {
        await using var service = new Service();
        var statement = service.Fake.CreateSoftwareStatement(new FakeSoftwareApplication { Domains = ["tv.example"] });
        var client = service.Client(options =>
        {
            options.SoftwareStatement = new SoftwareStatement(statement);
            options.RedirectUri = code == "invalid_redirect_uri" ? "https://elsewhere.example/" : null;
        });
        switch (code)
        {
            case "invalid_software_statement":
                service.Fake.RevokeSoftwareStatement(statement);
                break;
            case "unapproved_software_statement":
                service.Fake.UnapproveSoftwareStatement(statement);
                break;
            case "invalid_request":
                service.Fake.InjectFault(FakeFault.Respond(400, """{"error":"invalid_request"}""", "application/json").On(FakeOperation.Register));
                break;
        }

        var fault = await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal(code, fault.ErrorCode);
        Assert.Equal("registerClient", fault.OperationId);
        Assert.Equal(HttpStatusCode.BadRequest, fault.StatusCode);
        Assert.Contains(code, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(statement, fault.ToString(), StringComparison.Ordinal);
        Assert.Null(await service.StoredAsync());
        Assert.Equal(1, service.Fake.Requests);
        Assert.Equal(0, service.Fake.Registrations);
    }

    [Theory]
    [InlineData("Echo of secret-7F")]
    [InlineData("UPPER")]
    [InlineData("abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdef")]
    public async Task Malformed_error_code_is_not_in_the_message(string code)
    {
        await using var service = new Service();
        service.Fake.InjectFault(FakeFault.Respond(400, $$"""{"error":"{{code}}"}""", "application/json").On(FakeOperation.Register));

        var fault = await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => service.Client().GetProfilesAsync("CHAN1"));

        Assert.Equal(code, fault.ErrorCode);
        Assert.DoesNotContain(code, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client_id")]
    [InlineData("client_secret")]
    public async Task Empty_credential_throws_response_exception_with_its_path(string member)
    {
        await using var service = new Service();
        service.Alter(FakeOperation.Register, body => body[member] = "");

        var fault = await Assert.ThrowsAsync<AdobePassResponseException>(() => service.Client().GetProfilesAsync("CHAN1"));

        Assert.Equal("$." + member, fault.JsonPath);
        Assert.Equal("registerClient", fault.OperationId);
        Assert.Null(await service.StoredAsync());
    }

    [Fact]
    public async Task Issue_time_in_milliseconds_is_accepted()
    {
        await using var service = new Service(options => options.ClientIdIssuedAtInMilliseconds = true);

        await service.Client().GetProfilesAsync("CHAN1");

        Assert.Equal(1, service.Fake.Registrations);
    }

    [Fact]
    public async Task Stored_pair_matches_the_registration_response()
    {
        await using var service = new Service();
        var issued = new System.Text.Json.Nodes.JsonObject();
        service.Alter(FakeOperation.Register, body => issued = body.DeepClone().AsObject());

        await service.Client().GetProfilesAsync("CHAN1");

        var stored = await service.StoredAsync();
        Assert.Equal((string)issued["client_id"]!, stored!.ClientId);
        Assert.Equal((string)issued["client_secret"]!, stored.ClientSecret.Reveal());
        Assert.Equal(["api:client:v2"], stored.Scopes);
    }

    [Fact]
    public async Task Statement_provider_is_called_for_registrations_and_not_for_tokens()
    {
        await using var service = new Service();
        var asked = 0;
        var client = service.Client(options =>
        {
            options.SoftwareStatement = null;
            options.SoftwareStatementProvider = _ =>
            {
                Interlocked.Increment(ref asked);
                return new ValueTask<SoftwareStatement>(new SoftwareStatement(service.Statement));
            };
        });
        Assert.Equal(0, asked);
        await client.GetProfilesAsync("CHAN1");
        service.Clock.Advance(TimeSpan.FromHours(6));
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(2, service.Fake.TokenRequests);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Null_statement_from_the_provider_throws_configuration_exception()
    {
        await using var service = new Service();
        var client = service.Client(options => options.SoftwareStatementProvider = _ => new ValueTask<SoftwareStatement>((SoftwareStatement)null!));

        var fault = await Assert.ThrowsAsync<AdobePassConfigurationException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Contains("SoftwareStatementProvider", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, service.Fake.Requests);
    }

    [Fact]
    public async Task Find_registers_nothing_and_delete_causes_a_new_registration()
    {
        await using var service = new Service();
        var connection = service.Connect();
        var client = new EntitlementsClient(connection);
        Assert.Null(await connection.FindCredentialsAsync());
        Assert.False(await connection.DeleteCredentialsAsync());
        Assert.Equal(0, service.Fake.Requests);
        await client.GetProfilesAsync("CHAN1");
        var first = await connection.FindCredentialsAsync();
        Assert.Null(await connection.FindCredentialsAsync(Service.Device("device-2")));

        Assert.True(await connection.DeleteCredentialsAsync());
        Assert.Null(await connection.FindCredentialsAsync());
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(2, service.Fake.Registrations);
        Assert.NotEqual(first!.ClientId, (await connection.FindCredentialsAsync())!.ClientId);
        Assert.Equal(2, service.TokensSent.Distinct().Count());
    }

    [Fact]
    public async Task Another_statement_on_the_same_store_reuses_the_pair()
    {
        await using var service = new Service();
        await service.Client().GetProfilesAsync("CHAN1");
        var another = service.Fake.CreateSoftwareStatement();
        Assert.NotEqual(service.Statement, another);

        await service.Client(options => options.SoftwareStatement = new SoftwareStatement(another)).GetProfilesAsync("CHAN1");

        Assert.Equal(1, service.Fake.Registrations);
        Assert.Equal(2, service.Fake.TokenRequests);
    }

    [Fact]
    public async Task A_credential_scope_separates_the_pairs_of_two_applications()
    {
        await using var service = new Service();
        await service.Client(options => options.CredentialScope = "app-a").GetProfilesAsync("CHAN1");
        await service.Client(options => options.CredentialScope = "app-b").GetProfilesAsync("CHAN1");

        Assert.Equal(2, service.Fake.Registrations);
        Assert.NotNull(await service.Store.FindAsync(Service.DeviceKey(scope: "app-a"), default));
        Assert.NotNull(await service.Store.FindAsync(Service.DeviceKey(scope: "app-b"), default));
    }
}
