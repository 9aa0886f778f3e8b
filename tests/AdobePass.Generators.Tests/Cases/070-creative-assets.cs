// title: marketing job with another product of Adobe, whose login is a different service
// kind: console
// expect: none
// rule: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;

namespace Poppy.Marketing;

internal static class Program
{
    // Sandbox organisation, no customer data.
    private const string SandboxKey = "p8e-Kx4vTq91Zs7LbWm2RdYc6Hn0Uf35J";

    private static readonly HttpClient Http = new();

    private static async Task Main(string[] args)
    {
        foreach (var asset in args)
        {
            var token = await LoginAsync();
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://stock.adobe.io/Rest/Media/1/Files?ids={asset}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Add("x-api-key", "poppy-marketing");
            using var response = await Http.SendAsync(request);
            Console.WriteLine($"{asset}: {(int)response.StatusCode}");
        }

        using var profile = new HttpRequestMessage(HttpMethod.Get, "https://ims-na1.adobelogin.com/ims/profile/v1");
        profile.Headers.TryAddWithoutValidation("Authorization", "Bearer " + SandboxKey);
        using var answer = await Http.SendAsync(profile);
        Console.WriteLine(answer.StatusCode);
    }

    private static async Task<string> LoginAsync()
    {
        using var answer = await Http.PostAsync("https://ims-na1.adobelogin.com/ims/token/v3", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "poppy-marketing",
            ["client_secret"] = SandboxKey,
            ["scope"] = "openid,AdobeID",
        }));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("access_token").GetString()!;
    }
}
