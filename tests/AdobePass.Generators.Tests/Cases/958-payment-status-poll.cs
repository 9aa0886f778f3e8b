// title: Worker that polls a payment twice a second until it is settled
// kind: server
// rule: none
// needs: aspnet
// expect: none
using System;
using System.Collections.Concurrent;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Checkout;

public sealed class SettlementWorker : BackgroundService
{
    private static readonly ConcurrentDictionary<string, string> Authorizations = new();

    private readonly BlockingCollection<string> _orders;
    private readonly HttpClient _psp;
    private readonly ILogger<SettlementWorker> _logger;

    public SettlementWorker(BlockingCollection<string> orders, IConfiguration configuration, ILogger<SettlementWorker> logger)
    {
        _orders = orders;
        _logger = logger;
        _psp = new HttpClient { BaseAddress = new Uri("https://api.psp.example/v2/") };
        _psp.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", configuration["Psp:Key"]);
        _psp.DefaultRequestHeaders.Add("X-Forwarded-For", "10.20.0.4");
    }

    public static string? AuthorizationOf(string order) => Authorizations.TryGetValue(order, out var text) ? text : null;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(async () =>
    {
        foreach (var order in _orders.GetConsumingEnumerable(stoppingToken))
        {
            Authorizations[order] = await SettleAsync(order);
        }
    }, stoppingToken);

    private async Task<string> SettleAsync(string order)
    {
        JsonElement? settled = null;
        while (settled is null)
        {
            var payment = await _psp.GetFromJsonAsync<JsonElement>($"payments/code/{order}");
            if (payment.GetProperty("state").GetString() is "authorized" or "captured")
            {
                settled = payment;
            }
            else
            {
                await Task.Delay(500);
            }
        }

        var text = settled.Value.GetProperty("authorization").GetString()!;
        _logger.LogInformation("order {Order} settled as {Authorization}", order, text);
        return text;
    }
}
