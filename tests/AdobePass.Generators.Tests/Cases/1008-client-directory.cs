// title: Singleton directory of the clients of all boxes behind the gateway
// kind: server
// rule: AP1003
// needs: aspnet
// why: a restart of the pod forgets every pair
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Opal.Gateway;

public readonly record struct Box(string Id, string Information, string Address);

public static class Registrations
{
    public static IServiceCollection AddPassDirectory(this IServiceCollection services) =>
        services.AddMemoryCache().AddSingleton<ClientDirectory>().AddHttpClient("pass", c => c.BaseAddress = new Uri("https://sp.auth.adobe.com")).Services;
}

public sealed class ClientDirectory(IHttpClientFactory clients, IConfiguration configuration, IMemoryCache bearers)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<(string Id, string Secret)>>> _known = new(StringComparer.Ordinal); // expect: AP1003#a

    public Task<string> BearerAsync(Box box) => bearers.GetOrCreateAsync("bearer/" + box.Id, async entry =>
    {
        var (id, secret) = await _known.GetOrAdd(box.Id, _ => new Lazy<Task<(string, string)>>(() => EnrolAsync(box))).Value; // expect: AP1003#a
        var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            { "client_id", id },
            { "client_secret", secret },
            { "grant_type", "client_credentials" },
        });
        using var message = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token") { Content = form }; // expect: AP2003
        message.Headers.Add("X-Device-Info", box.Information);
        using var response = await clients.CreateClient("pass").SendAsync(message);
        var node = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>();
        entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(node!["expires_in"]!.GetValue<long>()) * 0.9;
        return node["access_token"]!.GetValue<string>();
    })!;

    private async Task<(string, string)> EnrolAsync(Box box)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register"); // expect: AP1003#a
        message.Headers.Add("X-Device-Info", box.Information);
        message.Headers.Add("X-Forwarded-For", box.Address);
        message.Content = JsonContent.Create(new { software_statement = configuration["Pass:Statement"] });
        using var response = await clients.CreateClient("pass").SendAsync(message); // expect: AP1003#a
        var node = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>();
        return ((string)node!["client_id"]!, (string)node["client_secret"]!);
    }
}
