// title: one lazily created client for the endpoints, and one that lives as long as its hosted service
// kind: server
// needs: aspnet
// expect: none
// rule: AP1005
// twin: 014-client-per-request.cs
using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHostedService<KnownDeviceReport>();
var app = builder.Build();
app.MapGet("/support/{deviceId}", async (string deviceId, HttpContext context) =>
{
    var client = PassConnection.Client;
    var device = new StreamingDevice(deviceId, PassConnection.Anything, forwardedFor: context.Connection.RemoteIpAddress);
    return await client.FindCredentialsAsync(device, context.RequestAborted) is null ? Results.NotFound() : Results.Ok();
});
app.Run();

internal static class PassConnection
{
    private static readonly Lazy<AdobePassClient> Shared = new(() => new AdobePassClient(Options()));

    public static AdobePassClient Client => Shared.Value;

    // Looking up a pair does not send the description.
    public static DeviceInformation Anything { get; } = new()
    {
        Model = "unknown", Version = "1", OsName = OsName.Linux, OsVersion = "1", ConnectionType = "LAN",
    };

    public static AdobePassOptions Options() => new()
    {
        Environment = AdobePassEnvironment.ReleaseStaging,
        SoftwareStatement = new SoftwareStatement(File.ReadAllText("/run/secrets/pass-statement").Trim()),
        CredentialStore = new FileCredentialStore("/var/lib/support/pass", new FileStoreOptions()),
    };
}

internal sealed class KnownDeviceReport : BackgroundService
{
    private readonly ILogger<KnownDeviceReport> _log;

    public KnownDeviceReport(ILogger<KnownDeviceReport> log) => _log = log;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var client = new AdobePassClient(PassConnection.Options());
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1));
        while (await hourly.WaitForNextTickAsync(stoppingToken))
        {
            var known = 0;
            foreach (var id in await File.ReadAllLinesAsync("/var/lib/support/devices.txt", stoppingToken))
            {
                var device = new StreamingDevice(id, PassConnection.Anything);
                known += await client.FindCredentialsAsync(device, stoppingToken) is null ? 0 : 1;
            }

            _log.LogInformation("{Known} devices are known", known);
        }
    }
}
