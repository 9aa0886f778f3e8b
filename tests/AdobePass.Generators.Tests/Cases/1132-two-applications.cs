// title: Start-up of a portal with two registered applications
// kind: server
// rule: AP5002
// needs: aspnet
// why: each application has a name, and the clients live as long as the portal
// expect: none
using System;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Delta.Portal;

public static class Registration
{
    public static IServiceCollection AddPortal(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddAdobePass("portal", options =>
        {
            Configure(options, configuration.GetSection("Portal"), environment);
            options.RequestTimeout = TimeSpan.FromSeconds(10);
        });

        services.AddAdobePass("reports", options => Configure(options, configuration.GetSection("Reports"), environment));

        // The portal needs a shorter pause than the reports.
        services.Configure<AdobePassOptions>("portal", options => options.ThrottleDelay = TimeSpan.FromSeconds(2));

        services.AddSingleton<IDeviceFactory, DeviceFactory>();
        services.AddScoped<ViewerContext>();
        return services;
    }

    private static void Configure(AdobePassOptions options, IConfigurationSection section, IHostEnvironment environment)
    {
        options.Environment = environment.IsProduction() ? AdobePassEnvironment.ReleaseProduction : AdobePassEnvironment.ReleaseStaging;
        options.SoftwareStatement = new SoftwareStatement(section["Statement"] ?? throw new InvalidOperationException("no statement"));
        options.CredentialStore = environment.IsDevelopment()
            ? new MemoryCredentialStore()
            : new FileCredentialStore(section["Folder"] ?? "/var/lib/delta/" + section.Key);
    }
}

public interface IDeviceFactory
{
    StreamingDevice Create(HttpContext context);
}

public sealed class DeviceFactory : IDeviceFactory
{
    public StreamingDevice Create(HttpContext context) => new(
        context.Request.Headers["Box-Serial"].ToString(),
        new DeviceInformation { Model = "Delta Box", Version = "4", OsName = OsName.Linux, OsVersion = "6.6", ConnectionType = "LAN" },
        forwardedFor: context.Connection.RemoteIpAddress);
}

public sealed class ViewerContext(IHttpContextAccessor accessor, IDeviceFactory devices)
{
    public StreamingDevice Device => devices.Create(accessor.HttpContext!);
}
