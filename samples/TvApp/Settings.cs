using AdobePass;
using AdobePass.Entitlements;

namespace TvApp;

/// <summary>What the app knows from Adobe's dashboard, from its device, and from its own catalogue.</summary>
internal sealed class Settings(Uri service, string softwareStatement)
{
    /// <summary>The catalogue. The fake denies resources that begin with "denied".</summary>
    public static readonly string[] Catalogue =
    [
        "news", "sports", "movies", "kids", "music", "nature", "history", "travel", "cooking", "comedy", "denied-opera", "denied-boxing",
    ];

    /// <summary>On a TV, use a <see cref="FileCredentialStore"/>, and <c>Environment</c> in place of <c>BaseAddress</c>.</summary>
    public AdobePassOptions Client { get; } = new()
    {
        BaseAddress = service,
        SoftwareStatement = new SoftwareStatement(softwareStatement),
        CredentialStore = new MemoryCredentialStore(),
        Device = new StreamingDevice("the id that this installation stored at its first start", new DeviceInformation
        {
            Model = "BoxOne",
            Version = "1.4",
            OsName = OsName.Linux,
            OsVersion = "6.1",
            ConnectionType = "LAN",
        }),
    };

    /// <summary>On a TV, use a <see cref="FileEntitlementStateStore"/>.</summary>
    public EntitlementOptions Entitlements { get; } = new()
    {
        ServiceProvider = "CHAN1",
        DomainName = "tv.example",
        RedirectUrl = new Uri("https://tv.example/done"),
        StateStore = new MemoryEntitlementStateStore(),
    };
}
