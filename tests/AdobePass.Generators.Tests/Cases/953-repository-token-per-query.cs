// title: Generic repository that buys a token for each query, with the pair in the query and fixed device headers
// kind: console
// rule: AP1004
// hard: yes
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;

namespace Bay.Data;

public sealed record Client([property: JsonPropertyName("client_id")] string Id, [property: JsonPropertyName("client_secret")] string Secret);

public sealed record Profiles([property: JsonPropertyName("profiles")] Dictionary<string, JsonElement> Items);

public sealed record Configuration([property: JsonPropertyName("requestor")] JsonElement Requestor);

internal static class Requests
{
    private const string Box = "fingerprint 8d1f2c3e-71aa-4b0c-9e55-0f3d2c1b0a99"; // expect: AP2005#b

    public static HttpRequestMessage ForBox(this HttpRequestMessage message)
    {
        message.Headers.TryAddWithoutValidation("AP-Device-Identifier", Box); // expect: AP2005#b
        message.Headers.TryAddWithoutValidation("X-Device-Info", "{\"model\":\"BayBox\",\"version\":\"3\",\"osName\":\"Linux\",\"osVersion\":\"5.15\",\"connectionType\":\"LAN\"}"); // expect: AP2004
        return message;
    }
}

public abstract class PassRepository<T> where T : class
{
    private static readonly HttpClient Http = new();

    private readonly Lazy<Client> _client = new(() => JsonSerializer.Deserialize<Client>(File.ReadAllText("/data/pass/client.json"))!);

    protected abstract string Path { get; }

    public async Task<T?> QueryAsync()
    {
        var token = await NewTokenAsync(); // expect: AP1004#a
        using var message = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/BAY/" + Path).ForBox();
        message.Headers.Add("Authorization", $"Bearer {token}");
        using var response = await Http.SendAsync(message);
        response.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize<T>(await response.Content.ReadAsStringAsync());
    }

    private async Task<string> NewTokenAsync()
    {
        var address = new UriBuilder("https://sp.auth.adobe.com/o/client/token")
        {
            Query = $"grant_type=client_credentials&client_id={_client.Value.Id}&client_secret={_client.Value.Secret}", // expect: AP2010
        };
        using var message = new HttpRequestMessage(HttpMethod.Post, address.Uri).ForBox(); // expect: AP1004#a
        using var response = await Http.SendAsync(message); // expect: AP1004#a
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var token = json.RootElement.GetProperty("access_token").GetString()!;
        Activity.Current?.SetTag("pass.token", token); // expect: AP1009
        return token;
    }
}

public sealed class ProfileRepository : PassRepository<Profiles>
{
    protected override string Path => "profiles";
}

public sealed class ConfigurationRepository : PassRepository<Configuration>
{
    protected override string Path => "configuration";
}
