// title: Pairing of a phone with the television through our own relay
// kind: server
// rule: none
// needs: aspnet
// why: the relay is ours; the long poll is answered after a second or when the phone has joined
// expect: none
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Remote.Pairing;

public static class PairingModule
{
    public static void AddPairing(this IServiceCollection services) => services
        .AddHostedService<PairingPump>()
        .AddHttpClient("relay", client =>
        {
            client.BaseAddress = new Uri("https://relay.remote.example/api/v2/");
            client.DefaultRequestHeaders.Add("X-Relay-Key", "Zx7Yt5Rw3Qp1Lk9Jh8Gf6Ds4");
            client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.15");
        });
}

// The television is signed in with Adobe Pass; the phone only learns which channel is open.
internal sealed class PairingPump(IHttpClientFactory clients, IMemoryCache cache, ILogger<PairingPump> logger) : BackgroundService
{
    private static readonly Dictionary<string, (string Id, string Secret)> Televisions = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var relay = clients.CreateClient("relay");
        using var registered = await relay.PostAsJsonAsync("televisions/register", new { software_statement = "remote" }, CancellationToken.None);
        var television = await registered.Content.ReadFromJsonAsync<JsonElement>(CancellationToken.None);
        Televisions["self"] = (television.GetProperty("client_id").GetString()!, television.GetProperty("client_secret").GetString()!);
        logger.LogInformation("registered: {Television}", television);

        while (true)
        {
            using var response = await relay.GetAsync($"REMOTE/profiles/code/{Televisions["self"].Id}", CancellationToken.None);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                continue;
            }

            if (response.StatusCode == HttpStatusCode.OK)
            {
                var joined = await response.Content.ReadAsStringAsync(CancellationToken.None);
                cache.Set("joined", joined, TimeSpan.FromMinutes(30));
                using var granted = await relay.PostAsJsonAsync("REMOTE/decisions/authorize/phone", new { resources = new[] { "keys" } }, CancellationToken.None);
                cache.Set("keys", await granted.Content.ReadAsStringAsync(CancellationToken.None));
            }
        }
    }
}
