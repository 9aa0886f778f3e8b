using AdobePass.Testing;
using OpenTelemetry.Instrumentation.AspNetCore;

namespace WebHost;

/// <summary>Starts a fake of Adobe Pass on loopback, and points both clients to it. A service of your own does not need it.</summary>
internal static class BuiltInFake
{
    public static async Task<FakeAdobePass?> StartIfNeededAsync(WebApplicationBuilder builder)
    {
        if (builder.Configuration["Tenants:Red:SoftwareStatement"] is not null)
        {
            return null;
        }

        // The throttle counts the requests of the browser as well, which come from the same address.
        var fake = new FakeAdobePass(new FakeAdobePassOptions { ThrottleEnabled = false });
        var address = await fake.StartAsync();
        var folder = Directory.CreateTempSubdirectory("web-host-").FullName;
        var settings = new Dictionary<string, string?>();
        foreach (var tenant in new[] { "Tenants:Red", "Tenants:Blue" })
        {
            settings[$"{tenant}:BaseAddress"] = address.AbsoluteUri;
            settings[$"{tenant}:BaseAddressOverridesEnvironment"] = "true";
            settings[$"{tenant}:SoftwareStatement"] = fake.CreateSoftwareStatement();
            settings[$"{tenant}:Store:Folder"] = folder;
            settings[$"{tenant}:Store:AllowCreation"] = "true";
        }

        builder.Configuration.AddInMemoryCollection(settings);

        // The fake is an ASP.NET Core server in this process. Its own requests do not belong in the traces of the service.
        builder.Services.Configure<AspNetCoreTraceInstrumentationOptions>(
            options => options.Filter = context => context.Connection.LocalPort != address.Port);
        return fake;
    }
}
