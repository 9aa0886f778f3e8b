// title: Singleton registry that registers each device once per process and keeps the pairs in a dictionary
// kind: server
// rule: AP1003
// why: the file shows the whole life of a pair, and it ends with the process
// needs: aspnet
using System;
using System.Collections.Concurrent;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Sable.Backend.Pass;

public sealed record ViewerDevice(string Id, string InfoHeader, string PublicIp);

public sealed record ClientPair
{
    [JsonPropertyName("client_id")]
    public required string Id { get; init; }

    [JsonPropertyName("client_secret")]
    public required string Secret { get; init; }
}

public sealed record IssuedToken([property: JsonPropertyName("access_token")] string Value, [property: JsonPropertyName("expires_in")] long Seconds);

public static class PairRegistration
{
    public static IServiceCollection AddPairs(this IServiceCollection services) => services.AddSingleton<PairRegistry>();
}

internal sealed class PairRegistry
{
    private readonly ConcurrentDictionary<string, Lazy<Task<ClientPair>>> _pairs = new(StringComparer.Ordinal); // expect: AP1001|AP1003#a
    private readonly ConcurrentDictionary<string, (string Value, DateTimeOffset Ends)> _tokens = new(StringComparer.Ordinal);
    private readonly IHttpClientFactory _factory;
    private readonly string _statement;

    public PairRegistry(IHttpClientFactory factory, IConfiguration configuration)
    {
        _factory = factory;
        _statement = configuration["Pass:Statement"] ?? throw new InvalidOperationException("Pass:Statement is missing.");
    }

    public async Task<string> TokenAsync(ViewerDevice device)
    {
        var now = DateTimeOffset.UtcNow;
        if (_tokens.TryGetValue(device.Id, out var held) && held.Ends > now)
        {
            return held.Value;
        }

        var pair = await OfAsync(device);
        using var http = _factory.CreateClient();
        using var message = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
        message.Headers.TryAddWithoutValidation("X-Device-Info", device.InfoHeader);
        message.Headers.TryAddWithoutValidation("X-Forwarded-For", device.PublicIp);
        message.Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", pair.Id), new("client_secret", pair.Secret)]);
        using var response = await http.SendAsync(message);
        response.EnsureSuccessStatusCode();
        var fresh = (await response.Content.ReadFromJsonAsync<IssuedToken>())!;
        _tokens[device.Id] = (fresh.Value, now.AddSeconds(fresh.Seconds - 90));
        return fresh.Value;
    }

    // Concurrent requests of one device share the registration.
    private async Task<ClientPair> OfAsync(ViewerDevice device)
    {
        var entry = _pairs.GetOrAdd(device.Id, _ => new Lazy<Task<ClientPair>>(() => RegisterAsync(device))); // expect: AP1001|AP1003#a
        try
        {
            return await entry.Value; // expect: AP1001|AP1003#a
        }
        catch (HttpRequestException)
        {
            _pairs.TryRemove(new(device.Id, entry));
            throw;
        }
    }

    private async Task<ClientPair> RegisterAsync(ViewerDevice device) // expect: AP1001|AP1003#a
    {
        using var http = _factory.CreateClient();
        using var message = new HttpRequestMessage
        {
            Method = HttpMethod.Post,
            RequestUri = new Uri("https://sp.auth.adobe.com/o/client/register"),
            Content = JsonContent.Create(new { software_statement = _statement }),
        };
        message.Headers.TryAddWithoutValidation("X-Device-Info", device.InfoHeader);
        message.Headers.TryAddWithoutValidation("X-Forwarded-For", device.PublicIp);
        using var response = await http.SendAsync(message, CancellationToken.None);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<ClientPair>() ?? throw new HttpRequestException("empty registration");
    }
}
