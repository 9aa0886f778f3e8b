// title: background service enrols every device whose token is about to end
// kind: server
// needs: aspnet
// rule: AP1002
// hard: yes
// why: an ended token asks for a new token with the stored pair; enrolling signs the viewer out every few hours
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHttpClient();
builder.Services.AddHostedService<TokenKeeper>();
builder.Build().Run();

internal sealed record DeviceRow(
    string DeviceId, string Info, string LastAddress, string? ClientId, string? ClientKey, string? Bearer, DateTimeOffset BearerEnds);

internal interface IDeviceTable
{
    IAsyncEnumerable<DeviceRow> ListActiveAsync(CancellationToken ct);

    Task UpsertAsync(DeviceRow row, CancellationToken ct);
}

internal sealed class TokenKeeper(
    IHttpClientFactory clients, IDeviceTable table, IConfiguration settings, TimeProvider clock, ILogger<TokenKeeper> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(10));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var soon = clock.GetUtcNow().AddMinutes(15);
            await foreach (var row in table.ListActiveAsync(stoppingToken))
            {
                if (row.BearerEnds <= soon)
                {
                    // Nearly expired: refresh the whole row.
                    var renewed = await RefreshAsync(row, stoppingToken); // expect: AP1002#a
                    await table.UpsertAsync(renewed, stoppingToken);
                    log.LogInformation("renewed {Device}", row.DeviceId);
                }
            }
        }
    }

    private async Task<DeviceRow> RefreshAsync(DeviceRow row, CancellationToken ct)
    {
        var http = clients.CreateClient();
        using var register = Compose(row, "https://sp.auth.adobe.com/o/client/register"); // expect: AP1002#a
        register.Content = JsonContent.Create(new { software_statement = settings["Pass:Statement"] });
        using var registered = await http.SendAsync(register, ct); // expect: AP1002#a
        var pair = JsonNode.Parse(await registered.EnsureSuccessStatusCode().Content.ReadAsStringAsync(ct))!;
        var (id, key) = ((string)pair["client_id"]!, (string)pair["client_secret"]!);

        using var ask = Compose(row, "https://sp.auth.adobe.com/o/client/token");
        ask.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = id,
            ["client_secret"] = key,
        });
        using var answer = await http.SendAsync(ask, ct);
        var grant = JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(ct))!;
        return row with
        {
            ClientId = id,
            ClientKey = key,
            Bearer = (string)grant["access_token"]!,
            BearerEnds = clock.GetUtcNow().AddSeconds((long)grant["expires_in"]!),
        };
    }

    private static HttpRequestMessage Compose(DeviceRow row, string address)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Headers.Add("X-Device-Info", row.Info);
        request.Headers.Add("X-Forwarded-For", row.LastAddress);
        return request;
    }
}
