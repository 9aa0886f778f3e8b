// title: moves old addresses to new ones
// kind: library
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;

namespace Kanal.Legacy;

public static class Move
{
    [Obsolete("https://api.auth.adobe.com/api/v1/authorize is gone, call PathOf.")]
    public static string OldPath(string path) => throw new NotSupportedException("https://api.auth.adobe.com/api/v1/ is not called any more");

    public static string PathOf(string address)
    {
        if (address.Contains("/reggie/v1/") || address.StartsWith("https://api.auth.adobe.com/api/v1/", StringComparison.Ordinal))
        {
            Console.Error.WriteLine("The settings still name https://api.auth.adobe.com/api/v1/ for the entitlements");
            return address.Replace("https://api.auth.adobe.com/api/v1/", "https://sp.auth.adobe.com/api/v2/");
        }

        return address;
    }

    public static async Task<string> EpgAsync(HttpClient http)
    {
        return await http.GetStringAsync("https://epg.kanal.example/api/v1/today");
    }

    public static async Task<string> ConfigurationAsync(HttpClient http, string channel, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/configuration");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
