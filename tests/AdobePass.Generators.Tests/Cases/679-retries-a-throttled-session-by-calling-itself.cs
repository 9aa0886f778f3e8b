// title: retries a throttled session by calling itself
// kind: library
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;

namespace Kanal.Sessions;

public sealed class Sessions
{
    private readonly HttpClient _http;
    private readonly Func<HttpRequestMessage, Task> _headers;

    public Sessions(HttpClient http, Func<HttpRequestMessage, Task> headers) => (_http, _headers) = (http, headers);

    public async Task<string> CreateAsync(string channel, string mvpd, string device, string info, string token, int left = 3)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/" + channel + "/sessions");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("AP-Device-Identifier", device);
        request.Headers.Add("X-Device-Info", info);
        await _headers(request);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["mvpd"] = mvpd, ["domainName"] = "kanal.example", ["redirectUrl"] = "https://kanal.example/",
        });
        using var response = await _http.SendAsync(request);
        if ((int)response.StatusCode == 429 && left > 0) // expect: AP4004#a
        {
            return await CreateAsync(channel, mvpd, device, info, token, left - 1); // expect: AP4004#a
        }

        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }
}
