// title: preauthorization retried too often, and a client without encryption
// kind: console
using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Threading.Tasks;

namespace Flow.Marks;

internal static class Program
{
    private const string Host = "http://sp.auth-staging.adobe.com"; // expect: AP2012

    private static async Task Main(string[] args)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Host) };
        http.DefaultRequestHeaders.Add("Authorization", "Bearer " + File.ReadAllText("token"));
        http.DefaultRequestHeaders.Add("AP-Device-Identifier", File.ReadAllText("device"));
        http.DefaultRequestHeaders.Add("X-Device-Info", File.ReadAllText("info"));
        foreach (var attempt in Enumerable.Range(1, 8)) // expect: AP4003#a
        {
            using var response = await http.PostAsJsonAsync($"/api/v2/FLOW/decisions/preauthorize/{args[0]}", new { resources = args[1..] }); // expect: AP4003#a
            if (response.IsSuccessStatusCode)
            {
                Console.WriteLine(await response.Content.ReadAsStringAsync());
                break;
            }

            Console.Error.WriteLine($"attempt {attempt}: {(int)response.StatusCode}");
            await Task.Delay(1000 * attempt);
        }
    }
}
