// title: Token relay with one client for the process and a warm-up service
// kind: server
// rule: AP1005
// twin: token-relay-api
// needs: aspnet
// why: the hosted service creates its client once for the life of the process
// expect: none
using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddSingleton(provider => new AdobePassClient(Relay.Options(provider.GetRequiredService<IConfiguration>(), builder.Environment)));
builder.Services.AddHostedService<WarmUp>();

var app = builder.Build();
app.MapGet("/relay/header/{device}", async (string device, HttpContext context, AdobePassClient pass, CancellationToken ct) =>
{
    var token = await pass.GetAccessTokenAsync(Relay.Viewer(device, context.Connection.RemoteIpAddress), ct);
    context.Response.Headers.CacheControl = "no-store";
    return Results.Text(token.Reveal());
});
app.Run();

internal static class Relay
{
    public static AdobePassOptions Options(IConfiguration configuration, IHostEnvironment environment)
    {
        var options = new AdobePassOptions
        {
            Environment = AdobePassEnvironment.ReleaseStaging,
            SoftwareStatement = new SoftwareStatement(configuration["Pass:Statement"]!),
            CredentialStore = new FileCredentialStore(configuration["Pass:Folder"]!, new FileStoreOptions { AllowCreation = true }),
        };
        if (environment.IsDevelopment())
        {
            options.CredentialStore = new MemoryCredentialStore();
        }

        return options;
    }

    public static StreamingDevice Viewer(string device, IPAddress? address) => new(
        device,
        new DeviceInformation { Model = "BoxOne", Version = "1", OsName = OsName.Linux, OsVersion = "6.1", ConnectionType = "LAN" },
        address);
}

internal sealed class WarmUp(IConfiguration configuration, IHostEnvironment environment, ILogger<WarmUp> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var probe = new AdobePassClient(Relay.Options(configuration, environment));
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(5));
        do
        {
            var health = await probe.CheckHealthAsync(stoppingToken);
            logger.LogInformation("adobe pass: {Health}", health);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
