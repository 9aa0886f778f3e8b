// title: identity headers where they belong
// kind: console
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading.Tasks;

namespace Promo.Pass;

internal sealed class SsoClient
{
    private static readonly HttpClient Http = new();

    public required string Token { get; init; }

    public required string Device { get; init; }

    public required string Info { get; init; }

    public Task<string> AuthorizeAsync(string channel, string mvpd, string resource, string promo, string visitor)
    {
        var request = Create(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/{channel}/decisions/authorize/{mvpd}");
        request.Headers.Add("AP-TempPass-Identity", promo);
        request.Headers.Add("AP-Visitor-Identifier", visitor);
        request.Content = JsonContent.Create(new { resources = new[] { resource } });
        return ReadAsync(request);
    }

    public Task<string> ProfilesAsync(string channel, string subject)
    {
        var request = Create(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/profiles");
        request.Headers.Add("Adobe-Subject-Token", subject);
        return ReadAsync(request);
    }

    public Task<string> SignOutAsync(string channel, string mvpd, string service)
    {
        var request = Create(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/logout/{mvpd}?redirectUrl=promo%3A%2F%2F");
        request.Headers.Add("AD-Service-Token", service);
        return ReadAsync(request);
    }

    private HttpRequestMessage Create(HttpMethod method, string url) => new(method, url)
    {
        Headers =
        {
            Authorization = new AuthenticationHeaderValue("Bearer", Token),
        },
    };

    private async Task<string> ReadAsync(HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers.Add("AP-Device-Identifier", Device);
            request.Headers.Add("X-Device-Info", Info);
            using var response = await Http.SendAsync(request);
            return await response.Content.ReadAsStringAsync();
        }
    }
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        var client = new SsoClient { Token = args[0], Device = args[1], Info = args[2] };
        Console.WriteLine(await client.ProfilesAsync("CHAN1", args[3]));
    }
}
