// title: Service that registers clients at an identity server of the company
// kind: server
// rule: none
// needs: aspnet
// why: dynamic registration too, but at another server, where a client is cheap
// expect: none
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Quarry.Identity;

public sealed class RealmRegistrar(IHttpClientFactory factory, ILogger<RealmRegistrar> logger) : BackgroundService
{
    // The apps sign their viewers in with Adobe Pass (sp.auth.adobe.com); this is for the machines behind them.
    private const string Realm = "https://id.quarry.example/realms/tv";
    private string _id = "", _secret = "", _bearer = "";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var http = factory.CreateClient();
        await RegisterAsync(http, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "https://channels.quarry.example/api/v2/CHAN1/configuration");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
            using var response = await http.SendAsync(request, stoppingToken);
            if (response.StatusCode == HttpStatusCode.Unauthorized)
            {
                // The realm forgets its clients when it restarts.
                await RegisterAsync(http, stoppingToken);
                continue;
            }

            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                continue;
            }

            logger.LogInformation("channels: {Body}", await response.Content.ReadAsStringAsync(stoppingToken));
            await Task.Delay(2000, stoppingToken);
        }
    }

    private async Task RegisterAsync(HttpClient http, CancellationToken ct)
    {
        using var response = await http.PostAsJsonAsync(Realm + "/clients-registrations/openid-connect", new { client_name = "tv", software_statement = Environment.MachineName }, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        logger.LogDebug("registered: {Text}", text);
        var client = JsonNode.Parse(text)!;
        _id = (string)client["client_id"]!;
        _secret = (string)client["client_secret"]!;

        using var token = await http.PostAsync(Realm + "/protocol/openid-connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = _id,
            ["client_secret"] = _secret,
        }), ct);
        _bearer = (string)(await token.Content.ReadFromJsonAsync<JsonObject>(ct))!["access_token"]!;
    }
}
