// title: Composition root of a playout host for two applications
// kind: server
// rule: AP5002
// twin: composition-root
// needs: aspnet
// why: two names; the report shows a hash and the masked secret
// expect: none
using System;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kestrel.Playout;

public static class PassModule
{
    public static IHostApplicationBuilder AddPass(this IHostApplicationBuilder host)
    {
        var section = host.Configuration.GetSection("Pass");
        host.Services.AddAdobePass("stick", options =>
        {
            options.Environment = AdobePassEnvironment.ReleaseProduction;
            options.SoftwareStatement = new SoftwareStatement(section["Apps:Stick"]!);
            options.CredentialStore = new FileCredentialStore(section["Folder"]!);
        });

        host.Services.AddHostedService<StartReport>();

        host.Services.AddAdobePass("web", options =>
        {
            options.Environment = AdobePassEnvironment.ReleaseProduction;
            options.SoftwareStatement = new SoftwareStatement(section["Apps:Web"]!);
            options.CredentialStore = new FileCredentialStore(section["Folder"]!);
            options.MaxAttempts = 2;
        });
        return host;
    }
}

internal sealed class StartReport([FromKeyedServices("stick")] AdobePassClient pass, IConfiguration configuration, ILogger<StartReport> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var probe = new StreamingDevice(
            configuration["Pass:Probe"]!,
            new DeviceInformation { Model = "probe", Version = "1", OsName = OsName.Linux, OsVersion = "6", ConnectionType = "LAN" },
            IPAddress.Parse(configuration["Pass:ProbeAddress"]!));
        var pair = await pass.FindCredentialsAsync(probe, cancellationToken);
        if (pair is { ClientId: var id, ClientSecret: var secret })
        {
            var check = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal())))[..8];
            logger.LogDebug("probe {Id} / {Check} / {Secret}", id, check, secret);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
