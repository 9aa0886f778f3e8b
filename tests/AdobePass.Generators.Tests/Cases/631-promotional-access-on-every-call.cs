// title: promotional access on every call
// kind: console
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;

namespace Promo.Pass;

internal sealed class PromoClient(string token, string device, string info, string identity)
{
    private readonly HttpClient _http = new();

    public async Task<string> StartAsync(string channel, string mvpd)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/{channel}/sessions");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("AP-Device-Identifier", device);
        request.Headers.Add("X-Device-Info", info);
        request.Headers.Add("AP-TempPass-Identity", identity); // expect: AP2007
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["mvpd"] = mvpd });
        using var response = await _http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    public async Task<string> ProfileAsync(string channel, string mvpd)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/profiles/{mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("AP-Device-Identifier", device);
        request.Headers.Add("X-Device-Info", info);
        request.Headers.Add("AP-TempPass-Identity", identity);
        using var response = await _http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    public async Task<string> LeaveAsync(string channel, string mvpd, string framework)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/logout/{mvpd}?redirectUrl=promo%3A%2F%2F");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("AP-Device-Identifier", device);
        request.Headers.Add("X-Device-Info", info);
        request.Headers.Add("AP-Partner-Framework-Status", framework); // expect: AP2007
        using var response = await _http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        var promo = new PromoClient(args[0], args[1], args[2], args[3]);
        Console.WriteLine(await promo.StartAsync("CHAN1", "PromoPass"));
        Console.WriteLine(await promo.ProfileAsync("CHAN1", "PromoPass"));
        Console.WriteLine(await promo.LeaveAsync("CHAN1", "PromoPass", args[4]));
    }
}
