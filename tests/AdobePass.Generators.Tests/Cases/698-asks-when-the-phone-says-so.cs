// title: asks when the phone says so
// kind: library
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Kanal.Phone;

public sealed class PhoneLogin
{
    private readonly HttpClient _http;
    private readonly ChannelReader<string> _scans;

    public PhoneLogin(HttpClient http, ChannelReader<string> scans)
    {
        _http = http;
        _scans = scans;
    }

    public async Task<string> RunAsync(string code, string token)
    {
        while (true)
        {
            await _scans.ReadAsync();
            using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/KANAL/profiles/code/" + code);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await _http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            if (text.Contains("\"attributes\""))
            {
                return text;
            }
        }
    }
}
