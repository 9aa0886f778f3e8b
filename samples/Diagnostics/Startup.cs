using AdobePass;
using Microsoft.Extensions.DependencyInjection;

namespace Diagnostics;

/// <summary>How the connection is set up, done wrong.</summary>
internal static class Startup
{
    public static void Configure(IServiceCollection services, SoftwareStatement statement)
    {
        services.AddAdobePass(options => options.Environment = AdobePassEnvironment.ReleaseStaging);

        // AP5002
        services.AddAdobePass(options =>
        {
            options.SoftwareStatement = statement;

            // AP1003
            options.CredentialStore = new MemoryCredentialStore();
        });

        // AP1005
        services.AddTransient<AdobePassClient>();

        // AP2008
        s_http.DefaultRequestHeaders.Add("X-Device-Info", "eyJtb2RlbCI6IkJveE9uZSIsInZlcnNpb24iOiIxIiwib3NOYW1lIjoiTGludXgiLCJvc1ZlcnNpb24iOiI2IiwiY29ubmVjdGlvblR5cGUiOiJMQU4ifQ==");
    }

    public static StreamingDevice Device(DeviceInformation information)
    {
        // AP2006
        return new StreamingDevice(Guid.NewGuid().ToString(), information);
    }

    public static StreamingDevice SharedDevice(DeviceInformation information)
    {
        // AP1006
        return new StreamingDevice("our-server", information);
    }

    private static readonly HttpClient s_http = new() { BaseAddress = new Uri("https://sp.auth.adobe.com") };
}
