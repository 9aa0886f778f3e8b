// title: the one device of an app
// kind: console
// expect: none
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Threading.Tasks;

namespace Flow.Player;

internal static class Program
{
    private static readonly HttpClient Pass = Create();

    private static HttpClient Create()
    {
        var client = new HttpClient { BaseAddress = new Uri("https://sp.auth.adobe.com") };
        client.DefaultRequestHeaders.Add("AP-Device-Identifier", "fingerprint " + Base64(File.ReadAllText("id")));
        client.DefaultRequestHeaders.Add("X-Device-Info", Base64(File.ReadAllText("device.json")));
        client.DefaultRequestHeaders.UserAgent.ParseAdd("FlowPlayer/3.0");
        return client;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static async Task Main(string[] args)
    {
        Pass.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText("token"));
        Console.WriteLine(await Pass.GetStringAsync("/api/v2/CHAN1/profiles"));
        using var answer = await Pass.PostAsJsonAsync($"/api/v2/CHAN1/decisions/preauthorize/{args[0]}", new { resources = args[1..] });
        Console.WriteLine(await answer.Content.ReadAsStringAsync());
    }
}
