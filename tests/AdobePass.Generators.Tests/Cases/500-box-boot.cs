// title: Boot sequence of a set-top box application
// kind: console
// rule: AP1001
// why: the bearer token is kept in a field, the pair that it was made from is gone when the boot ends
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Kestrel.Box;

internal static class Program
{
    private static async Task<int> Main()
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) => { e.Cancel = true; stop.Cancel(); };

        using var http = new HttpClient { BaseAddress = new Uri("https://sp.auth.adobe.com"), Timeout = TimeSpan.FromSeconds(15) };
        http.DefaultRequestHeaders.Add("X-Device-Info", BoxProfile.Encode());

        var boot = new BootSequence(http, File.ReadAllText("/etc/kestrel/statement.jwt").Trim());
        await boot.RunAsync(stop.Token);
        Console.WriteLine(await boot.WhoIsSignedInAsync(BoxProfile.SerialNumber, stop.Token));
        return 0;
    }
}

internal sealed class BootSequence(HttpClient http, string statement)
{
    private string? _bearer;

    public async Task RunAsync(CancellationToken ct)
    {
        var identity = await EnrollAsync(ct); // expect: AP1001#a
        _bearer = await ExchangeAsync(identity, ct);
        Console.WriteLine($"box {identity.ClientId} is ready");
    }

    public async Task<string> WhoIsSignedInAsync(string serial, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v2/KESTREL/profiles");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(serial)));
        using var response = await http.SendAsync(request, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }

    private async Task<BoxIdentity> EnrollAsync(CancellationToken ct)
    {
        using var response = await http.PostAsJsonAsync("/o/client/register", new { software_statement = statement }, ct); // expect: AP1001#a
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
        return new BoxIdentity(body.GetProperty("client_id").GetString()!, body.GetProperty("client_secret").GetString()!);
    }

    private async Task<string> ExchangeAsync(BoxIdentity identity, CancellationToken ct)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = identity.ClientId,
            ["client_secret"] = identity.ClientSecret,
        };
        using var response = await http.PostAsync("/o/client/token", new FormUrlEncodedContent(form), ct);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
        return body.GetProperty("access_token").GetString()!;
    }
}

internal sealed record BoxIdentity(string ClientId, string ClientSecret);

internal static class BoxProfile
{
    public static string SerialNumber => File.ReadAllText("/sys/class/dmi/id/product_serial").Trim();

    public static string Encode()
    {
        var json = JsonSerializer.Serialize(new
        {
            primaryHardwareType = "SetTopBox",
            model = File.ReadAllText("/etc/kestrel/model").Trim(),
            version = File.ReadAllText("/etc/kestrel/revision").Trim(),
            osName = "Linux",
            osVersion = Environment.OSVersion.Version.ToString(),
            connectionType = "LAN",
        });
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(json));
    }
}
