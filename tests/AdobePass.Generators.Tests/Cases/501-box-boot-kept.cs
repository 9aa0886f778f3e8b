// title: Boot sequence of a set-top box application, with a pair that survives the boot
// kind: console
// rule: AP1001
// twin: 500-box-boot
// expect: none
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
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
        using var http = new HttpClient { BaseAddress = new Uri("https://sp.auth.adobe.com"), Timeout = TimeSpan.FromSeconds(15) };
        http.DefaultRequestHeaders.Add("X-Device-Info", Convert.ToBase64String(Encoding.UTF8.GetBytes(File.ReadAllText("/etc/kestrel/device.json"))));

        var boot = new BootSequence(http, File.ReadAllText("/etc/kestrel/statement.jwt").Trim(), "/var/lib/kestrel/identity.json");
        await boot.RunAsync(CancellationToken.None);
        return boot.Ready ? 0 : 1;
    }
}

internal sealed class BootSequence(HttpClient http, string statement, string path)
{
    private string? _bearer;

    public bool Ready => _bearer is not null;

    public async Task RunAsync(CancellationToken ct)
    {
        var identity = await LoadOrEnrollAsync(ct);
        _bearer = await ExchangeAsync(identity, ct);
        Console.WriteLine($"box {identity.ClientId} is ready");
    }

    private async Task<BoxIdentity> LoadOrEnrollAsync(CancellationToken ct)
    {
        if (File.Exists(path))
        {
            await using var file = File.OpenRead(path);
            return (await JsonSerializer.DeserializeAsync<BoxIdentity>(file, cancellationToken: ct))!;
        }

        using var response = await http.PostAsJsonAsync("/o/client/register", new { software_statement = statement }, ct);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
        var identity = new BoxIdentity(body.GetProperty("client_id").GetString()!, body.GetProperty("client_secret").GetString()!);

        // Written beside the target and moved, so that a power cut leaves the old file or the new one.
        var temporary = path + ".new";
        await File.WriteAllTextAsync(temporary, JsonSerializer.Serialize(identity), ct);
        File.Move(temporary, path, overwrite: true);
        return identity;
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
