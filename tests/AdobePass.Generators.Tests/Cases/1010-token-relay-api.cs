// title: Minimal API that relays the authorization header to a legacy player backend
// kind: server
// rule: AP1005
// needs: aspnet
using System;
using System.Net;
using System.Threading;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);

AdobePassOptions OptionsOf(IConfiguration configuration) => new()
{
    Environment = AdobePassEnvironment.ReleaseStaging,
    SoftwareStatement = new SoftwareStatement(configuration["Pass:Statement"]!),
    CredentialStore = new MemoryCredentialStore(), // expect: AP1003
};

builder.Services.AddScoped(provider => new AdobePassClient(OptionsOf(provider.GetRequiredService<IConfiguration>()))); // expect: AP1005

var app = builder.Build();
var relay = app.MapGroup("/relay");

relay.MapGet("/header/{device}", async (string device, HttpContext context, IConfiguration configuration, CancellationToken ct) =>
{
    await using var pass = new AdobePassClient(OptionsOf(configuration)); // expect: AP1005
    var token = await pass.GetAccessTokenAsync(Viewer(device, context), ct);
    context.Response.Headers.CacheControl = "no-store";
    return Results.Text(token.Reveal());
});

relay.MapDelete("/{device}", async (string device, HttpContext context, AdobePassClient pass, CancellationToken ct) =>
    await pass.FindCredentialsAsync(Viewer(device, context), ct) is null ? Results.NotFound() : Results.Accepted());

app.Run();

static StreamingDevice Viewer(string device, HttpContext context) => new(
    device,
    new DeviceInformation
    {
        Model = context.Request.Headers["X-Model"].ToString(),
        Version = "1",
        OsName = OsName.Linux,
        OsVersion = context.Request.Headers["X-Firmware"].ToString(),
        ConnectionType = "LAN",
    },
    context.Connection.RemoteIpAddress ?? IPAddress.None);
