// title: Static gateway whose one client describes the server and always the same address
// kind: server
// rule: AP2008
// needs: aspnet
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

var app = WebApplication.CreateBuilder(args).Build();

app.MapGet("/tve/{brand}/profiles", async (string brand, PassTokenSource tokens, CancellationToken ct) =>
    Results.Text(await PassGateway.ReadAsync($"https://sp.auth.adobe.com/api/v2/{brand}/profiles", await tokens.GetAsync(ct), ct), "application/json"));

app.MapGet("/tve/{brand}/providers", async (string brand, PassTokenSource tokens, CancellationToken ct) =>
    Results.Text(await PassGateway.ReadAsync($"https://sp.auth.adobe.com/api/v2/{brand}/configuration", await tokens.GetAsync(ct), ct), "application/json"));

app.Run();

public abstract class PassTokenSource
{
    public abstract Task<string> GetAsync(CancellationToken ct);
}

internal static class PassGateway
{
    private const string EgressAddress = "198.51.100.24"; // expect: AP2009#c

    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseCookies = false, PooledConnectionLifetime = TimeSpan.FromSeconds(30) });

    static PassGateway()
    {
        var info = JsonSerializer.Serialize(new
        {
            model = "tve-gateway",
            version = "7",
            osName = "Linux",
            osVersion = Environment.OSVersion.VersionString,
            connectionType = "LAN",
        });
        var name = Convert.ToBase64String(Encoding.UTF8.GetBytes(Environment.MachineName));

        Client.DefaultRequestHeaders.Add("X-Device-Info", Convert.ToBase64String(Encoding.UTF8.GetBytes(info))); // expect: AP2008
        Client.DefaultRequestHeaders.Add("AP-Device-Identifier", "fingerprint " + name); // expect: AP2008
        Client.DefaultRequestHeaders.Add("X-Forwarded-For", EgressAddress); // expect: AP2009#c
    }

    public static async Task<string> ReadAsync(string url, string token, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await Client.SendAsync(request, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }
}
