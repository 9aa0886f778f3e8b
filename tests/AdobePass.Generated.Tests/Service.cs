using System.Net;
using AdobePass.Testing;

namespace AdobePass.Generated.Tests;

/// <summary>The fake service with a connection to it, on a real socket or in process.</summary>
internal sealed class Service : IAsyncDisposable
{
    private Service(FakeAdobePass fake, AdobePassClient adobePass)
    {
        Fake = fake;
        AdobePass = adobePass;
    }

    public static StreamingDevice Device { get; } = new(
        "8d1f2c3e-0000-4000-8000-00000000abcd",
        new DeviceInformation { Model = "BoxOne", Version = "1.4", OsName = OsName.Linux, OsVersion = "6.1", ConnectionType = "LAN", PrimaryHardwareType = HardwareType.SetTopBox },
        IPAddress.Parse("203.0.113.7"),
        52100);

    public FakeAdobePass Fake { get; }

    public AdobePassClient AdobePass { get; }

    public static async Task<Service> StartAsync(bool loopback = true)
    {
        var fake = new FakeAdobePass(new FakeAdobePassOptions { ThrottleEnabled = false });
        var address = loopback ? await fake.StartAsync() : new Uri("https://fake.example");
        return new Service(fake, new AdobePassClient(new AdobePassOptions
        {
            BaseAddress = address,
            SoftwareStatement = new SoftwareStatement(fake.CreateSoftwareStatement()),
            CredentialStore = new MemoryCredentialStore(),
            Device = Device,
            RequestsPerSecond = 0,
            HttpMessageHandler = loopback ? null : fake.CreateHandler(),
        }));
    }

    public async ValueTask DisposeAsync()
    {
        AdobePass.Dispose();
        await Fake.DisposeAsync();
    }
}
