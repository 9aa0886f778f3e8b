using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AdobePass.Testing;

namespace AdobePass.Tests;

/// <summary>A fake service with a clock, an approved statement and a store, and clients of it.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly List<AdobePassClient> _clients = [];

    public Service(Action<FakeAdobePassOptions>? configure = null)
    {
        var options = new FakeAdobePassOptions { TimeProvider = Clock, ThrottleEnabled = false };
        configure?.Invoke(options);
        Fake = new FakeAdobePass(options);
        Statement = Fake.CreateSoftwareStatement();
        Fake.ReplaceResponse(Look);
    }

    public TestClock Clock { get; } = new();

    public FakeAdobePass Fake { get; }

    public string Statement { get; }

    public MemoryCredentialStore Store { get; } = new();

    /// <summary>The tokens of the REST API V2 requests, in order.</summary>
    public ConcurrentQueue<string> TokensSent { get; } = new();

    /// <summary>Every request with everything in the clear.</summary>
    public ConcurrentQueue<FakeRequest> Received { get; } = new();

    /// <summary>The last word on every answer.</summary>
    public Func<FakeRequest, FakeResponse, FakeResponse>? Answer { get; set; }

    public static StreamingDevice Device(string identifier = "device-1", IPAddress? forwardedFor = null) =>
        new(identifier, Information(), forwardedFor);

    public static DeviceInformation Information() => new()
    {
        PrimaryHardwareType = HardwareType.SetTopBox,
        Model = "BoxOne",
        Version = "1.4",
        OsName = OsName.Linux,
        OsVersion = "6.1",
        ConnectionType = "LAN",
    };

    /// <summary>The only path from a key to what the default scope of <see cref="Options"/> makes of a device.</summary>
    public static CredentialKey DeviceKey(string identifier = "device-1", string scope = "https://sp.auth-staging.adobe.com") =>
        CredentialKey.Create(scope, identifier);

    public AdobePassOptions Options(Action<AdobePassOptions>? configure = null)
    {
        var options = new AdobePassOptions
        {
            Environment = AdobePassEnvironment.ReleaseStaging,
            SoftwareStatement = new SoftwareStatement(Statement),
            CredentialStore = Store,
            Device = Device(),
            TimeProvider = Clock,
            HttpMessageHandler = Fake.CreateHandler(),

            // One call, one request: what paces, retries and pauses is tested where it is turned on.
            RequestsPerSecond = 0,
            MaxAttempts = 1,
            RegistrationBreakDuration = TimeSpan.Zero,
        };
        configure?.Invoke(options);
        return options;
    }

    public AdobePassClient Connect(Action<AdobePassOptions>? configure = null)
    {
        var client = new AdobePassClient(Options(configure));
        _clients.Add(client);
        return client;
    }

    public IEntitlements Client(Action<AdobePassOptions>? configure = null) => new EntitlementsClient(Connect(configure));

    /// <summary>A client over real sockets with the library's own handler.</summary>
    public async Task<IEntitlements> LoopbackClientAsync(Action<AdobePassOptions>? configure = null)
    {
        var address = Fake.BaseAddress ?? await Fake.StartAsync();
        return Client(options =>
        {
            options.Environment = null;
            options.BaseAddress = address;
            options.HttpMessageHandler = null;
            configure?.Invoke(options);
        });
    }

    public Task<IEntitlements> ClientAsync(bool loopback, Action<AdobePassOptions>? configure = null) =>
        loopback ? LoopbackClientAsync(configure) : Task.FromResult(Client(configure));

    public async Task<ClientCredentials?> StoredAsync(string identifier = "device-1") =>
        (await Store.FindAsync(DeviceKey(identifier), default))?.Credentials;

    public int Count(FakeOperation operation, int? status = null) =>
        Fake.Exchanges.Count(exchange => exchange.Operation == operation && (status is null || exchange.Status == status));

    /// <summary>Changes members of the JSON answers of an operation.</summary>
    public void Alter(FakeOperation operation, Action<JsonObject> change, int times = 1) =>
        Fake.InjectFault(FakeFault.Alter(answer =>
        {
            var body = JsonNode.Parse(answer.Body.Span)!.AsObject();
            change(body);
            return answer with { Body = Encoding.UTF8.GetBytes(body.ToJsonString()) };
        }).On(operation).Count(times));

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        await Fake.DisposeAsync();
    }

    private FakeResponse Look(FakeRequest request, FakeResponse answer)
    {
        Received.Enqueue(request);
        if (request.Path.StartsWith("/api/v2/", StringComparison.Ordinal) && request.GetHeader("Authorization") is { } token)
        {
            TokensSent.Enqueue(token);
        }

        return Answer?.Invoke(request, answer) ?? answer;
    }
}
