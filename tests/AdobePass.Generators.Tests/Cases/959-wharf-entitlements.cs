// title: Client of the company's own entitlement service, whose paths and headers look alike
// kind: server
// rule: none
// why: every address is the company's own; the header is that service's, in plain JSON as it wants it
// needs: aspnet
// expect: none
using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace Wharf.Entitlements;

public static class Extensions
{
    public static IHttpClientBuilder AddWharf(this IServiceCollection services) => services
        .AddMemoryCache()
        .AddHttpClient<WharfClient>(http =>
        {
            http.BaseAddress = new Uri("https://entitlements.wharf.example/api/v2/");
            http.DefaultRequestHeaders.TryAddWithoutValidation("X-Device-Info", "{\"model\":\"backend\",\"osName\":\"Alpine\"}");
            http.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", "203.0.113.80");
        });
}

public sealed class WharfClient(HttpClient http, IMemoryCache cache)
{
    public sealed record Decision(
        [property: JsonPropertyName("resource")] string Resource,
        [property: JsonPropertyName("authorized")] bool Authorized,
        [property: JsonPropertyName("token")] string? Token);

    private sealed record Decisions([property: JsonPropertyName("decisions")] Decision[] Items);

    public async Task<string?> TicketAsync(string channel, string house, string resource, CancellationToken ct)
    {
        if (cache.TryGetValue(resource, out string? ticket))
        {
            return ticket;
        }

        while (true)
        {
            using var response = await http.PostAsJsonAsync($"{channel}/decisions/authorize/{house}", new { resources = new[] { resource } }, ct);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                continue;
            }

            var answer = await response.Content.ReadFromJsonAsync<Decisions>(ct);
            var decision = answer?.Items.FirstOrDefault(d => d.Resource == resource);
            if (decision is { Authorized: false })
            {
                await http.GetAsync($"{channel}/logout/{house}?redirectUrl=wharf%3A%2F%2Fout", ct);
                return null;
            }

            return cache.Set(resource, decision?.Token, TimeSpan.FromHours(1));
        }
    }
}
