// title: extension methods add the headers, but not all of them
// kind: console
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;

namespace Pico.Tv;

internal static class RequestHeaders
{
    public static HttpRequestMessage WithBearer(this HttpRequestMessage request, string token)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    public static HttpRequestMessage WithDevice(this HttpRequestMessage request, string json)
    {
        request.Headers.Add("X-Device-Info", Convert.ToBase64String(Encoding.UTF8.GetBytes(json)));
        return request;
    }

    public static HttpRequestMessage WithForm(this HttpRequestMessage request, params (string Key, string Value)[] fields)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var (key, value) in fields)
        {
            pairs.Add(new(key, value));
        }

        request.Content = new FormUrlEncodedContent(pairs);
        return request;
    }
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        var token = Environment.GetEnvironmentVariable("PICO_TOKEN") ?? "";
        var device = await File.ReadAllTextAsync("device.json");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/{args[0]}/sessions") // expect: AP2002#a
            .WithBearer(token)
            .WithDevice(device)
            .WithForm(("mvpd", args[1]), ("domainName", "pico.example"), ("redirectUrl", "https://pico.example/done"));
        using var response = await http.SendAsync(request); // expect: AP2002#a
        Console.WriteLine(await response.Content.ReadAsStringAsync());
    }
}
