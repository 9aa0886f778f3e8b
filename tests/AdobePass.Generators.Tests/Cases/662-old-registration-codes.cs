// title: old registration codes
// kind: library
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;

namespace Kanal.Legacy;

public sealed class RegCodes
{
    private const string Reggie = "https://api.auth.adobe.com/reggie/v1/"; // expect: AP4010

    private readonly HttpClient _http;

    public RegCodes(HttpClient http) => _http = http;

    public async Task<string> CreateAsync(string requestor, string device, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Reggie + requestor + "/regcode");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["deviceId"] = device });
        using var response = await _http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    public async Task<bool> CheckAsync(string requestor, string device, string token)
    {
        var address = new UriBuilder("https", "api.auth.adobe.com") { Query = $"requestor={requestor}&deviceId={Uri.EscapeDataString(device)}" };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://api.auth.adobe.com/api/v1/checkauthn{address.Query}"); // expect: AP4010
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request);
        return response.IsSuccessStatusCode;
    }
}
