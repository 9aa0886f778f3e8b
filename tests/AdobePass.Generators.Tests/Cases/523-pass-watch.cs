// title: Hosted service that watches the connection to Adobe Pass
// kind: server
// needs: aspnet
// rule: AP1005
// why: the hosted service owns one client for its whole life; memory is for the developer's machine only
// expect: none
using System;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Northlight.Gateway;

public sealed class PassWatch : BackgroundService
{
    private readonly IConfiguration _configuration;
    private readonly IHostEnvironment _environment;
    private readonly ILoggerFactory _loggers;

    public PassWatch(IConfiguration configuration, IHostEnvironment environment, ILoggerFactory loggers)
    {
        _configuration = configuration;
        _environment = environment;
        _loggers = loggers;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var log = _loggers.CreateLogger<PassWatch>();
        await using var pass = new AdobePassClient(Options());
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(5));
        do
        {
            var health = await pass.CheckHealthAsync(stoppingToken);
            if (health is { IsHealthy: false })
            {
                log.LogError("Adobe Pass: refused with {Reason}, scopes missing {Scopes}", health.RefusedWith, health.MissingScopes);
            }

            foreach (var warning in health.StoreWarnings)
            {
                log.LogWarning("Store at {Location}: {Warning}", health.StoreLocation, warning);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private AdobePassOptions Options()
    {
        var section = _configuration.GetSection("Pass");
        var probe = new StreamingDevice(section["ProbeDevice"] ?? throw new InvalidOperationException("Pass:ProbeDevice is missing"), new DeviceInformation
        {
            Model = "Probe",
            Version = "1",
            OsName = OsName.Linux,
            OsVersion = Environment.OSVersion.Version.ToString(),
            ConnectionType = "LAN",
        });
        return new AdobePassOptions
        {
            Environment = AdobePassEnvironment.ReleaseProduction,
            SoftwareStatement = new SoftwareStatement(section["Statement"]!),
            Device = probe,
            LoggerFactory = _loggers,
            CredentialStore = _environment.IsDevelopment()
                ? new MemoryCredentialStore()
                : new FileCredentialStore(section["Folder"] ?? "/var/lib/northlight/pass"),
        };
    }
}
