// title: Background service that keeps the list of providers fresh and respects the throttle
// kind: server
// needs: aspnet
// rule: AP4004, AP4006
// why: fetches the list every four minutes for all viewers; after a 429 it waits as long as it is told
// expect: none
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;

namespace Fjordcast.StartPage;

public interface IBearerSource
{
    ValueTask<string> CurrentAsync(CancellationToken ct);
}

public sealed class ProviderList
{
    private JsonElement _latest;

    public ref readonly JsonElement Latest => ref _latest;

    public void Replace(JsonElement value) => _latest = value;
}

public sealed class ConfigurationRefresher(HttpClient http, ProviderList list, IBearerSource bearers, IPAddress publicAddress) : BackgroundService
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1.5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(4));
        do
        {
            if (await TryFetchAsync(stoppingToken) is { } fetched)
            {
                list.Replace(fetched);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<JsonElement?> TryFetchAsync(CancellationToken ct)
    {
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/FJORD/configuration");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bearers.CurrentAsync(ct));
            request.Headers.Add("X-Forwarded-For", publicAddress.ToString());
            using var response = await http.SendAsync(request, ct);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                var told = response.Headers.RetryAfter switch
                {
                    { Delta: { } delta } => delta,
                    { Date: { } date } => date - DateTimeOffset.UtcNow,
                    _ => Shortest * attempt,
                };
                await Task.Delay(told < Shortest ? Shortest : told, ct);
                continue;
            }

            if (response.IsSuccessStatusCode)
            {
                return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
            }
        }

        return null;
    }
}
