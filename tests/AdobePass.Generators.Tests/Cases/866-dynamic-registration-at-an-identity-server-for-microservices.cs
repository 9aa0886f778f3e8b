// title: Dynamic registration at an identity server for microservices
// kind: server
// needs: aspnet
// why: RFC 7591 at the company's own server; the pair is meant to live as long as the pod
// expect: none
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mesh.Identity;

public sealed class PodRegistration(IHttpClientFactory factory, ILogger<PodRegistration> log) : IHostedService
{
    public static ConcurrentDictionary<string, string> Secrets { get; } = new();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var response = await RegisterAsync(cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        log.LogInformation("registered: {Text}", text);
        using var json = JsonDocument.Parse(text);
        Secrets[json.RootElement.GetProperty("client_id").GetString()!] = json.RootElement.GetProperty("client_secret").GetString()!;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<string> CallAsync(string url, CancellationToken ct)
    {
        var http = factory.CreateClient();
        using var response = await http.GetAsync(url, ct);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            using var again = await RegisterAsync(ct);
            return await http.GetStringAsync(url, ct);
        }

        return await response.Content.ReadAsStringAsync(ct);
    }

    private Task<HttpResponseMessage> RegisterAsync(CancellationToken ct) => factory.CreateClient().PostAsJsonAsync(
        "https://id.mesh.example/connect/register",
        new
        {
            client_name = Environment.MachineName,
            grant_types = new[] { "client_credentials" },
            software_statement = Environment.GetEnvironmentVariable("POD_STATEMENT"),
        },
        ct);
}
