// title: logs the form for the support team
// kind: server
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace Nimbus.Tokens;

public sealed class TokenEndpoint(HttpClient http, IDistributedCache cache, ILogger<TokenEndpoint> logger)
{
    public async Task<string> GetAsync(string device, string info, string address, string id, string secret)
    {
        if (await cache.GetStringAsync("t:" + device) is { } known)
        {
            return known;
        }

        var form = $"grant_type=client_credentials&client_id={Uri.EscapeDataString(id)}&client_secret={Uri.EscapeDataString(secret)}";
        logger.LogDebug("POST /o/client/token {Form}", form); // expect: AP1009
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
        request.Headers.Add("X-Device-Info", info);
        request.Headers.Add("X-Forwarded-For", address);
        request.Content = new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded");
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        var token = json.GetProperty("access_token").GetString()!;
        logger.LogInformation("token for {Device}, {Seconds} s", device, json.GetProperty("expires_in").GetInt64());
        await cache.SetStringAsync("t:" + device, token, new DistributedCacheEntryOptions
        {
            AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(json.GetProperty("expires_in").GetInt64() - 60),
        });
        return token;
    }
}
