// title: Application object gets a new identifier whenever it starts
// kind: library
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;
using AdobePass;

namespace Delft.App;

public static class Devices
{
    public static StreamingDevice ThisDevice(string version)
    {
        var identifier = "delft-" + Guid.NewGuid().ToString("N"); // expect: AP2006#b
        return new StreamingDevice(identifier, new DeviceInformation // expect: AP2006#b
        {
            Model = Environment.MachineName,
            Version = version,
            OsName = OsName.Windows,
            OsVersion = Environment.OSVersion.Version.ToString(),
            ConnectionType = "LAN",
        });
    }
}

public sealed class PlainCalls(HttpClient http, Func<Task<string>> bearer, DeviceInformation information)
{
    private readonly string _fingerprint = "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Environment.MachineName}-{DateTime.UtcNow.Ticks}")); // expect: AP2006#a

    public async Task<string> ProfileAsync(string mvpd)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/DELFT/profiles/{mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bearer());
        request.Headers.Add("X-Device-Info", information.ToHeaderValue());
        request.Headers.Add("AP-Device-Identifier", _fingerprint); // expect: AP2006#a
        using var response = await http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
