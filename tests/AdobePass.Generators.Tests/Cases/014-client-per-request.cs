// title: support endpoints open a client for every request
// kind: server
// needs: aspnet
// rule: AP1005
// twin: 015-client-lazy-and-hosted.cs
using System;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(new AdobePassOptions
{
    Environment = AdobePassEnvironment.ReleaseStaging,
    SoftwareStatement = new SoftwareStatement(builder.Configuration["Pass:Statement"]!),
    CredentialStore = new FileCredentialStore("/var/lib/support/pass", new FileStoreOptions()),
});
builder.Services.AddTransient<DeviceSupport>();

var app = builder.Build();
app.MapGet("/support/{deviceId}", async (string deviceId, AdobePassOptions options, HttpContext context) =>
{
    await using var client = new AdobePassClient(options); // expect: AP1005
    var found = await client.FindCredentialsAsync(DeviceSupport.Describe(deviceId, context), context.RequestAborted);
    return found is null ? Results.NotFound() : Results.Ok();
});
app.MapDelete("/support/{deviceId}", async (string deviceId, DeviceSupport support, HttpContext context) =>
{
    // An agent pressed the red button, with the viewer on the phone.
    await support.ForgetAsync(DeviceSupport.Describe(deviceId, context), context.RequestAborted);
    return Results.NoContent();
});
app.Run();

internal sealed class DeviceSupport
{
    private readonly AdobePassOptions _options;

    public DeviceSupport(AdobePassOptions options) => _options = options;

    public static StreamingDevice Describe(string deviceId, HttpContext context) => new(
        deviceId,
        new DeviceInformation
        {
            Model = context.Request.Query["model"].ToString(),
            Version = context.Request.Query["version"].ToString(),
            OsName = OsName.Parse(context.Request.Query["os"].ToString()),
            OsVersion = context.Request.Query["osVersion"].ToString(),
            ConnectionType = "LAN",
        },
        forwardedFor: context.Connection.RemoteIpAddress);

    public async Task ForgetAsync(StreamingDevice device, CancellationToken ct)
    {
        using (var client = new AdobePassClient(_options)) // expect: AP1005
        {
            if (await client.FindCredentialsAsync(device, ct) is not null)
            {
                await client.DeleteCredentialsAsync(device);
            }
        }
    }
}
