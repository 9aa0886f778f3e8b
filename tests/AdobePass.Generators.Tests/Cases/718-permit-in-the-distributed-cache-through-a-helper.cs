// title: permit in the distributed cache through a helper
// kind: server
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Distributed;

namespace Orchard.Permits;

public sealed record Viewer(string Device, string Info, string Address, string Token);

public sealed class PermitCache(IDistributedCache cache, HttpClient http)
{
    public async Task<string> GetAsync(Viewer viewer, string mvpd, string resource)
    {
        var key = $"permit/{viewer.Device}/{resource}";
        var text = await cache.GetStringAsync(key);
        if (text is null)
        {
            text = await AuthorizeAsync(viewer, mvpd, resource);
            await KeepAsync(key, text); // expect: AP4009#a
        }

        return text;
    }

    private Task KeepAsync(string key, string text) =>
        cache.SetStringAsync(key, text, new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromHours(1) }); // expect: AP4009#a

    private async Task<string> AuthorizeAsync(Viewer viewer, string mvpd, string resource)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/ORCHARD/decisions/authorize/" + mvpd);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", viewer.Token);
        request.Headers.Add("AP-Device-Identifier", viewer.Device);
        request.Headers.Add("X-Device-Info", viewer.Info);
        request.Headers.Add("X-Forwarded-For", viewer.Address);
        request.Content = JsonContent.Create(new { resources = new[] { resource } });
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }
}
