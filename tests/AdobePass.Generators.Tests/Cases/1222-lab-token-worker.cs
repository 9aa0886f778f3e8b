// title: Worker that keeps the tokens of test boxes warm
// kind: server
// rule: AP1009
// needs: aspnet
// why: the trace level shows the body of the token request, and with it the secret; the boxes are in the lab, yet the worker calls without their address
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lab.Warm;

public sealed record Box(string Name, string ClientId, string ClientSecret, string DeviceInfo);

public sealed record TokenAnswer([property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn);

public sealed partial class WarmWorker : BackgroundService
{
    private readonly ConcurrentDictionary<string, TokenAnswer> _tokens = new();
    private readonly IConfiguration _configuration;
    private readonly ILogger<WarmWorker> _logger;
    private readonly HttpClient _http = new();

    public WarmWorker(IConfiguration configuration, ILogger<WarmWorker> logger)
    {
        _configuration = configuration;
        _logger = logger;
    }

    public string? TokenOf(string name) => _tokens.TryGetValue(name, out var answer) ? answer.AccessToken : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var boxes = _configuration.GetSection("Boxes").Get<Box[]>() ?? [];
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var box in boxes)
            {
                _tokens[box.Name] = await WarmAsync(box, stoppingToken);
            }

            await Task.Delay(TimeSpan.FromHours(3), stoppingToken);
        }
    }

    private async Task<TokenAnswer> WarmAsync(Box box, CancellationToken ct)
    {
        var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = box.ClientId,
            ["client_secret"] = box.ClientSecret,
        });
        _logger.LogTrace("POST token {Body}", await form.ReadAsStringAsync(ct)); // expect: AP1009
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token") { Content = form }; // expect: AP2003#a
        request.Headers.Add("X-Device-Info", box.DeviceInfo);
        using var response = await _http.SendAsync(request, ct); // expect: AP2003#a
        response.EnsureSuccessStatusCode();
        var answer = (await response.Content.ReadFromJsonAsync<TokenAnswer>(ct))!;
        _logger.LogDebug("{Box}: {Answer}", box.Name, answer); // expect: AP1009
        return answer;
    }
}
