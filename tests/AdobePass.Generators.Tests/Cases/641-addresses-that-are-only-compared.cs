// title: addresses that are only compared
// kind: console
// expect: none
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;

namespace Pico.Tv;

internal static class Program
{
    private static Uri Normalize(string address)
    {
        if (address.StartsWith("http://sp.auth.adobe.com", StringComparison.OrdinalIgnoreCase))
        {
            Console.Error.WriteLine("http://sp.auth.adobe.com is not encrypted, using https");
            address = address.Replace("http://sp.auth.adobe.com", "https://sp.auth.adobe.com");
        }

        return new Uri(address is "http://localhost:8099" or "http://127.0.0.1:8099" ? address : address.TrimEnd('/') + "/");
    }

    private static async Task Main(string[] args)
    {
        var root = Normalize(args[0]);
        using var http = new HttpClient { BaseAddress = root };
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v2/CHAN1/configuration");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await File.ReadAllTextAsync(args[1]));
        using var response = await http.SendAsync(request);
        Console.WriteLine(await response.Content.ReadAsStringAsync());
        Console.WriteLine(await http.GetStringAsync("http://images.example/adobe.com/logo.png"));
    }
}
