using System.Web;
using AdobePass.Testing;

namespace AdobePass.Tests.Registration;

/// <summary>A stored pair is replaced only by one that has obtained a token.</summary>
public sealed class PendingReplacementTests
{
    private const string InvalidClient = """{"error":"invalid_client"}""";

    public static TheoryData<int, bool> Statuses
    {
        get
        {
            var rows = new TheoryData<int, bool>();
            foreach (var status in new[] { 200, 201, 204, 301, 302, 307, 400, 401, 402, 403, 404, 405, 407, 408, 409, 410, 415, 422, 451, 500, 501, 502, 503, 504, 511, 599 })
            {
                rows.Add(status, status is 400 or 401);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Only_the_documented_statuses_allow_a_replacement(int status, bool isReplaced)
    {
        await using var service = new Service();
        var client = service.Client();
        await client.GetProfilesAsync("CHAN1");
        var old = (await service.StoredAsync())!.ClientId;
        service.Clock.Advance(TimeSpan.FromHours(6));
        service.Fake.InjectFault(FakeFault.Respond(status, InvalidClient, "application/json").On(FakeOperation.Token));

        var thrown = await Record.ExceptionAsync(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal(isReplaced, thrown is null);
        Assert.Equal(isReplaced ? 2 : 1, service.Fake.Registrations);
        Assert.Equal(isReplaced, (await service.StoredAsync())!.ClientId != old);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rejected_new_pair_is_dropped_and_the_old_pair_stays_in_use(bool keepsPending)
    {
        await using var service = new Service();
        var client = service.Client(options => options.CredentialStore = Store(service, keepsPending));
        await client.GetProfilesAsync("CHAN1");
        var old = (await service.StoredAsync())!.ClientId;
        service.Clock.Advance(TimeSpan.FromHours(6));
        using (service.Fake.InjectFault(FakeFault.Respond(400, InvalidClient, "application/json").On(FakeOperation.Token).Forever()))
        {
            await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1"));
        }

        var entry = await service.Store.FindAsync(Service.DeviceKey(), default);
        Assert.Equal(old, entry!.Credentials.ClientId);
        Assert.Null(entry.Pending);
        await client.GetProfilesAsync("CHAN1");
        Assert.Equal(old, service.Fake.Exchanges[^1].ClientId);
        Assert.Equal(2, service.Fake.Registrations);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pending_pair_is_used_by_the_call_after_a_failed_token_request(bool keepsPending)
    {
        await using var service = new Service();
        var client = service.Client(options => options.CredentialStore = Store(service, keepsPending));
        await client.GetProfilesAsync("CHAN1");
        var old = (await service.StoredAsync())!.ClientId;
        service.Fake.RevokeCredentials(old);
        service.Clock.Advance(TimeSpan.FromHours(6));

        // The stored pair is rejected, and the connection breaks before the new one has a token.
        service.Fake.InjectFault(FakeFault.ResetBeforeProcessing().On(FakeOperation.Token).When(request => !request.BodyText.Contains(old, StringComparison.Ordinal)));
        await Assert.ThrowsAsync<AdobePassConnectionException>(() => client.GetProfilesAsync("CHAN1"));

        var entry = await service.Store.FindAsync(Service.DeviceKey(), default);
        Assert.Equal(old, entry!.Credentials.ClientId);
        Assert.Equal(keepsPending, entry.Pending is not null);
        await client.GetProfilesAsync("CHAN1");
        Assert.Equal(2, service.Fake.Registrations);
        entry = await service.Store.FindAsync(Service.DeviceKey(), default);
        Assert.NotEqual(old, entry!.Credentials.ClientId);
        Assert.Null(entry.Pending);
    }

    [Fact]
    public async Task Other_processes_use_the_old_pair_while_a_replacement_is_pending()
    {
        await using var service = new Service();
        var first = service.Client();
        await first.GetProfilesAsync("CHAN1");
        var old = (await service.StoredAsync())!.ClientId;
        service.Clock.Advance(TimeSpan.FromHours(6));
        service.Fake.InjectFault(FakeFault.Respond(401, InvalidClient, "application/json").On(FakeOperation.Token));
        service.Fake.InjectFault(FakeFault.ResetBeforeProcessing().On(FakeOperation.Token).When(request => !request.BodyText.Contains(old, StringComparison.Ordinal)));
        await Assert.ThrowsAsync<AdobePassConnectionException>(() => first.GetProfilesAsync("CHAN1"));
        Assert.NotNull((await service.Store.FindAsync(Service.DeviceKey(), default))!.Pending);

        await service.Client().GetProfilesAsync("CHAN1");

        Assert.Equal(old, service.Fake.Exchanges[^1].ClientId);
        var entry = await service.Store.FindAsync(Service.DeviceKey(), default);
        Assert.Equal(old, entry!.Credentials.ClientId);
        Assert.Null(entry.Pending);
    }

    [Fact]
    public async Task Pending_pair_of_a_terminated_process_is_used_without_a_registration()
    {
        await using var service = new Service();
        await service.Client().GetProfilesAsync("CHAN1");
        var entry = (await service.Store.FindAsync(Service.DeviceKey(), default))!;
        var other = new AdobePassClient(service.Options(options => options.CredentialStore = new MemoryCredentialStore()));
        await new EntitlementsClient(other).GetProfilesAsync("CHAN1");
        var pending = await other.FindCredentialsAsync();
        await service.Store.TrySetPendingAsync(Service.DeviceKey(), pending, entry.Version, default);
        service.Fake.RevokeCredentials(entry.Credentials.ClientId);

        await service.Client().GetProfilesAsync("CHAN1");

        Assert.Equal(2, service.Fake.Registrations);
        Assert.Equal(pending!.ClientId, (await service.StoredAsync())!.ClientId);
    }

    [Fact]
    public async Task Token_of_a_pair_that_lost_the_race_is_not_used()
    {
        await using var service = new Service();
        await service.Client().GetProfilesAsync("CHAN1");
        var first = (await service.Store.FindAsync(Service.DeviceKey(), default))!;
        service.Fake.RevokeCredentials(first.Credentials.ClientId);
        var store = new ScriptedStore(service.Store);
        var client = service.Client(options => options.CredentialStore = store);
        var theirs = await RegisterAsync(service);
        store.OnReplace = () =>
        {
            // Another process replaces the entry at the last moment.
            store.OnReplace = null;
            _ = service.Store.TryReplaceAsync(Service.DeviceKey(), theirs, first.Version, default).AsTask().GetAwaiter().GetResult();
            return new ValueTask<StoredCredentials?>((StoredCredentials?)null);
        };

        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(theirs.ClientId, (await service.StoredAsync())!.ClientId);
        Assert.Equal(theirs.ClientId, service.Fake.Exchanges[^1].ClientId);
        var last = service.Received.Last(request => request.Path == "/o/client/token");
        Assert.Equal(theirs.ClientId, HttpUtility.ParseQueryString(last.BodyText)["client_id"]);
    }

    private static CredentialStore Store(Service service, bool keepsPending) => keepsPending ? service.Store : new FaultyStore(service.Store);

    private static async Task<ClientCredentials> RegisterAsync(Service service)
    {
        await using var other = new AdobePassClient(service.Options(options => options.CredentialStore = new MemoryCredentialStore()));
        await new EntitlementsClient(other).GetProfilesAsync("CHAN1");
        return (await other.FindCredentialsAsync())!;
    }
}
