// title: device credentials in a table, tokens in the memory cache
// kind: server
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Configuration;

namespace Northwave.Tve;

public sealed record Pair([property: JsonPropertyName("client_id")] string ClientId, [property: JsonPropertyName("client_secret")] string ClientSecret);

public sealed record Grant([property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] long ExpiresIn);

public sealed record Viewer(string DeviceId, string DeviceInfo, string Address);

public interface IPairTable
{
    Task<Pair?> FindAsync(string deviceId, CancellationToken cancellationToken);

    Task InsertAsync(string deviceId, Pair pair, CancellationToken cancellationToken);
}

public sealed class TokenService(HttpClient http, IPairTable table, IMemoryCache cache, IConfiguration configuration)
{
    public async Task<string> GetAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        if (cache.TryGetValue<string>("token:" + viewer.DeviceId, out var known) && known is not null)
        {
            return known;
        }

        var pair = await table.FindAsync(viewer.DeviceId, cancellationToken);
        if (pair is null)
        {
            using var register = Prepare("register", viewer);
            register.Content = JsonContent.Create(new { software_statement = configuration["Pass:Statement"] });
            using var registered = await http.SendAsync(register, cancellationToken);
            registered.EnsureSuccessStatusCode();
            pair = (await registered.Content.ReadFromJsonAsync<Pair>(cancellationToken))!;
            await table.InsertAsync(viewer.DeviceId, pair, cancellationToken);
        }

        using var request = Prepare("token", viewer);
        request.Content = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"), new("client_id", pair.ClientId), new("client_secret", pair.ClientSecret),
        ]);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var grant = (await response.Content.ReadFromJsonAsync<Grant>(cancellationToken))!;
        cache.Set("token:" + viewer.DeviceId, grant.AccessToken, TimeSpan.FromSeconds(grant.ExpiresIn - 60));
        return grant.AccessToken;
    }

    private static HttpRequestMessage Prepare(string what, Viewer viewer)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/" + what);
        request.Headers.Add("X-Device-Info", viewer.DeviceInfo);
        request.Headers.Add("X-Forwarded-For", viewer.Address);
        return request;
    }
}
