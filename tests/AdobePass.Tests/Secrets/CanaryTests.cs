using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AdobePass.Testing;
using AdobePass.Tests.Telemetry;

namespace AdobePass.Tests.Secrets;

/// <summary>Every operation under every fault, and everything that is said meanwhile searched for whom and for what it must not tell.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class CanaryTests
{
    private const string Identifier = "canary-device-5b1e";
    private const string Address = "203.0.113.177";

    public static TheoryData<string> Faults =>
    [
        "none", "refused", "reset before", "reset after", "truncated", "slow", "html", "not json", "empty", "wrong types", "huge", "status 500", "status 400 with echo", "foreign 401", "throttled", "retry", "denied",
        "invalid_client", "invalid_software_statement", "store unavailable", "store throws", "store corrupt", "cache throws",
    ];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Logs_exceptions_and_telemetry_contain_no_secret_or_device_data(string fault)
    {
        using var recorder = new Recorder();
        await using var service = new Service();

        // The service finds more of them while the cache quotes those that are known.
        var secrets = new ConcurrentDictionary<string, bool>();
        foreach (var known in new[] { Identifier, Convert.ToBase64String(Encoding.UTF8.GetBytes(Identifier)), Address, service.Statement })
        {
            secrets.TryAdd(known, true);
        }

        service.Answer = (request, answer) =>
        {
            Collect(secrets, request, answer);
            return answer;
        };
        var device = new StreamingDevice(Identifier, Service.Information(), IPAddress.Parse(Address), 5123);
        secrets.TryAdd(device.Information.ToHeaderValue(), true);
        var store = new FaultyStore(service.Store);
        var cache = new HostileCache(secrets);
        var options = service.Options(options =>
        {
            options.LoggerFactory = recorder;
            options.CredentialStore = store;
            options.AccessTokenCache = cache;
            options.MaxAttempts = 2;
            options.RequestTimeout = TimeSpan.FromSeconds(30);
            options.RegistrationBreakDuration = TimeSpan.FromSeconds(5);
            options.Device = null;
        });
        using var connection = new AdobePassClient(options);
        var client = new EntitlementsClient(connection);
        var said = new List<string>();
        if (fault is not ("refused" or "none"))
        {
            // Known first, so that the faults meet renewals and stored pairs too.
            await CallAllAsync(service, client, device, said);
        }

        foreach (var operation in new[] { FakeOperation.Register, FakeOperation.Token, FakeOperation.Profiles, FakeOperation.CreateSession, FakeOperation.Authorize })
        {
            Inject(service, store, cache, fault, operation, secrets);
            if (operation is FakeOperation.Register or FakeOperation.Token)
            {
                await connection.DeleteCredentialsAsync(device);
            }

            await CallAllAsync(service, client, device, said);
            service.Fake.ClearFaults();
            store.OnFind = store.OnCreate = null;
            cache.Fails = false;
            service.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        said.AddRange(Shown([options, connection, client, device, .. await PairsAsync(connection, device)]));
        said.Add(JsonSerializer.Serialize(await connection.CheckHealthAsync()));
        Assert.True(secrets.Count >= 8, "The flow yielded no secrets to look for.");
        Assert.True(recorder.Texts.Count() > 50);
        foreach (var text in recorder.Texts.Concat(said))
        {
            Assert.DoesNotContain(secrets.Keys, secret => text.Contains(secret, StringComparison.Ordinal));
        }
    }

    private static void Inject(Service service, FaultyStore store, HostileCache cache, string fault, FakeOperation operation, ConcurrentDictionary<string, bool> secrets)
    {
        var injected = fault switch
        {
            "refused" or "reset before" => FakeFault.ResetBeforeProcessing(),
            "reset after" => FakeFault.ResetAfterProcessing(),
            "truncated" => FakeFault.TruncatedBody(),
            "slow" => FakeFault.Delay(TimeSpan.FromMinutes(1)),
            "html" => FakeFault.HtmlPage(),
            "not json" => FakeFault.NotJson(),
            "empty" => FakeFault.EmptyBody(),
            "wrong types" => FakeFault.WrongTypes(),
            "huge" => FakeFault.HugeBody(20 * 1024 * 1024),
            "status 500" => FakeFault.ServerError(withErrorObject: false),
            "foreign 401" => FakeFault.ForeignUnauthorized(),
            "throttled" => FakeFault.TooManyRequests(),
            "retry" => FakeFault.RetryableError(),
            "denied" => FakeFault.EnhancedError("authorization_denied_by_mvpd"),
            "invalid_client" or "invalid_software_statement" => FakeFault.Respond(400, $$"""{"error":"{{fault}}"}""", "application/json"),

            // A server that quotes what it was sent, in a member that is no code.
            "status 400 with echo" => FakeFault.Respond(400, $$"""{"error":"{{service.Statement}} {{string.Join(' ', secrets.Keys)}}"}""", "application/json"),
            _ => null,
        };
        if (injected is not null)
        {
            service.Fake.InjectFault(injected.On(operation).Count(3));
        }

        store.OnFind = fault switch
        {
            "store unavailable" => () => new CredentialStoreException(CredentialStoreFailure.Unavailable, "The store is down."),
            "store throws" => () => new InvalidOperationException("constructor"),
            "store corrupt" => () => new CredentialStoreException(CredentialStoreFailure.Corrupt, "The entry is damaged."),
            _ => null,
        };
        cache.Fails = fault == "cache throws";
    }

    private static async Task CallAllAsync(Service service, EntitlementsClient client, StreamingDevice device, List<string> said)
    {
        var resources = new RestV2.DecisionsRequest { Resources = ["res-1"] };
        Func<Task>[] calls =
        [
            () => client.GetProfilesAsync("CHAN1", device),
            () => client.GetConfigurationAsync("CHAN1", device),
            () => client.CreateSessionAsync("CHAN1", new RestV2.SessionRequest { Mvpd = "MvpdAlpha" }, device),
            () => client.PreauthorizeAsync("CHAN1", "MvpdAlpha", resources, device),
            () => client.AuthorizeAsync("CHAN1", "MvpdAlpha", resources, device),
        ];
        foreach (var call in calls)
        {
            try
            {
                await service.Clock.DriveAsync(Run(call));
            }
            catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
            {
                said.Add(fault.ToString());
                said.AddRange(Shown([fault]));
            }
        }

        static async Task<bool> Run(Func<Task> call)
        {
            await call();
            return true;
        }
    }

    /// <summary>What a log, a debugger or a serializer makes of objects.</summary>
    private static IEnumerable<string> Shown(IEnumerable<object> objects)
    {
        foreach (var value in objects)
        {
            yield return value.ToString()!;
            yield return string.Join(' ', value.GetType().GetCustomAttributes<DebuggerDisplayAttribute>().Select(each => each.Value));
            Assert.Null(value.GetType().GetCustomAttribute<DebuggerTypeProxyAttribute>());
            string json;
            try
            {
                json = JsonSerializer.Serialize(value, value.GetType());
            }
            catch (Exception fault) when (fault is NotSupportedException or InvalidOperationException or JsonException)
            {
                continue;
            }

            yield return json;
        }
    }

    private static async Task<IEnumerable<object>> PairsAsync(AdobePassClient connection, StreamingDevice device) =>
        await connection.FindCredentialsAsync(device) is { } pair ? [pair, new StoredCredentials(pair, "1")] : [];

    // Whatever the service issued, and whatever it was sent to prove something.
    private static void Collect(ConcurrentDictionary<string, bool> secrets, FakeRequest request, FakeResponse answer)
    {
        if (request.GetHeader("Authorization") is { } authorization)
        {
            secrets.TryAdd(authorization.Replace("Bearer ", "", StringComparison.Ordinal), true);
        }

        try
        {
            if (JsonNode.Parse(answer.Body.Span) is JsonObject body)
            {
                foreach (var name in new[] { "client_id", "client_secret", "access_token" })
                {
                    if (body[name]?.GetValue<string>() is { Length: > 8 } secret)
                    {
                        secrets.TryAdd(secret, true);
                    }
                }
            }
        }
        catch (JsonException)
        {
            // A fault.
        }
    }

    /// <summary>A cache whose driver quotes what it was given.</summary>
    private sealed class HostileCache(ConcurrentDictionary<string, bool> secrets) : AccessTokenCache
    {
        public bool Fails { get; set; }

        public override ValueTask<CachedAccessToken?> FindAsync(CredentialKey key, CancellationToken cancellationToken)
        {
            Fail();
            return default;
        }

        public override ValueTask SetAsync(CredentialKey key, CachedAccessToken token, CancellationToken cancellationToken)
        {
            Fail();
            return default;
        }

        public override ValueTask RemoveAsync(CredentialKey key, CancellationToken cancellationToken) => default;

        private void Fail()
        {
            if (Fails)
            {
                throw new InvalidOperationException(string.Join(' ', secrets.Keys));
            }
        }
    }
}
