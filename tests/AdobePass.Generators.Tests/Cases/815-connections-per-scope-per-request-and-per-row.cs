// title: Connections per scope, per request and per row
// kind: server
// needs: aspnet
// twin: 816-one-connection-for-the-application-the-handlers-and-the-report.cs
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Delta.Web;

public static class PassModule
{
    public static void AddPassModule(this IServiceCollection services)
    {
        services.AddTransient<AdobePassClient>(provider => new AdobePassClient(provider.GetRequiredService<AdobePassOptions>())); // expect: AP1005
        services.AddSingleton<FleetReport>();
    }

    public static void MapPassModule(this WebApplication app) =>
        app.MapGet("/pass/health", async (AdobePassOptions options, CancellationToken ct) =>
        {
            await using var pass = new AdobePassClient(options); // expect: AP1005
            var health = await pass.CheckHealthAsync(ct);
            return health.StoreFailure is null ? "healthy" : "unhealthy";
        });
}

public sealed class FleetReport(AdobePassOptions options)
{
    public async Task<int> CountKnownAsync(IEnumerable<StreamingDevice> devices, CancellationToken ct)
    {
        var known = 0;
        foreach (var device in devices)
        {
            using var pass = new AdobePassClient(options); // expect: AP1005
            if (await pass.FindCredentialsAsync(device, ct) is not null)
            {
                known++;
            }
        }

        return known;
    }
}
