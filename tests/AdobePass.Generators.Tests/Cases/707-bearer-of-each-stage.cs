// title: bearer of each stage
// kind: console
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;

namespace Flow.Stages;

internal static class Program
{
    private static string TokenOf(string stage) => stage switch
    {
        "live" => Environment.GetEnvironmentVariable("FLOW_TOKEN") ?? throw new InvalidOperationException("FLOW_TOKEN"),
        _ => "q8Zt4vN1-yR6mK3xW_7pD2sLb", // expect: AP3004#a
    };

    private static async Task Main(string[] args)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth-staging.adobe.com/api/v2/FLOW/profiles");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TokenOf(args[0])); // expect: AP3004#a
        request.Headers.Add("AP-Device-Identifier", await File.ReadAllTextAsync("device"));
        request.Headers.Add("X-Device-Info", await File.ReadAllTextAsync("info"));
        using var response = await http.SendAsync(request);
        Console.WriteLine((int)response.StatusCode);
    }
}
