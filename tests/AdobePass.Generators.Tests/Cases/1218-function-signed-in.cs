// title: Function that answers whether a device is signed in
// kind: server
// rule: AP1004
// needs: aspnet
// why: the token goes into the cache, and nothing ever looks there; the address of the office is not the viewer's
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;

namespace Quince.Functions;

public interface IPairTable
{
    Task<KeyValuePair<string, string>> LoadAsync(string device);
}

public class SignedInFunction
{
    private const string OfficeAddress = "198.51.100.24";
    private readonly IMemoryCache _cache;
    private readonly IPairTable _pairs;
    private readonly ILogger<SignedInFunction> _logger;
    private readonly HttpClient _http;

    public SignedInFunction(IMemoryCache cache, IPairTable pairs, ILogger<SignedInFunction> logger, IHttpClientFactory factory)
    {
        _cache = cache;
        _pairs = pairs;
        _logger = logger;
        _http = factory.CreateClient();
    }

    public async Task<IResult> RunAsync(HttpRequest req, string device)
    {
        var info = req.Headers["X-Quince-Device-Info"].ToString();
        var pair = await _pairs.LoadAsync(device);

        var tokenRequest = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
        tokenRequest.Headers.Add("X-Device-Info", info);
        tokenRequest.Headers.Add("X-Forwarded-For", OfficeAddress); // expect: AP2009
        tokenRequest.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = pair.Key,
            ["client_secret"] = pair.Value,
            ["grant_type"] = "client_credentials",
        });
        var tokenResponse = await _http.SendAsync(tokenRequest); // expect: AP1004#a
        var token = (await tokenResponse.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
        _cache.Set("token/" + device, token, TimeSpan.FromHours(5)); // expect: AP1004#a
        _logger.LogDebug("Token for {Device} cached", device);

        var profiles = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/QUINCE/profiles");
        profiles.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        profiles.Headers.Add("X-Device-Info", info);
        profiles.Headers.Add("AP-Device-Identifier", req.Headers["X-Quince-Identifier"].ToString());
        profiles.Headers.Add("X-Forwarded-For", OfficeAddress); // expect: AP2009
        var answer = await _http.SendAsync(profiles);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return Results.Json(new { signedIn = json.GetProperty("profiles").EnumerateObject().MoveNext() });
    }
}
