// title: Composition root of a playout host with a start-up report
// kind: server
// rule: AP5002
// needs: aspnet
using System;
using System.Net;
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
        host.Services.AddAdobePass(options => // expect: AP5002#a
        {
            options.Environment = AdobePassEnvironment.ReleaseProduction;
            options.SoftwareStatement = new SoftwareStatement(section["Apps:Stick"]!);
            options.CredentialStore = new FileCredentialStore(section["Folder"]!);
        });

        host.Services.AddHostedService<StartReport>();

        host.Services.AddAdobePass(options => // expect: AP5002#a
        {
            options.SoftwareStatement = new SoftwareStatement(section["Apps:Web"]!);
            options.MaxAttempts = 2;
        });
        return host;
    }
}

internal sealed partial class StartReport(AdobePassClient pass, IConfiguration configuration, ILogger<StartReport> logger) : IHostedService
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
            Found(logger, id, secret.Reveal()); // expect: AP1009
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Debug, Message = "probe {Id} / {Check}")]
    private static partial void Found(ILogger logger, string id, string check);

    private static partial void Found(ILogger logger, string id, string check) => logger.Log(LogLevel.Debug, "probe {Id} / {Check}", id, check);
}
