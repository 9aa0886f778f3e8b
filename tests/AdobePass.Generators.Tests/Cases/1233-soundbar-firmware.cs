// title: Soundbar with a screen, written by the firmware team
// kind: library
// rule: AP2004
// why: the header is JSON as it is, and a member is missing; the identifier is a bare serial number in the form of a GUID
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;

namespace Subwoofer.Firmware;

public sealed class PassPort
{
    private const string Info = """
        {"primaryHardwareType":"MediaPlayer","model":"SB-900","version":"9","osName":"Linux","osVersion":"5.15"}
        """;

    private readonly HttpClient _http = new();
    private readonly string _tokenFile;

    public PassPort(string tokenFile) => _tokenFile = tokenFile;

    public async Task<bool> HasProfileAsync(string provider)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/SUBWOOFER/profiles/{provider}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await File.ReadAllTextAsync(_tokenFile));
        request.Headers.TryAddWithoutValidation("X-Device-Info", Info); // expect: AP2004
        request.Headers.TryAddWithoutValidation("AP-Device-Identifier", "fingerprint 6f2b7a54-9d1e-4c0b-8f67-2a90be51c7d3"); // expect: AP2005
        using var response = await _http.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            return false;
        }

        var json = await response.Content.ReadAsStringAsync();
        return json.Contains('"' + provider + '"');
    }
}
