// title: Profiles through a fluent builder of our own
// kind: library
// rule: AP2001
// hard: yes
// why: no step of the chain describes the device
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Tidewater.Player.Pass;

public sealed class PassRequest
{
    private readonly HttpRequestMessage _message;

    private PassRequest(HttpMethod method, string url) => _message = new HttpRequestMessage(method, url);

    public static PassRequest Get(string url) => new(HttpMethod.Get, url);

    public PassRequest SignedWith(string bearer)
    {
        _message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return this;
    }

    public PassRequest For(string deviceId)
    {
        _message.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(deviceId)));
        return this;
    }

    public PassRequest Accepting(string mediaType)
    {
        _message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(mediaType));
        return this;
    }

    public HttpRequestMessage Build() => _message;
}

public static class ProfileQueries
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    public static async Task<string> ReadProfilesAsync(string channel, string deviceId, string bearer, CancellationToken ct)
    {
        using var message = PassRequest // expect: AP2001#a
            .Get($"https://sp.auth.adobe.com/api/v2/{channel}/profiles") // expect: AP2001#a
            .SignedWith(bearer)
            .For(deviceId)
            .Accepting("application/json")
            .Build();
        using var response = await Http.SendAsync(message, ct).ConfigureAwait(false); // expect: AP2001#a
        return await response.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
    }
}
