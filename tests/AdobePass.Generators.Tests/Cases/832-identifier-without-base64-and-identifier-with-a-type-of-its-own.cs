// title: Identifier without Base64 and identifier with a type of its own
// kind: library
// twin: 834-identifier-is-created-once-and-kept-in-the-preferences-of-the-platform.cs
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Cinder.Lab;

public sealed class LabDevice(HttpClient http, Func<string> bearer, string deviceInfo)
{
    private const string LabIdentifier = "fingerprint 5b0c4e52-9d1b-4c43-8f5e-2f1f5f0a7d11"; // expect: AP2005#a

    public Task<HttpResponseMessage> ProfilesAsync(CancellationToken ct)
    {
        var request = Get("https://sp.auth-staging.adobe.com/api/v2/LAB/profiles");
        request.Headers.TryAddWithoutValidation("AP-Device-Identifier", LabIdentifier); // expect: AP2005#a
        return http.SendAsync(request, ct);
    }

    public Task<HttpResponseMessage> LogoutAsync(string mvpd, string serial, Uri back, CancellationToken ct)
    {
        var request = Get($"https://sp.auth-staging.adobe.com/api/v2/LAB/logout/{mvpd}?redirectUrl={Uri.EscapeDataString(back.ToString())}");
        request.Headers.Add("AP-Device-Identifier", $"serial {serial}"); // expect: AP2005
        return http.SendAsync(request, ct);
    }

    private HttpRequestMessage Get(string url) => new(HttpMethod.Get, url)
    {
        Headers =
        {
            { "X-Device-Info", deviceInfo },
            { "Authorization", "Bearer " + bearer() },
        },
    };
}
