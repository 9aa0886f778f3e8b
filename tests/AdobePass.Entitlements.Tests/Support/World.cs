using System.Net;

namespace AdobePass.Entitlements.Tests;

/// <summary>A fake service on a clock that skips waits, a client, and the entitlements of devices.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly List<AdobePassClient> _clients = [];
    private readonly Action<EntitlementOptions>? _configure;
    private string[] _mayBreak = [];

    public World(
        Action<FakeAdobePassOptions>? fake = null,
        Action<EntitlementOptions>? configure = null,
        Action<AdobePassOptions>? client = null)
    {
        _configure = configure;
        var options = new FakeAdobePassOptions { TimeProvider = Clock, ThrottleEnabled = false, ExchangeCapacity = 1_000_000 };
        fake?.Invoke(options);
        Fake = new FakeAdobePass(options);
        ClientOptions = new AdobePassOptions
        {
            Environment = AdobePassEnvironment.ReleaseStaging,
            SoftwareStatement = new SoftwareStatement(Fake.CreateSoftwareStatement()),
            CredentialStore = new MemoryCredentialStore(),
            Device = Device(),
            TimeProvider = Clock,
            HttpMessageHandler = Fake.CreateHandler(),
            RequestsPerSecond = 0,
            MaxAttempts = 1,
        };
        client?.Invoke(ClientOptions);
        Recorder = new ConformanceRecorder(ClientOptions.HttpMessageHandler, ClientOptions.TimeProvider);
        ClientOptions.HttpMessageHandler = Recorder;
        Client = Connect();
        Service = NewService();
        Viewer = Service.ForDevice();
    }

    public SkippingClock Clock { get; } = new(DateTimeOffset.FromUnixTimeSeconds(1_780_000_000));

    public FakeAdobePass Fake { get; }

    /// <summary>Gets the record of the requests, from which every test reads whether they conform to Adobe's checklist.</summary>
    public ConformanceRecorder Recorder { get; }

    public AdobePassOptions ClientOptions { get; }

    public AdobePassClient Client { get; }

    public MemoryEntitlementStateStore Store { get; } = new();

    public EntitlementService Service { get; }

    public ViewerEntitlements Viewer { get; }

    public static DeviceInformation Information(string model = "BoxOne") => new()
    {
        PrimaryHardwareType = HardwareType.SetTopBox,
        Model = model,
        Version = "1.4",
        OsName = OsName.Linux,
        OsVersion = "6.1",
        ConnectionType = "LAN",
    };

    public static StreamingDevice Device(string identifier = "device-1", IPAddress? forwardedFor = null) =>
        new(identifier, Information(), forwardedFor);

    /// <summary>Another process of the fleet: its own client and memory, the same stores.</summary>
    public EntitlementService NewService() => NewService(Client);

    public EntitlementService NewService(AdobePassClient client, EntitlementStateStore? store = null)
    {
        var options = new EntitlementOptions
        {
            ServiceProvider = "CHAN1",
            DomainName = "tv.example",
            RedirectUrl = new Uri("https://tv.example/done"),
            StateStore = store ?? Store,
        };
        _configure?.Invoke(options);
        return new EntitlementService(client, options);
    }

    public AdobePassClient Connect()
    {
        var client = new AdobePassClient(ClientOptions);
        _clients.Add(client);
        return client;
    }

    public Task SelectAsync(string mvpd = "MvpdAlpha") => Viewer.SelectMvpdAsync(new MvpdInfo(mvpd));

    /// <summary>Signs the viewer in with the first poll.</summary>
    public async Task<SignedIn> SignInAsync(string mvpd = "MvpdAlpha", ViewerEntitlements? viewer = null)
    {
        viewer ??= Viewer;
        await viewer.SelectMvpdAsync(new MvpdInfo(mvpd));
        return Assert.IsAssignableFrom<SignedIn>(
            await viewer.SignInOnSecondScreenAsync(prompt => Fake.CompleteLogin(prompt.Code), default));
    }

    /// <summary>Names the requirements of Adobe's checklist that the test may break. All others are tested at its end.</summary>
    public void MayBreak(params string[] ids) => _mayBreak = ids;

    public IReadOnlyList<FakeExchange> Of(FakeOperation operation) =>
        [.. Fake.Exchanges.Where(exchange => exchange.Operation == operation)];

    public int Count(FakeOperation operation) => Of(operation).Count;

    /// <summary>The operations of REST API V2 in their order, without registration and tokens.</summary>
    public FakeOperation[] Operations() =>
        [
            .. Fake.Exchanges
                .Select(exchange => exchange.Operation)
                .Where(each => each is not (FakeOperation.Register or FakeOperation.Token)),
        ];

    /// <summary>Asserts that the polls were 3 to 5 seconds apart.</summary>
    public void AssertIntervals(TimeSpan? longest = null)
    {
        var times = Of(FakeOperation.ProfileByCode).Select(exchange => exchange.Time).ToList();
        for (var i = 1; i < times.Count; i++)
        {
            Assert.InRange(times[i] - times[i - 1], TimeSpan.FromSeconds(3), longest ?? TimeSpan.FromSeconds(5));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(Fake.Rejections);
        Assert.Empty(ConformanceReport.From(Recorder.Exchanges).Broken
            .Where(result => !_mayBreak.Contains(result.Id))
            .Select(result => result.ToString()));
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        await Fake.DisposeAsync();
    }
}
