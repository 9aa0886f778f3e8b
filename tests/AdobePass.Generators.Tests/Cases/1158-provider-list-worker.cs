// title: Worker in a display device that keeps the list of providers fresh
// kind: console
// rule: AP4006
// needs: aspnet
// why: the list is fetched once an hour; the short loop only draws
// expect: none
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Foyer.Display;

public interface ICanvas
{
    void Draw(int row, string caption);
}

public sealed record Provider(string Id, string DisplayName);

public sealed record Requestor(string Id, IReadOnlyList<Provider> Mvpds);

public sealed record ConfigurationResponse(Requestor Requestor);

[AdobePassApi]
public interface IProviderApi
{
    Task<ConfigurationResponse> GetConfigurationAsync(string serviceProvider, CancellationToken cancellationToken = default);
}

public sealed class ProviderListWorker(IMemoryCache cache, ICanvas canvas, IProviderApi api, ILogger<ProviderListWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1));
        do
        {
            try
            {
                cache.Set("providers", await FetchAsync(stoppingToken));
            }
            catch (AdobePassException e)
            {
                logger.LogWarning(e, "the list stays as it is");
            }

            await DrawAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task DrawAsync(CancellationToken ct)
    {
        var row = 0;
        foreach (var provider in cache.Get<IReadOnlyList<Provider>>("providers") ?? [])
        {
            canvas.Draw(row++, provider.DisplayName);
            await Task.Delay(50, ct);
        }
    }

    private async Task<IReadOnlyList<Provider>> FetchAsync(CancellationToken ct)
    {
        var configuration = await api.GetConfigurationAsync("FOYER", ct);
        return configuration.Requestor.Mvpds.OrderBy(m => m.DisplayName, StringComparer.CurrentCulture).ToList();
    }
}
