// title: own profile service with similar paths
// kind: server
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;

namespace Orchard.Profiles;

public sealed record Decision(string Title, bool Recommended);

/// <summary>Talks to our own gateway; Adobe Pass is called by another team (sp.auth.adobe.com is not called here).</summary>
public sealed class Recommendations : BackgroundService
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri("https://reco.orchard.example/api/v2/") };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _http.DefaultRequestHeaders.Add("Authorization", "Bearer " + await TokenAsync(stoppingToken));
        while (!stoppingToken.IsCancellationRequested)
        {
            var text = await _http.GetStringAsync("ORCHARD/profiles/code/42", stoppingToken);
            var decisions = await _http.GetFromJsonAsync<List<Decision>>("ORCHARD/decisions", stoppingToken);
            Console.WriteLine($"{text.Length} {decisions![0].Title}");
            await Task.Delay(500, stoppingToken);
        }
    }

    private async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync("https://login.orchard.example/oauth/token", new { client_id = "reco" }, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }
}
