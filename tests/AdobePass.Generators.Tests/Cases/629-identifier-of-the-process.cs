// title: identifier of the process
// kind: console
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;

namespace Flow.Player;

internal static class DeviceIdentity
{
    private static readonly Lazy<string> Current = new(() => Guid.NewGuid().ToString("D")); // expect: AP2006#a

    public static string Header => "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Current.Value)); // expect: AP2006#a
}

internal sealed class Entitlements
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(10) });

    public async Task<string> ListAsync(string channel, string token, string info)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/profiles");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("X-Device-Info", info);
        request.Headers.Add("AP-Device-Identifier", DeviceIdentity.Header); // expect: AP2006#a
        using var response = await _client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}

internal static class Program
{
    private static async Task Main(string[] args) => Console.WriteLine(await new Entitlements().ListAsync(args[0], args[1], args[2]));
}
