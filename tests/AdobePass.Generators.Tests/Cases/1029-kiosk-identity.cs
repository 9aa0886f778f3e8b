// title: Identity of a hotel kiosk and its session request
// kind: console
// rule: AP2006
// why: each start of the kiosk is another device; the information is plain text
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;

namespace Kiosk;

internal static class Identity
{
    private static readonly Lazy<string> Made = new(() => Convert.ToBase64String(Guid.NewGuid().ToByteArray())); // expect: AP2006#a

    public static string Header => $"fingerprint {Made.Value}";

    public static string Information(string room) => $$"""
        {"model":"Kiosk","version":"3","osName":"Windows","osVersion":"10","connectionType":"LAN","applicationId":"{{room}}"}
        """.Trim();
}

internal sealed class Sessions : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(10) });

    public async Task<(string Code, string Url)> BeginAsync(string bearer, string brand, string room)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/" + brand + "/sessions");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.TryAddWithoutValidation("AP-Device-Identifier", Identity.Header); // expect: AP2006#a
        request.Headers.TryAddWithoutValidation("X-Device-Info", Identity.Information(room)); // expect: AP2004
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["domainName"] = "kiosk.example" });
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (json.RootElement.GetProperty("code").GetString()!, json.RootElement.GetProperty("url").GetString()!);
    }

    public void Dispose() => _http.Dispose();
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        var bearer = Environment.GetEnvironmentVariable("KIOSK_BEARER") ?? throw new InvalidOperationException("KIOSK_BEARER");
        using var sessions = new Sessions();
        var (code, _) = await sessions.BeginAsync(bearer, "HOTEL", args[0]);
        Console.WriteLine($"Go to kiosk.example/tv and type {code}");
    }
}
