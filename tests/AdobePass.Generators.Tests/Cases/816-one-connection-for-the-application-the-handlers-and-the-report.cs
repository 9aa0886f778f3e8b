// title: One connection for the application, the handlers and the report
// kind: server
// needs: aspnet
// twin: 815-connections-per-scope-per-request-and-per-row.cs
// expect: none
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
        services.AddSingleton<AdobePassClient>(provider => new AdobePassClient(provider.GetRequiredService<AdobePassOptions>()));
        services.AddScoped<FleetReport>();
    }

    public static void MapPassModule(this WebApplication app) =>
        app.MapGet("/pass/health", async (AdobePassClient pass, CancellationToken ct) =>
        {
            var health = await pass.CheckHealthAsync(ct);
            return health.StoreFailure is null ? "healthy" : "unhealthy";
        });
}

public sealed class FleetReport(AdobePassClient pass)
{
    public async Task<int> CountKnownAsync(IEnumerable<StreamingDevice> devices, CancellationToken ct)
    {
        var known = 0;
        foreach (var device in devices)
        {
            using var timer = CancellationTokenSource.CreateLinkedTokenSource(ct);
            timer.CancelAfter(TimeSpan.FromSeconds(2));
            if (await pass.FindCredentialsAsync(device, timer.Token) is not null)
            {
                known++;
            }
        }

        return known;
    }
}
