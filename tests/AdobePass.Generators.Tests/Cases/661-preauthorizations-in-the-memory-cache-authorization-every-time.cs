// title: preauthorizations in the memory cache, authorization every time
// kind: server
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Memory;

namespace Nimbus.Permits;

public sealed record Caller(string Device, string Info, string Address, string Token, string Mvpd);

public sealed class PageService(HttpClient http, IMemoryCache cache)
{
    private long _asked;

    public long Asked => _asked;

    public Task<string?> MarksAsync(Caller caller, string page, string[] resources) =>
        cache.GetOrCreateAsync($"marks:{caller.Device}:{page}", entry =>
        {
            entry.SlidingExpiration = TimeSpan.FromMinutes(5);
            return AskAsync("preauthorize", caller, resources);
        })!;

    public Task<string> PlayAsync(Caller caller, string resource)
    {
        _asked++;
        return AskAsync("authorize", caller, [resource]);
    }

    private async Task<string> AskAsync(string kind, Caller caller, string[] resources)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/CHAN1/decisions/{kind}/{caller.Mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", caller.Token);
        request.Headers.Add("AP-Device-Identifier", caller.Device);
        request.Headers.Add("X-Device-Info", caller.Info);
        request.Headers.Add("X-Forwarded-For", caller.Address);
        request.Content = JsonContent.Create(new { resources });
        using var response = await http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
