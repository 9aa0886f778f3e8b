// title: web service with one client, and a store in memory on developer machines only
// kind: server
// needs: aspnet
// expect: none
// rule: AP1003
// twin: 010-scoped-client.cs
using System;
using System.Threading.Tasks;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = WebApplication.CreateBuilder(args);
CredentialStore store = builder.Environment.IsDevelopment()
    ? new MemoryCredentialStore()
    : new FileCredentialStore(
        builder.Configuration["Pass:Folder"] ?? "/var/lib/device-desk/pass",
        new FileStoreOptions { AllowCreation = builder.Configuration["Pass:FirstStart"] == "true" });

builder.Services.AddSingleton(new AdobePassOptions
{
    Environment = builder.Environment.IsProduction() ? AdobePassEnvironment.ReleaseProduction : AdobePassEnvironment.ReleaseStaging,
    SoftwareStatement = new SoftwareStatement(
        builder.Configuration["Pass:Statement"] ?? throw new InvalidOperationException("Pass:Statement is missing.")),
    CredentialStore = store,
});

builder.Services.AddSingleton(services => new AdobePassClient(services.GetRequiredService<AdobePassOptions>()));
builder.Services.AddScoped<DeviceDesk>();

var app = builder.Build();
app.MapGet("/devices/{deviceId}/known", async (string deviceId, HttpContext context, DeviceDesk desk) =>
    Results.Ok(new { known = await desk.IsKnownAsync(deviceId, context) }));
app.Run();

internal sealed class DeviceDesk(AdobePassClient pass)
{
    public async Task<bool> IsKnownAsync(string deviceId, HttpContext context)
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
