// title: One client for the life of the application, used by a hosted service and the endpoints
// kind: server
// rule: AP1005
// twin: client-per-request-and-scope
// needs: aspnet
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
var options = new AdobePassOptions
{
    SoftwareStatement = new SoftwareStatement(builder.Configuration["Pass:Statement"]!),
    CredentialStore = new FileCredentialStore(builder.Configuration["Pass:Folder"]!),
};

builder.Services.AddSingleton(options);
builder.Services.AddSingleton<AdobePassClient>();
builder.Services.AddScoped<TokenReport>();
builder.Services.AddHostedService<Warmup>();

var app = builder.Build();

app.MapPost("/bearer/{deviceId}", async (string deviceId, AdobePassClient client, HttpContext context) =>
{
    var device = Devices.From(deviceId, context.Connection.RemoteIpAddress);
    try
    {
        var token = await client.GetAccessTokenAsync(device, context.RequestAborted);
        return Results.Json(new { kind = "bearer", issued = token is not null });
    }
    catch (AdobePassConnectionException)
    {
        return Results.StatusCode(503);
    }
});

app.MapGet("/report/{deviceId}", (string deviceId, TokenReport report, CancellationToken ct) => report.BuildAsync(deviceId, ct));

app.Run();

internal sealed class TokenReport(AdobePassClient client)
{
    public async Task<string> BuildAsync(string deviceId, CancellationToken ct)
    {
        var known = await client.FindCredentialsAsync(Devices.From(deviceId, null), ct);
        return known is null ? "unknown device" : $"registered as {known.ClientId}";
    }
}

internal sealed class Warmup(AdobePassOptions options, ILogger<Warmup> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var client = new AdobePassClient(options);
        var health = await client.CheckHealthAsync(stoppingToken);
        log.LogInformation("pass answered: {Health}", health.GetType().Name);
    }
}

internal static class Devices
{
    public static StreamingDevice From(string deviceId, IPAddress? address) => new(
        deviceId,
        new DeviceInformation { Model = "web", Version = "1", OsName = OsName.Windows, OsVersion = "11", ConnectionType = "LAN" },
        address);
}
