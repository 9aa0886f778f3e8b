// title: Tool of the support desk that resets a TempPass
// kind: console
// rule: AP1002
// why: the page of the management API says 401 means a new token and 403 means new credentials
// expect: none
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Tidewater.Desk;

public static class ResetTool
{
    private static readonly string PairPath = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "tidewater", "desk.pair");
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(20) };

    public static async Task<int> Main(string[] args)
    {
        if (args is not [var device, var mvpd])
        {
            Console.Error.WriteLine("usage: reset DEVICE MVPD");
            return 2;
        }

        Http.DefaultRequestHeaders.Add("X-Device-Info", DescribeDesk());
        var pair = ReadPair() ?? await EnrollAsync();
        var bearer = await ExchangeAsync(pair);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, $"https://mgmt.auth.adobe.com/reset-tempass/v3/reset?device_id={Uri.EscapeDataString(device)}&requestor_id=TIDE&mvpd_id={mvpd}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            using var response = await Http.SendAsync(request);
            switch ((int)response.StatusCode)
            {
                case 401: // token over
                    bearer = await ExchangeAsync(pair);
                    continue;
                case 403: // credentials no longer accepted by the management host
                    pair = await EnrollAsync();
                    bearer = await ExchangeAsync(pair);
                    continue;
                case 204:
                    Console.WriteLine("done");
                    return 0;
                default:
                    Console.Error.WriteLine($"failed with {(int)response.StatusCode}");
                    return 1;
            }
        }

        return 1;
    }

    private static DeskPair? ReadPair() => File.Exists(PairPath) ? JsonSerializer.Deserialize<DeskPair>(File.ReadAllText(PairPath)) : null;

    private static async Task<DeskPair> EnrollAsync()
    {
        var statement = Environment.GetEnvironmentVariable("TIDEWATER_DESK_STATEMENT");
        using var response = await Http.PostAsJsonAsync("https://sp.auth.adobe.com/o/client/register", new { software_statement = statement });
        var body = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        var pair = new DeskPair(body.GetProperty("client_id").GetString()!, body.GetProperty("client_secret").GetString()!);
        Directory.CreateDirectory(Path.GetDirectoryName(PairPath)!);
        await File.WriteAllTextAsync(PairPath, JsonSerializer.Serialize(pair));
        return pair;
    }

    private static async Task<string> ExchangeAsync(DeskPair pair)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = pair.Id, ["client_secret"] = pair.Secret,
        });
        using var response = await Http.PostAsync("https://sp.auth.adobe.com/o/client/token", form);
        var body = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return body.GetProperty("access_token").GetString()!;
    }

    private static string DescribeDesk() => Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
    {
        primaryHardwareType = "Desktop", model = Environment.MachineName, version = "1", osName = "Windows", osVersion = Environment.OSVersion.VersionString, connectionType = "LAN",
    })));

    private sealed record DeskPair(string Id, string Secret);
}
