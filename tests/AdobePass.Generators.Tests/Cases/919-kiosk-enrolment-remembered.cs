// title: Kiosk program that enrols on its first run and reads the pair from its folder afterwards
// kind: console
// rule: AP1001
// twin: kiosk-enrolment-tuple
// expect: none
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Kiosk;

public static class App
{
    private static readonly HttpClient Net = new();

    private const string PairFile = "kiosk.pair";

    public static async Task<int> Main(string[] args)
    {
        var settings = JsonDocument.Parse(File.ReadAllText("kiosk.json")).RootElement;
        var info = settings.GetProperty("deviceInfo").GetString()!;
        var serial = settings.GetProperty("serial").GetString()!;
        var brand = settings.GetProperty("brand").GetString()!;

        var (ok, id, secret) = Remembered();
        if (!ok)
        {
            (ok, id, secret) = await EnrolAsync(settings.GetProperty("statement").GetString()!, info);
            if (!ok)
            {
                Console.Error.WriteLine("The kiosk could not be enrolled.");
                return 2;
            }

            File.WriteAllLines(PairFile, new[] { id, secret });
        }

        var bearer = await ExchangeAsync(id, secret, info);
        foreach (var mvpd in args.DefaultIfEmpty("MvpdAlpha"))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{brand}/profiles/{mvpd}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            request.Headers.Add("X-Device-Info", info);
            request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(serial)));
            using var response = await Net.SendAsync(request);
            Console.WriteLine($"{mvpd}: {(int)response.StatusCode}");
        }

        return 0;
    }

    private static (bool Ok, string Id, string Secret) Remembered() =>
        File.Exists(PairFile) && File.ReadAllLines(PairFile) is [var id, var secret, ..] ? (true, id, secret) : (false, "", "");

    private static async Task<(bool Ok, string Id, string Secret)> EnrolAsync(string statement, string info)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register")
        {
            Headers = { { "X-Device-Info", info } },
            Content = JsonContent.Create(new Dictionary<string, string> { ["software_statement"] = statement }),
        };
        using var response = await Net.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            return (false, "", "");
        }

        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (true, json.GetProperty("client_id").GetString()!, json.GetProperty("client_secret").GetString()!);
    }

    private static async Task<string> ExchangeAsync(string id, string secret, string info)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token")
        {
            Headers = { { "X-Device-Info", info } },
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", id), new("client_secret", secret)]),
        };
        using var response = await Net.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }
}
