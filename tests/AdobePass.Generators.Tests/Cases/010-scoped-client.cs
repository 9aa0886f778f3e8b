// title: web service with a scoped client and a store in memory
// kind: server
// needs: aspnet
// rule: AP1003
// twin: 011-singleton-client.cs
using System;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(new AdobePassOptions
{
    Environment = AdobePassEnvironment.ReleaseProduction,
    SoftwareStatement = new SoftwareStatement(
        builder.Configuration["Pass:Statement"] ?? throw new InvalidOperationException("Pass:Statement is missing.")),
    CredentialStore = new MemoryCredentialStore(), // expect: AP1003
});

// Scoped like our DbContext, so nothing is shared between requests.
builder.Services.AddScoped(services => new AdobePassClient(services.GetRequiredService<AdobePassOptions>())); // expect: AP1005
builder.Services.AddScoped<DeviceDesk>();

var app = builder.Build();
app.MapGet("/devices/{deviceId}/known", async (string deviceId, HttpContext context, DeviceDesk desk) =>
    Results.Ok(new { known = await desk.IsKnownAsync(deviceId, context) }));
app.Run();

internal sealed class DeviceDesk(AdobePassClient pass)
{
    public async System.Threading.Tasks.Task<bool> IsKnownAsync(string deviceId, HttpContext context)
    {
        var device = new StreamingDevice(
            deviceId,
            new DeviceInformation
            {
                Model = context.Request.Headers["X-Box-Model"].ToString(),
                Version = context.Request.Headers["X-Box-Version"].ToString(),
                OsName = OsName.Parse(context.Request.Headers["X-Box-Os"].ToString()),
                OsVersion = context.Request.Headers["X-Box-Os-Version"].ToString(),
                ConnectionType = "WiFi",
            },
            forwardedFor: context.Connection.RemoteIpAddress);
        return await pass.FindCredentialsAsync(device, context.RequestAborted) is not null;
    }
}
