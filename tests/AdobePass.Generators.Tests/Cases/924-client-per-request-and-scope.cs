// title: Web front that opens a client in each request and offers another one per scope
// kind: server
// rule: AP1005
// needs: aspnet
using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
var options = new AdobePassOptions
{
    SoftwareStatement = new SoftwareStatement(builder.Configuration["Pass:Statement"]!),
    CredentialStore = new FileCredentialStore(builder.Configuration["Pass:Folder"]!),
};

builder.Services.AddSingleton(options);
builder.Services.AddScoped<AdobePassClient>(); // expect: AP1005
builder.Services.AddTransient<TokenReport>();

var app = builder.Build();

app.MapPost("/bearer/{deviceId}", async (string deviceId, HttpContext context) =>
{
    var device = Devices.From(deviceId, context.Connection.RemoteIpAddress);
    await using var client = new AdobePassClient(options); // expect: AP1005
    try
    {
        var token = await client.GetAccessTokenAsync(device, context.RequestAborted);
        return Results.Json(new { kind = "bearer", issued = token is not null });
    }
    catch (AdobePassConnectionException)
    {
        await client.DeleteCredentialsAsync(device); // expect: AP1008
        return Results.StatusCode(503);
    }
});

app.MapGet("/report/{deviceId}", (string deviceId, TokenReport report, CancellationToken ct) => report.BuildAsync(deviceId, ct));

app.Run();

internal sealed class TokenReport(AdobePassOptions options)
{
    public async Task<string> BuildAsync(string deviceId, CancellationToken ct)
    {
        using (var client = new AdobePassClient(options)) // expect: AP1005
        {
            var known = await client.FindCredentialsAsync(Devices.From(deviceId, null), ct);
            return known is null ? "unknown device" : $"registered as {known.ClientId}";
        }
    }
}

internal static class Devices
{
    public static StreamingDevice From(string deviceId, IPAddress? address) => new(
        deviceId,
        new DeviceInformation { Model = "web", Version = "1", OsName = OsName.Windows, OsVersion = "11", ConnectionType = "LAN" },
        address);
}
