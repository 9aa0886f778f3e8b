// title: playback permits in the memory cache
// kind: server
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Memory;

namespace Nimbus.Permits;

public sealed record Caller(string Device, string Info, string Address, string Token, string Mvpd);

public sealed class PermitService(HttpClient http, IMemoryCache cache)
{
    public async Task<string?> MediaTokenAsync(Caller caller, string resource)
    {
        var key = (caller.Device, resource);
        if (cache.TryGetValue(key, out string? token))
        {
            return token;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/CHAN1/decisions/authorize/{caller.Mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", caller.Token);
        request.Headers.Add("AP-Device-Identifier", caller.Device);
        request.Headers.Add("X-Device-Info", caller.Info);
        request.Headers.Add("X-Forwarded-For", caller.Address);
        request.Content = JsonContent.Create(new { resources = new[] { resource } });
        using var response = await http.SendAsync(request);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        foreach (var decision in json.GetProperty("decisions").EnumerateArray())
        {
            if (decision.GetProperty("resource").GetString() == resource && decision.GetProperty("authorized").GetBoolean())
            {
                token = decision.GetProperty("token").GetProperty("serializedToken").GetString();
                cache.Set(key, token, TimeSpan.FromHours(4)); // expect: AP4009
                return token;
            }
        }

        return null;
    }
}
