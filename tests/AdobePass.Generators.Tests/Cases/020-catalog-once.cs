// title: catalogue job asks for one token and uses it for all pages
// kind: console
// expect: none
// rule: AP1004
// twin: 019-catalog-pipe.cs
// why: a one-shot run that takes one token for all its calls is fine
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

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var (listFile, pairFile, deviceFile) = (args[0], args[1], args[2]);
        var pair = JsonSerializer.Deserialize<Pair>(await File.ReadAllTextAsync(pairFile))!;
        var deviceId = (await File.ReadAllTextAsync(deviceFile)).Trim();

        using var http = new HttpClient { BaseAddress = new Uri("https://sp.auth-staging.adobe.com/") };
        http.DefaultRequestHeaders.Add("X-Device-Info", Environment.GetEnvironmentVariable("BOX_INFO"));
        http.DefaultRequestHeaders.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(deviceId)));

        var bearer = await BearerAsync(http, pair);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);

        foreach (var page in File.ReadLines(listFile).Chunk(5))
        {
            using var response = await http.PostAsJsonAsync("api/v2/CHAN1/decisions/preauthorize/MvpdAlpha", new { resources = page });
            Console.WriteLine(await response.Content.ReadAsStringAsync());
            await Task.Delay(TimeSpan.FromSeconds(2)); // be nice to the throttle
        }

        return 0;
    }

    private static async Task<string> BearerAsync(HttpClient http, Pair pair)
    {
        using var answer = await http.PostAsync("o/client/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = pair.Id,
            ["client_secret"] = pair.Secret,
        }));
        using var json = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("access_token").GetString()!;
    }

    private sealed record Pair(string Id, string Secret);
}
