// title: Hosted service prepares tokens for new boxes and forgets the pairs
// kind: server
// needs: aspnet
// why: only the token reaches the distributed cache; the pair that could renew it is a local variable
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Harbor.Provisioning;

public sealed record NewBox(string Serial, string PublicAddress, string DeviceInfo);

public sealed class BoxPreparation(
    ChannelReader<NewBox> boxes, IHttpClientFactory clients, IDistributedCache cache, ILogger<BoxPreparation> log, Func<string> statement)
    : BackgroundService
{
    private sealed record Client([property: JsonPropertyName("client_id")] string Id, [property: JsonPropertyName("client_secret")] string Secret);

    private sealed record Bearer([property: JsonPropertyName("access_token")] string Value, [property: JsonPropertyName("expires_in")] long Seconds);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var http = clients.CreateClient("pass");
        await foreach (var box in boxes.ReadAllAsync(stoppingToken))
        {
            var slot = "bearer:" + box.Serial;
            if (await cache.GetStringAsync(slot, stoppingToken) is not null)
            {
                continue;
            }

            var client = await CallAsync<Client>("register", JsonContent.Create(new { software_statement = statement() })); // expect: AP1001#a
            var bearer = await CallAsync<Bearer>("token", new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["client_id"] = client.Id,
                ["client_secret"] = client.Secret,
                ["grant_type"] = "client_credentials",
            }));
            await cache.SetStringAsync(slot, bearer.Value, new DistributedCacheEntryOptions
            {
                AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(bearer.Seconds - 120),
            }, stoppingToken);
            log.LogInformation("{Serial} is client {Client}", box.Serial, client.Id);

            async Task<T> CallAsync<T>(string operation, HttpContent content)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/" + operation) { Content = content };
                request.Headers.Add("X-Device-Info", box.DeviceInfo);
                request.Headers.Add("X-Forwarded-For", box.PublicAddress);
                using var response = await http.SendAsync(request, stoppingToken); // expect: AP1001#a
                response.EnsureSuccessStatusCode();
                return (await response.Content.ReadFromJsonAsync<T>(stoppingToken))!;
            }
        }
    }
}
