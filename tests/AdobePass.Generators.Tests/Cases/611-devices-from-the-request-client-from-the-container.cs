// title: devices from the request, client from the container
// kind: server
// expect: none
using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Lumen.Web;

public sealed class DeviceReader
{
    private const string CookieName = "lumen-device";

    public StreamingDevice Read(HttpContext context)
    {
        var id = context.Request.Cookies[CookieName];
        if (id is null)
        {
            id = Guid.NewGuid().ToString("N");
            context.Response.Cookies.Append(CookieName, id, new CookieOptions { MaxAge = TimeSpan.FromDays(3650) });
        }

        var information = new DeviceInformation
        {
            Model = context.Request.Headers.UserAgent.ToString(), Version = "1", OsName = OsName.Linux, OsVersion = "0", ConnectionType = "LAN",
        };
        return new StreamingDevice(id, information, forwardedFor: context.Connection.RemoteIpAddress ?? IPAddress.Loopback);
    }
}

public sealed class Warmup(AdobePassOptions options) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var client = new AdobePassClient(options);
        Console.WriteLine("ready: " + client);
        await Task.Delay(Timeout.InfiniteTimeSpan, stoppingToken);
    }
}
