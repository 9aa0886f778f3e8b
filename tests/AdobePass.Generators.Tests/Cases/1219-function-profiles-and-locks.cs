// title: Function with a token cache for each device
// kind: server
// rule: AP1004
// needs: aspnet
// why: the cache is read before the request; the address is the one the proxy reports for the viewer
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;

namespace Medlar.Functions;

public interface IPairTable
{
    Task<KeyValuePair<string, string>> LoadAsync(string device);
}

public class ProfileFunction(IMemoryCache cache, IPairTable pairs, IHttpClientFactory factory)
{
    private readonly HttpClient _http = factory.CreateClient("pass");

    public async Task<IResult> RunAsync(HttpContext context, string device)
    {
        var profiles = Describe(new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/MEDLAR/profiles"), context);
        profiles.Headers.Add("AP-Device-Identifier", context.Request.Headers["X-Medlar-Identifier"].ToString());
        profiles.Headers.Authorization = new("Bearer", await TokenAsync(context, device));
        using var answer = await _http.SendAsync(profiles);
        return Results.StatusCode((int)answer.StatusCode);
    }

    // Padlocks in the catalogue; playback asks again.
    public Task<string?> PadlocksAsync(HttpContext context, string device, string mvpd, string[] resources) =>
        cache.GetOrCreateAsync(("locks", device, string.Join('|', resources)), async entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(10);
            var ask = Describe(new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/MEDLAR/decisions/preauthorize/" + mvpd), context);
            ask.Headers.Add("AP-Device-Identifier", context.Request.Headers["X-Medlar-Identifier"].ToString());
            ask.Headers.Authorization = new("Bearer", await TokenAsync(context, device));
            ask.Content = JsonContent.Create(new { resources });
            using var answer = await _http.SendAsync(ask);
            return await answer.Content.ReadAsStringAsync();
        });

    private async Task<string> TokenAsync(HttpContext context, string device)
    {
        if (cache.Get<string>("token/" + device) is { } token)
        {
            return token;
        }

        var pair = await pairs.LoadAsync(device);
        var request = Describe(new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token"), context);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = pair.Key,
            ["client_secret"] = pair.Value,
            ["grant_type"] = "client_credentials",
        });
        using var response = await _http.SendAsync(request);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        token = json.GetProperty("access_token").GetString()!;
        cache.Set("token/" + device, token, TimeSpan.FromSeconds(json.GetProperty("expires_in").GetInt32() - 60));
        return token;
    }

    private static HttpRequestMessage Describe(HttpRequestMessage request, HttpContext context)
    {
        request.Headers.Add("X-Device-Info", context.Request.Headers["X-Medlar-Device-Info"].ToString());
        request.Headers.Add("X-Forwarded-For", context.Connection.RemoteIpAddress!.ToString());
        return request;
    }
}
