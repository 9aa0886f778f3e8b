// title: service token in the default headers, type of the identifier misspelt
// kind: console
using System;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;

namespace Sticks.Demo;

internal static class Program
{
    private static readonly HttpClient Http = CreateClient();

    private static HttpClient CreateClient()
    {
        var http = new HttpClient { BaseAddress = new Uri("https://sp.auth.adobe.com/api/v2/") };
        http.DefaultRequestHeaders.Add("X-Device-Info", File.ReadAllText("info"));
        http.DefaultRequestHeaders.Add("Authorization", "Bearer " + File.ReadAllText("token"));
        http.DefaultRequestHeaders.Add("AP-Device-Identifier", "fingerprint:" + File.ReadAllText("device")); // expect: AP2005
        http.DefaultRequestHeaders.Add("AD-Service-Token", "m3Kp9ZtR-7Qx2Vb6Ln8Ws4Hd1-Jc5Fy0Ga"); // expect: AP3005
        return http;
    }

    private static async Task Main(string[] args)
    {
        Console.WriteLine(await Http.GetStringAsync(args[0] + "/profiles"));
    }
}
