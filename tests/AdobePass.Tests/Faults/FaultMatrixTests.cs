using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using AdobePass.Testing;

namespace AdobePass.Tests.Faults;

/// <summary>
/// One row per fault and place: the result for the caller, the stored entry, the requests sent to the service, and the result of
/// the next call, after the fault is gone. Retries are off, so that a row does not count
/// repeated requests. Separate tests cover retries.
/// </summary>
public sealed class FaultMatrixTests
{
    private const int Call = 1;
    private const int Next = 2;

    // Long, as the clock moves on while the machine is busy.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static TheoryData<string, FakeOperation, Outcome> Network => new()
    {
        // At registration: nothing is stored, and the next call registers.
        // A registration whose response is lost leaves an unused client at the service. No viewer is affected.
        { "reset before", FakeOperation.Register, new(typeof(AdobePassConnectionException),
            Stored: false, Registrations: 0, Tokens: 0, NextRegistrations: 1, NextTokens: 1) },
        { "reset after", FakeOperation.Register, new(typeof(AdobePassConnectionException),
            Stored: false, Registrations: 1, Tokens: 0, NextRegistrations: 2, NextTokens: 1) },
        { "truncated", FakeOperation.Register, new(typeof(AdobePassConnectionException),
            Stored: false, Registrations: 1, Tokens: 0, NextRegistrations: 2, NextTokens: 1) },
        { "slow", FakeOperation.Register, new(typeof(AdobePassConnectionException),
            Stored: false, Registrations: 0, Tokens: 0, NextRegistrations: 1, NextTokens: 1) },
        { "html", FakeOperation.Register, new(typeof(AdobePassResponseException),
            Stored: false, Registrations: 0, Tokens: 0, NextRegistrations: 1, NextTokens: 1) },
        { "not json", FakeOperation.Register, new(typeof(AdobePassResponseException),
            Stored: false, Registrations: 0, Tokens: 0, NextRegistrations: 1, NextTokens: 1) },
        { "empty", FakeOperation.Register, new(typeof(AdobePassResponseException),
            Stored: false, Registrations: 0, Tokens: 0, NextRegistrations: 1, NextTokens: 1) },
        // The identifier is a number then, which is read as its text. The token endpoint rejects the pair, so another one is registered.
        { "wrong types", FakeOperation.Register, new(null,
            Stored: true, Registrations: 2, Tokens: 2, NextRegistrations: 2, NextTokens: 2) },
        { "unknown json", FakeOperation.Register, new(typeof(AdobePassResponseException),
            Stored: false, Registrations: 0, Tokens: 0, NextRegistrations: 1, NextTokens: 1) },
        { "huge", FakeOperation.Register, new(typeof(AdobePassResponseException),
            Stored: false, Registrations: 1, Tokens: 0, NextRegistrations: 2, NextTokens: 1) },
        { "503", FakeOperation.Register, new(typeof(DynamicClientRegistrationException),
            Stored: false, Registrations: 0, Tokens: 0, NextRegistrations: 1, NextTokens: 1) },
        { "429", FakeOperation.Register, new(typeof(AdobePassThrottledException),
            Stored: false, Registrations: 0, Tokens: 0, NextRegistrations: 1, NextTokens: 1) },
        { "invalid_request", FakeOperation.Register, new(typeof(DynamicClientRegistrationException),
            Stored: false, Registrations: 0, Tokens: 0, NextRegistrations: 1, NextTokens: 1) },
        { "invalid_redirect_uri", FakeOperation.Register, new(typeof(DynamicClientRegistrationException),
            Stored: false, Registrations: 0, Tokens: 0, NextRegistrations: 1, NextTokens: 1) },
        { "invalid_software_statement", FakeOperation.Register, new(typeof(DynamicClientRegistrationException),
            Stored: false, Registrations: 0, Tokens: 0, NextRegistrations: 1, NextTokens: 1) },
        { "unapproved_software_statement", FakeOperation.Register, new(typeof(DynamicClientRegistrationException),
            Stored: false, Registrations: 0, Tokens: 0, NextRegistrations: 1, NextTokens: 1) },

        // At the token: the pair is stored, and no fault but invalid_client ever leads to another.
        { "reset before", FakeOperation.Token, new(typeof(AdobePassConnectionException),
            Stored: true, Registrations: 1, Tokens: 1, NextRegistrations: 1, NextTokens: 2) },
        { "reset after", FakeOperation.Token, new(typeof(AdobePassConnectionException),
            Stored: true, Registrations: 1, Tokens: 1, NextRegistrations: 1, NextTokens: 2) },
        { "truncated", FakeOperation.Token, new(typeof(AdobePassConnectionException),
            Stored: true, Registrations: 1, Tokens: 1, NextRegistrations: 1, NextTokens: 2) },
        { "slow", FakeOperation.Token, new(typeof(AdobePassConnectionException),
            Stored: true, Registrations: 1, Tokens: null, NextRegistrations: 1, NextTokens: null) },
        { "html", FakeOperation.Token, new(typeof(AdobePassResponseException),
            Stored: true, Registrations: 1, Tokens: 1, NextRegistrations: 1, NextTokens: 2) },
        { "not json", FakeOperation.Token, new(typeof(AdobePassResponseException),
            Stored: true, Registrations: 1, Tokens: 1, NextRegistrations: 1, NextTokens: 2) },
        { "empty", FakeOperation.Token, new(typeof(AdobePassResponseException),
            Stored: true, Registrations: 1, Tokens: 1, NextRegistrations: 1, NextTokens: 2) },
        { "wrong types", FakeOperation.Token, new(null, Stored: true, Registrations: 1, Tokens: 2, NextRegistrations: 1, NextTokens: 2) },
        { "unknown json", FakeOperation.Token, new(typeof(AdobePassResponseException),
            Stored: true, Registrations: 1, Tokens: 1, NextRegistrations: 1, NextTokens: 2) },
        { "huge", FakeOperation.Token, new(typeof(AdobePassResponseException),
            Stored: true, Registrations: 1, Tokens: 1, NextRegistrations: 1, NextTokens: 2) },
        { "503", FakeOperation.Token, new(typeof(DynamicClientRegistrationException),
            Stored: true, Registrations: 1, Tokens: 1, NextRegistrations: 1, NextTokens: 2) },
        { "429", FakeOperation.Token, new(typeof(AdobePassThrottledException),
            Stored: true, Registrations: 1, Tokens: 3, NextRegistrations: 1, NextTokens: 4) },
        { "401", FakeOperation.Token, new(typeof(DynamicClientRegistrationException),
            Stored: true, Registrations: 1, Tokens: 1, NextRegistrations: 1, NextTokens: 2) },
        { "invalid_request", FakeOperation.Token, new(typeof(DynamicClientRegistrationException),
            Stored: true, Registrations: 1, Tokens: 1, NextRegistrations: 1, NextTokens: 2) },
        { "invalid_client", FakeOperation.Token, new(null,
            Stored: true, Registrations: 2, Tokens: 2, NextRegistrations: 2, NextTokens: 2) },
        { "unauthorized_client", FakeOperation.Token, new(typeof(DynamicClientRegistrationException),
            Stored: true, Registrations: 1, Tokens: 1, NextRegistrations: 1, NextTokens: 2) },
        { "unsupported_grant_type", FakeOperation.Token, new(typeof(DynamicClientRegistrationException),
            Stored: true, Registrations: 1, Tokens: 1, NextRegistrations: 1, NextTokens: 2) },
        { "expires_in 0", FakeOperation.Token, new(null, Stored: true, Registrations: 1, Tokens: 1, NextRegistrations: 1, NextTokens: 1) },
        { "expires_in -5", FakeOperation.Token, new(null, Stored: true, Registrations: 1, Tokens: 1, NextRegistrations: 1, NextTokens: 1) },
        { "expires_in 9223372036854775807", FakeOperation.Token, new(null,
            Stored: true, Registrations: 1, Tokens: 1, NextRegistrations: 1, NextTokens: 1) },
        { "expires_in \"3600\"", FakeOperation.Token, new(null,
            Stored: true, Registrations: 1, Tokens: 1, NextRegistrations: 1, NextTokens: 1) },
        { "expires_in \"soon\"", FakeOperation.Token, new(null,
            Stored: true, Registrations: 1, Tokens: 1, NextRegistrations: 1, NextTokens: 1) },

        // At the protected call: pair and token are kept, but for one renewal after a 401.
        { "reset before", FakeOperation.Profiles, Kept(typeof(AdobePassConnectionException)) },
        { "reset after", FakeOperation.Profiles, Kept(typeof(AdobePassConnectionException)) },
        { "truncated", FakeOperation.Profiles, Kept(typeof(AdobePassConnectionException)) },
        { "slow", FakeOperation.Profiles, Kept(typeof(AdobePassConnectionException)) },
        { "html", FakeOperation.Profiles, Kept(typeof(AdobePassResponseException)) },
        { "not json", FakeOperation.Profiles, Kept(typeof(AdobePassResponseException)) },
        { "empty", FakeOperation.Profiles, Kept(typeof(AdobePassResponseException)) },
        { "wrong types", FakeOperation.Profiles, Kept(null) },
        { "huge", FakeOperation.Profiles, Kept(typeof(AdobePassResponseException)) },
        { "503", FakeOperation.Profiles, Kept(typeof(AdobePassApiException)) },
        { "429", FakeOperation.Profiles, Kept(typeof(AdobePassThrottledException)) },
        { "401", FakeOperation.Profiles, new(null, Stored: true, Registrations: 1, Tokens: 2, NextRegistrations: 1, NextTokens: 2) },
        { "401 for ever", FakeOperation.Profiles, new(typeof(AdobePassApiException),
            Stored: true, Registrations: 1, Tokens: 2, NextRegistrations: 1, NextTokens: 2) },
        { "invalid_client", FakeOperation.Profiles, Kept(typeof(AdobePassApiException)) },
        { "application-registration", FakeOperation.Profiles, Kept(typeof(AdobePassApiException)) },
    };

    public static TheoryData<string, string, Outcome> Stores
    {
        get
        {
            var rows = new TheoryData<string, string, Outcome>();
            foreach (var fault in new[] { "unavailable", "corrupt", "throws", "hangs" })
            {
                // Not known to be absent: nothing is registered.
                rows.Add(
                    fault,
                    "find",
                    new(typeof(CredentialStoreException), Stored: false, Registrations: 0, Tokens: 0, NextRegistrations: 1, NextTokens: 1));
                rows.Add(
                    fault,
                    "probe",
                    new(typeof(CredentialStoreException), Stored: false, Registrations: 0, Tokens: 0, NextRegistrations: 1, NextTokens: 1));

                // Registered and not stored: never used, and the next call stores the same pair in place of a new one.
                rows.Add(
                    fault,
                    "create",
                    new(typeof(CredentialStoreException), Stored: false, Registrations: 1, Tokens: 0, NextRegistrations: 1, NextTokens: 1));
                rows.Add(
                    fault + " after",
                    "create",
                    new(typeof(CredentialStoreException), Stored: true, Registrations: 1, Tokens: 0, NextRegistrations: 1, NextTokens: 1));

                // The stored pair stays in use until the new one is stored as pending, has a token, and has replaced it.
                rows.Add(
                    fault,
                    "pending",
                    new(typeof(CredentialStoreException), Stored: true, Registrations: 2, Tokens: 1, NextRegistrations: 2, NextTokens: 2));
                rows.Add(
                    fault + " after",
                    "pending",
                    new(typeof(CredentialStoreException), Stored: true, Registrations: 2, Tokens: 1, NextRegistrations: 2, NextTokens: 2));
                rows.Add(
                    fault,
                    "replace",
                    new(typeof(CredentialStoreException), Stored: true, Registrations: 2, Tokens: 2, NextRegistrations: 2, NextTokens: 3));
                rows.Add(
                    fault + " after",
                    "replace",
                    new(typeof(CredentialStoreException), Stored: true, Registrations: 2, Tokens: 2, NextRegistrations: 2, NextTokens: 3));

                // Turns only save requests.
                rows.Add(fault, "turn", new(null, Stored: true, Registrations: 1, Tokens: 1, NextRegistrations: 1, NextTokens: 1));
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Network))]
    public async Task Service_fault_loses_no_credentials(string fault, FakeOperation place, Outcome expected)
    {
        await using var service = new Service();
        var client = service.Client(options => options.RequestTimeout = Limit);
        foreach (var injected in FaultsOf(fault))
        {
            service.Fake.InjectFault(injected.On(place));
        }

        var isReplaced = (fault, place) is ("invalid_client", FakeOperation.Token) or ("wrong types", FakeOperation.Register);
        await HoldAsync(service, client, expected, pairsUsed: isReplaced ? 2 : 1);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Store_fault_loses_no_credentials(string fault, string place, Outcome expected)
    {
        await using var service = new Service();
        using var store = new StubbornStore(service.Store, fault, place);
        var client = service.Client(options =>
        {
            options.CredentialStore = store;
            options.RequestTimeout = Limit;
        });
        if (place is "replace" or "pending")
        {
            service.Fake.InjectFault(FakeFault.Respond(400, """{"error":"invalid_client"}""", "application/json").On(FakeOperation.Token));
        }

        await HoldAsync(service, client, expected, pairsUsed: place == "replace" ? 2 : 1);
        Assert.True(store.WasMet);
    }

    [Fact]
    public async Task Concurrent_callers_share_one_failure_and_the_next_call_succeeds()
    {
        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.ResetAfterProcessing().On(FakeOperation.Register));

        var calls = Enumerable.Range(0, 100).Select(_ => client.GetProfilesAsync("CHAN1")).ToList();
        var failed = 0;
        foreach (var call in calls)
        {
            try
            {
                await call;
            }
            catch (AdobePassConnectionException)
            {
                failed++;
            }
        }

        // Calls that start after the failure begin a new shared request.
        Assert.InRange(failed, 1, 100);
        Assert.InRange(service.Fake.Registrations, failed == 100 ? 1 : 2, 2);
        await client.GetProfilesAsync("CHAN1");
        Assert.Equal(2, service.Fake.Registrations);
        Assert.Equal(1, service.Fake.TokenRequests);
    }

    private static Outcome Kept(Type? exception) =>
        new(exception, Stored: true, Registrations: 1, Tokens: 1, NextRegistrations: 1, NextTokens: 1);

    private static async Task HoldAsync(Service service, IEntitlements client, Outcome expected, int pairsUsed)
    {
        Exception? thrown = null;
        try
        {
            await service.Clock.DriveAsync(client.GetProfilesAsync("CHAN1"));
        }
        catch (AdobePassException fault)
        {
            thrown = fault;
        }

        Assert.Equal(expected.Exception, thrown?.GetType());
        Check(Call, expected.Stored, expected.Registrations, expected.Tokens);
        var before = (await service.StoredAsync())?.ClientId;

        service.Fake.ClearFaults();
        await service.Clock.DriveAsync(client.GetProfilesAsync("CHAN1"));

        Check(Next, stored: true, expected.NextRegistrations, expected.NextTokens);
        var after = (await service.StoredAsync())!.ClientId;
        if (before is not null
            && expected.Registrations == expected.NextRegistrations
            && expected.Exception != typeof(CredentialStoreException))
        {
            Assert.Equal(before, after);
        }

        // Only what is stored is ever used: a pair that was not, or not yet, is in no token request.
        var used = service.Received
            .Where(request => request.Path == "/o/client/token")
            .Select(request => HttpUtility.ParseQueryString(request.BodyText)["client_id"])
            .ToList();
        Assert.Equal(after, used[^1]);
        Assert.Equal(pairsUsed, used.Distinct().Count());

        void Check(int call, bool stored, int registrations, int? tokens)
        {
            var found = service.StoredAsync().GetAwaiter().GetResult() is not null;
            Assert.Equal(
                (call, stored, registrations, tokens ?? service.Fake.TokenRequests),
                (call, found, service.Fake.Registrations, service.Fake.TokenRequests));
        }
    }

    private static IEnumerable<FakeFault> FaultsOf(string fault) => fault switch
    {
        "reset before" => [FakeFault.ResetBeforeProcessing()],
        "reset after" => [FakeFault.ResetAfterProcessing()],
        "truncated" => [FakeFault.TruncatedBody()],
        "slow" => [FakeFault.Delay(2 * Limit)],
        "html" => [FakeFault.HtmlPage(200)],
        "not json" => [FakeFault.NotJson()],
        "empty" => [FakeFault.EmptyBody()],
        "wrong types" => [FakeFault.WrongTypes()],
        "unknown json" => [FakeFault.Respond(200, """{"something":["else"]}""", "application/json")],
        "huge" => [FakeFault.HugeBody(20 * 1024 * 1024)],
        "503" => [FakeFault.HtmlPage()],
        "429" => [FakeFault.TooManyRequests().Forever()],
        "401" => [FakeFault.ForeignUnauthorized()],
        "401 for ever" => [FakeFault.ForeignUnauthorized().Forever()],
        "application-registration" =>
        [
            FakeFault.Respond(
                403,
                """{"action":"application-registration","status":403,"code":"invalid_client_credentials"}""",
                "application/json"),
        ],
        _ when fault.StartsWith("expires_in ", StringComparison.Ordinal) =>
            [FakeFault.Alter(response => response with { Body = WithLife(response.Body, fault["expires_in ".Length..]) })],
        _ => [FakeFault.Respond(400, $$"""{"error":"{{fault}}"}""", "application/json")],
    };

    private static byte[] WithLife(ReadOnlyMemory<byte> body, string life)
    {
        var response = JsonNode.Parse(body.Span)!.AsObject();
        response["expires_in"] = JsonNode.Parse(life);
        return Encoding.UTF8.GetBytes(response.ToJsonString());
    }

    /// <param name="Exception">What the caller gets; null where the call succeeds all the same.</param>
    /// <param name="Stored">Whether there is a pair in the store afterwards.</param>
    /// <param name="Registrations">How many pairs the service made.</param>
    /// <param name="Tokens">How often it was asked for a token; null where that depends on when it gave up.</param>
    /// <param name="NextRegistrations">The same after the next call, which succeeds.</param>
    /// <param name="NextTokens">The same.</param>
    public sealed record Outcome(Type? Exception, bool Stored, int Registrations, int? Tokens, int NextRegistrations, int? NextTokens);

    /// <summary>A store that fails once at one place, before or after it has done its work.</summary>
    private sealed class StubbornStore(CredentialStore inner, string fault, string place) : CredentialStore, IDisposable
    {
        private readonly CancellationTokenSource _end = new();
        private int _left = 1;

        public bool WasMet => _left <= 0;

        public void Dispose()
        {
            _end.Cancel();
            _end.Dispose();
        }

        public override ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken) =>
            AtAsync("find", () => inner.FindAsync(key, cancellationToken));

        public override async ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken) =>
            await AtAsync("probe", async () =>
            {
                await inner.EnsureWritableAsync(key, cancellationToken);
                return true;
            });

        public override ValueTask<StoredCredentials> CreateAsync(
            CredentialKey key,
            ClientCredentials credentials,
            CancellationToken cancellationToken) =>
            AtAsync("create", () => inner.CreateAsync(key, credentials, cancellationToken));

        public override ValueTask<StoredCredentials?> TryReplaceAsync(
            CredentialKey key,
            ClientCredentials credentials,
            string expectedVersion,
            CancellationToken cancellationToken) =>
            AtAsync("replace", () => inner.TryReplaceAsync(key, credentials, expectedVersion, cancellationToken));

        public override ValueTask<StoredCredentials?> TrySetPendingAsync(
            CredentialKey key,
            ClientCredentials? pending,
            string expectedVersion,
            CancellationToken cancellationToken) =>
            AtAsync("pending", () => inner.TrySetPendingAsync(key, pending, expectedVersion, cancellationToken));

        public override ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken) =>
            inner.DeleteAsync(key, cancellationToken);

        public override ValueTask<IAsyncDisposable?> AcquireLeaseAsync(
            CredentialKey key,
            TimeSpan timeout,
            CancellationToken cancellationToken) =>
            AtAsync("turn", () => inner.AcquireLeaseAsync(key, timeout, cancellationToken));

        private async ValueTask<T> AtAsync<T>(string here, Func<ValueTask<T>> work)
        {
            if (here != place || Interlocked.Decrement(ref _left) != 0)
            {
                return await work();
            }

            if (fault.EndsWith(" after", StringComparison.Ordinal))
            {
                await work();
            }

            switch (fault.Split(' ')[0])
            {
                case "unavailable": throw new CredentialStoreException(CredentialStoreFailure.Unavailable, "Down.");
                case "corrupt": throw new CredentialStoreException(CredentialStoreFailure.Corrupt, "Damaged.");
                case "throws": throw new InvalidOperationException("A driver's own.");
                default:
                    await Task.Delay(Timeout.InfiniteTimeSpan, _end.Token);
                    throw new InvalidOperationException();
            }
        }
    }
}
