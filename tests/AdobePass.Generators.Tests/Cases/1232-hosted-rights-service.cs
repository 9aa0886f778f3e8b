// title: Hosted service of a sports site with its own client
// kind: server
// rule: AP2008
// needs: aspnet
// why: one service speaks for all viewers with the headers and the address of one device
using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Stadium.Site;

public class RightsService : IHostedService
{
    private readonly HttpClient _client;
    private readonly ILogger _logger;

    public RightsService(IConfiguration configuration, ILoggerFactory loggers)
    {
        _logger = loggers.CreateLogger("rights");
        _client = new HttpClient { BaseAddress = new Uri("https://sp.auth.adobe.com/") };
        _client.DefaultRequestHeaders.Add("X-Device-Info", configuration["Rights:DeviceInfo"]); // expect: AP2008
        _client.DefaultRequestHeaders.Add("AP-Device-Identifier", $"serial {configuration["Rights:Serial"]}"); // expect: AP2005, AP2008
        _client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.40"); // expect: AP2009
        _client.DefaultRequestHeaders.Add("Authorization", "Bearer " + configuration["Rights:Token"]);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync("api/v2/STADIUM/configuration", cancellationToken);
        _logger.LogInformation("Configuration answered {Status}", (int)response.StatusCode);
    }

    public async Task<bool> MayWatchAsync(string mvpd, string resource, CancellationToken cancellationToken)
    {
        using var content = new StringContent($"{{\"resources\":[\"{resource}\"]}}", System.Text.Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync($"api/v2/STADIUM/decisions/preauthorize/{mvpd}", content, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return text.Contains("\"authorized\":true", StringComparison.Ordinal);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _client.Dispose();
        return Task.CompletedTask;
    }
}
