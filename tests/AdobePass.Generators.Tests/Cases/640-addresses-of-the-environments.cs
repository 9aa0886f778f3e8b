// title: addresses of the environments
// kind: console
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;

namespace Pico.Tv;

internal enum Stage { Live, Staging }

internal static class Addresses
{
    public static Uri For(Stage stage) => stage switch
    {
        Stage.Live => new Uri("https://sp.auth.adobe.com"),
        Stage.Staging => new UriBuilder(Uri.UriSchemeHttp, "sp.auth-staging.adobe.com").Uri, // expect: AP2012
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        using var http = new HttpClient { BaseAddress = Addresses.For(args.Length > 1 ? Stage.Staging : Stage.Live) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v2/CHAN1/configuration");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await File.ReadAllTextAsync(args[0]));
        using var response = await http.SendAsync(request);
        Console.WriteLine(await response.Content.ReadAsStringAsync());
    }
}
