using AdobePass.Testing;

namespace AdobePass.Attacks;

/// <summary>Represents a fleet that is attacked: a fake service, a store and a client without rate limits.</summary>
internal sealed class Victim : IAsyncDisposable
{
    public Victim(CredentialStore? store = null, Action<AdobePassOptions>? configure = null, Func<HttpMessageHandler, HttpMessageHandler>? wrap = null)
    {
        Fake = new FakeAdobePass(new FakeAdobePassOptions { ThrottleEnabled = false });
        Statement = Fake.CreateSoftwareStatement();
        Store = store ?? new MemoryCredentialStore();
        var handler = Fake.CreateHandler();
        var options = new AdobePassOptions
        {
            Environment = AdobePassEnvironment.ReleaseStaging,
            SoftwareStatement = new SoftwareStatement(Statement),
            CredentialStore = Store,
            HttpMessageHandler = wrap?.Invoke(handler) ?? handler,
            RequestsPerSecond = 0,
            MaxAttempts = 1,
        };
        configure?.Invoke(options);
        Client = new AdobePassClient(options);
        Service = new ServiceClient(Client);
    }

    public FakeAdobePass Fake { get; }

    public string Statement { get; }

    public CredentialStore Store { get; }

    public AdobePassClient Client { get; }

    public IService Service { get; }

    public static StreamingDevice Device(int index) => new(
        "device-" + index,
        new DeviceInformation
        {
            PrimaryHardwareType = HardwareType.SetTopBox,
            Model = "BoxOne",
            Version = "1.4",
            OsName = OsName.Linux,
            OsVersion = "6.1",
            ConnectionType = "LAN",
        });

    /// <summary>Calls the service for each device.</summary>
    /// <returns>How many calls failed.</returns>
    public async Task<int> CallAsync(int devices, CancellationToken cancellationToken)
    {
        var failed = 0;
        for (var i = 0; i < devices; i++)
        {
            try
            {
                await Service.GetProfilesAsync("CHAN1", Device(i), cancellationToken).ConfigureAwait(false);
            }
            catch (AdobePassException)
            {
                failed++;
            }
        }

        return failed;
    }

    /// <summary>Gets the client id that is stored for each device.</summary>
    public async Task<string?[]> StoredAsync(int devices, CancellationToken cancellationToken)
    {
        var stored = new string?[devices];
        for (var i = 0; i < devices; i++)
        {
            stored[i] = (await Client.FindCredentialsAsync(Device(i), cancellationToken).ConfigureAwait(false))?.ClientId;
        }

        return stored;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync().ConfigureAwait(false);
        await Fake.DisposeAsync().ConfigureAwait(false);
    }
}
