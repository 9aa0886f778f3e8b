// title: picker keeps each configuration for three minutes and the worker looks every five
// kind: console
// needs: aspnet
// expect: none
// rule: AP4006
// twin: 056-picker-refresh.cs
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kestrel.Picker;

internal static class Program
{
    private static void Main(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddMemoryCache();
        builder.Services.AddHttpClient();
        builder.Services.AddHostedService<PickerWorker>();
        builder.Build().Run();
    }
}

public interface IBearers
{
    Task<string> CurrentAsync(CancellationToken ct);
}

public sealed record PickerRow(string Channel, string Mvpd)
{
    public string? Logo { get; set; }
}

public sealed class PickerWorker : BackgroundService
{
    private readonly HttpClient _http;
    private readonly IMemoryCache _cache;
    private readonly IBearers _bearers;
    private readonly ILogger<PickerWorker> _log;

    public PickerWorker(IHttpClientFactory clients, IMemoryCache cache, IBearers bearers, ILogger<PickerWorker> log) =>
        (_http, _cache, _bearers, _log) = (clients.CreateClient(), cache, bearers, log);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(5));
        do
        {
            using var json = JsonDocument.Parse(await ConfigurationAsync("KESTREL", stoppingToken));
            _log.LogInformation("{Count} operators", json.RootElement.GetProperty("requestor").GetProperty("mvpds").GetArrayLength());
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public async Task FillAsync(IReadOnlyList<PickerRow> rows, CancellationToken ct)
    {
        foreach (var row in rows)
        {
            using var json = JsonDocument.Parse(await CachedAsync("KESTREL", ct));
            foreach (var mvpd in json.RootElement.GetProperty("requestor").GetProperty("mvpds").EnumerateArray())
            {
                if (mvpd.GetProperty("id").GetString() == row.Mvpd)
                {
                    row.Logo = mvpd.GetProperty("logoUrl").GetString();
                }
            }
        }
    }

    // The nightly comparison of all brands.
    public async Task<Dictionary<string, int>> SizesAsync(IEnumerable<string> channels, CancellationToken ct)
    {
        var sizes = new Dictionary<string, int>();
        foreach (var channel in channels)
        {
            sizes[channel] = (await ConfigurationAsync(channel, ct)).Length;
        }

        return sizes;
    }

    private Task<string> CachedAsync(string channel, CancellationToken ct) => _cache.GetOrCreateAsync("configuration:" + channel, entry =>
    {
        entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(3);
        return ConfigurationAsync(channel, ct);
    })!;

    private async Task<string> ConfigurationAsync(string channel, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/configuration");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _bearers.CurrentAsync(ct));
        using var response = await _http.SendAsync(request, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }
}
