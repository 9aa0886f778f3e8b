// title: service token on the session read, device time as identifier
// kind: console
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;

namespace Sticks.Second;

internal sealed class SecondScreen
{
    private readonly HttpClient _http = new();
    private readonly string _id = "tv-" + DateTime.UtcNow.Ticks; // expect: AP2006#a

    public async Task<string> ReadAsync(string code, string token, string service)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/STICKS/sessions/{code}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("AD-Service-Token", service); // expect: AP2007
        using var response = await _http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    public async Task<string> ProfilesAsync(string token, string service, string info)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/STICKS/profiles");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("AD-Service-Token", service);
        request.Headers.Add("X-Device-Info", info);
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(_id))); // expect: AP2006#a
        using var response = await _http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        var screen = new SecondScreen();
        Console.WriteLine(await screen.ReadAsync(args[0], args[1], args[2]));
        Console.WriteLine(await screen.ProfilesAsync(args[1], args[2], args[3]));
    }
}
