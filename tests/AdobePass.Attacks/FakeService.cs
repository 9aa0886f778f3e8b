using System.Globalization;
using AdobePass.Testing;

namespace AdobePass.Attacks;

/// <summary>Represents a fake of the service in this process, and clients of it.</summary>
internal sealed class FakeService : IAsyncDisposable
{
    private readonly string _statement;

    public FakeService()
    {
        Fake = new FakeAdobePass(new FakeAdobePassOptions { ThrottleEnabled = false });
        _statement = Fake.CreateSoftwareStatement();
    }

    public FakeAdobePass Fake { get; }

    public static StreamingDevice Device(int number) => new("device-" + number.ToString(CultureInfo.InvariantCulture), new DeviceInformation
    {
        Model = "BoxOne",
        Version = "1.4",
        OsName = OsName.Linux,
        OsVersion = "6.1",
        ConnectionType = "LAN",
    });

    public AdobePassClient Connect(CredentialStore store, Action<AdobePassOptions>? configure = null)
    {
        var options = new AdobePassOptions
        {
            Environment = AdobePassEnvironment.ReleaseStaging,
            SoftwareStatement = new SoftwareStatement(_statement),
            CredentialStore = store,
            CredentialScope = "attack",
            HttpMessageHandler = Fake.CreateHandler(),
            RequestsPerSecond = 0,
            MaxAttempts = 1,
        };
        configure?.Invoke(options);
        return new AdobePassClient(options);
    }

    public ValueTask DisposeAsync() => Fake.DisposeAsync();
}
