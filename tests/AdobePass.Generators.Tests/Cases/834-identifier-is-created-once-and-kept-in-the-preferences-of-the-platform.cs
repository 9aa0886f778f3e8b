// title: Identifier is created once and kept in the preferences of the platform
// kind: library
// twin: 833-application-object-gets-a-new-identifier-whenever-it-starts.cs
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using AdobePass;

namespace Delft.App;

public interface IPreferences
{
    string? Get(string key, string? fallback);

    void Set(string key, string value);
}

public sealed class Devices(IPreferences preferences)
{
    private const string Key = "pass.device";

    public string Identifier
    {
        get
        {
            var identifier = preferences.Get(Key, null);
            if (string.IsNullOrEmpty(identifier))
            {
                identifier = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
                preferences.Set(Key, identifier);
            }

            return identifier;
        }
    }

    public StreamingDevice ThisDevice(string version) => new(Identifier, new DeviceInformation
    {
        Model = Environment.MachineName,
        Version = version,
        OsName = OsName.Windows,
        OsVersion = Environment.OSVersion.Version.ToString(),
        ConnectionType = "LAN",
    });
}

public sealed class PlainCalls(HttpClient http, Func<Task<string>> bearer, Devices devices, DeviceInformation information)
{
    private readonly Guid _correlation = Guid.NewGuid();

    public async Task<string> ProfileAsync(string mvpd)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/DELFT/profiles/{mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bearer());
        request.Headers.Add("X-Device-Info", information.ToHeaderValue());
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(devices.Identifier)));
        request.Headers.Add("X-Correlation", _correlation.ToString());
        using var response = await http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
