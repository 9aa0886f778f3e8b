// title: typed secrets and a frozen bearer
// kind: library
using System;
using System.Net.Http;
using System.Threading.Tasks;
using AdobePass;

namespace Kanal.Pass.Frozen;

public static class Frozen
{
    private static readonly string Bearer = "k7Qm2Zp9-Vx4Lr8T_wN3sYb6H"; // expect: AP3004#a

    public static ClientSecret Secret() => new ClientSecret("4d1a-77c3-f09e-b265-8e31"); // expect: AP3003

    public static async Task<int> PingAsync(string device, string info)
    {
        using var http = new HttpClient();
        http.BaseAddress = new Uri("https://sp.auth-staging.adobe.com");
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {Bearer}"); // expect: AP3004#a
        http.DefaultRequestHeaders.Add("AP-Device-Identifier", device);
        http.DefaultRequestHeaders.Add("X-Device-Info", info);
        using var response = await http.GetAsync("/api/v2/CHAN1/profiles");
        return (int)response.StatusCode;
    }
}
