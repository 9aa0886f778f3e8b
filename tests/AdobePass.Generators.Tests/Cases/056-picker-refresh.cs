// title: worker and picker fetch the same configuration over and over
// kind: console
// needs: aspnet
// rule: AP4006
// twin: 057-picker-cache.cs
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kestrel.Picker;

internal static class Program
{
    private static void Main(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddHttpClient();
        builder.Services.AddHostedService<PickerWorker>();
        builder.Build().Run();
    }
}

public interface IBearers
{
    Task<string> CurrentAsync(CancellationToken ct);
}

public sealed record PickerRow(string Mvpd)
{
    public string? Logo { get; set; }
}

public sealed class PickerWorker : BackgroundService
{
    private readonly HttpClient _http;
    private readonly IBearers _bearers;
    private readonly ILogger<PickerWorker> _log;
    private int _operators;

    public PickerWorker(IHttpClientFactory clients, IBearers bearers, ILogger<PickerWorker> log)
    {
        _http = clients.CreateClient();
        _bearers = bearers;
        _log = log;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested) // expect: AP4006
        {
            using var json = await ConfigurationAsync("KESTREL", stoppingToken);
            var count = json.RootElement.GetProperty("requestor").GetProperty("mvpds").GetArrayLength();
            if (count != _operators)
            {
                _log.LogInformation("{Count} operators", count);
                _operators = count;
            }

            await Task.Delay(TimeSpan.FromSeconds(10), stoppingToken);
        }
    }

    public async Task FillAsync(IReadOnlyList<PickerRow> rows, CancellationToken ct)
    {
        foreach (var row in rows) // expect: AP4006
        {
            using var json = await ConfigurationAsync("KESTREL", ct);
            foreach (var mvpd in json.RootElement.GetProperty("requestor").GetProperty("mvpds").EnumerateArray())
            {
                if (mvpd.GetProperty("id").GetString() == row.Mvpd)
                {
                    row.Logo = mvpd.GetProperty("logoUrl").GetString();
                }
            }
        }
    }

    private async Task<JsonDocument> ConfigurationAsync(string channel, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/configuration");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _bearers.CurrentAsync(ct));
        using var response = await _http.SendAsync(request, ct);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(ct));
    }
}
