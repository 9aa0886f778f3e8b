// title: console tool lists profiles with a bearer and nothing else
// kind: console
// rule: AP2001
// twin: 022-pass-api-base.cs
// hard: yes
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;

namespace Quarry.Tools
{
    internal static class RequestExtensions
    {
        // Everything Adobe wants from us, in one place.
        public static HttpRequestMessage WithBearer(this HttpRequestMessage request, string bearer)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            request.Headers.Accept.ParseAdd("application/json");
            return request;
        }
    }

    internal static class Program
    {
        private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(20) };

        private static async Task Main(string[] args)
        {
            var bearer = (await File.ReadAllTextAsync(args[0])).Trim();
            var channel = args.Length > 1 ? args[1] : "CHAN1";

            Console.WriteLine(await AllAsync(channel, bearer));
            if (args.Length > 2)
            {
                Console.WriteLine(await OneAsync(channel, args[2], bearer));
            }
        }

        private static async Task<string> AllAsync(string channel, string bearer)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/profiles"); // expect: AP2001#a, AP2002#b
            request.WithBearer(bearer);
            using var response = await Http.SendAsync(request); // expect: AP2001#a, AP2002#b
            return await response.Content.ReadAsStringAsync();
        }

        private static async Task<string> OneAsync(string channel, string mvpd, string bearer)
        {
            var address = new UriBuilder(Uri.UriSchemeHttps, "sp.auth.adobe.com")
            {
                Path = $"/api/v2/{channel}/profiles/{Uri.EscapeDataString(mvpd)}",
            };
            using var request = new HttpRequestMessage(HttpMethod.Get, address.Uri); // expect: AP2001#c, AP2002#d
            using var response = await Http.SendAsync(request.WithBearer(bearer)); // expect: AP2001#c, AP2002#d
            return await response.Content.ReadAsStringAsync();
        }
    }
}
