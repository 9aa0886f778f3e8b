// title: Generic repository whose instances share a token until it ends
// kind: console
// rule: AP1004
// twin: repository-token-per-query
// expect: none
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Bay.Data;

public sealed record Client([property: JsonPropertyName("client_id")] string Id, [property: JsonPropertyName("client_secret")] string Secret);

public sealed record Profiles([property: JsonPropertyName("profiles")] Dictionary<string, JsonElement> Items);

public sealed record Configuration([property: JsonPropertyName("requestor")] JsonElement Requestor);

internal static class Requests
{
    private const string Box = "fingerprint OGQxZjJjM2UtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDBhYmNk";

    public static HttpRequestMessage ForBox(this HttpRequestMessage message)
    {
        message.Headers.TryAddWithoutValidation("AP-Device-Identifier", Box);
        message.Headers.TryAddWithoutValidation("X-Device-Info", Convert.ToBase64String(Encoding.UTF8.GetBytes("{\"model\":\"BayBox\",\"version\":\"3\",\"osName\":\"Linux\",\"osVersion\":\"5.15\",\"connectionType\":\"LAN\"}")));
        return message;
    }
}

internal static class Tokens
{
    private static readonly SemaphoreSlim Turn = new(1, 1);
    private static readonly HttpClient Http = new();
    private static (string Text, long Ends) _current = ("", 0);

    public static async Task<string> CurrentAsync(Client client)
    {
        await Turn.WaitAsync();
        try
        {
            if (_current.Ends > Environment.TickCount64)
            {
                return _current.Text;
            }

            using var message = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token").ForBox();
            message.Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = client.Id,
                ["client_secret"] = client.Secret,
            });
            using var response = await Http.SendAsync(message);
            using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            var seconds = json.RootElement.GetProperty("expires_in").GetInt64();
            Activity.Current?.SetTag("pass.client", client.Id).SetTag("pass.seconds", seconds);
            _current = (json.RootElement.GetProperty("access_token").GetString()!, Environment.TickCount64 + (seconds - 60) * 1000);
            return _current.Text;
        }
        finally
        {
            Turn.Release();
        }
    }
}

public abstract class PassRepository<T> where T : class
{
    private static readonly HttpClient Http = new();

    private readonly Lazy<Client> _client = new(() => JsonSerializer.Deserialize<Client>(File.ReadAllText("/data/pass/client.json"))!);

    protected abstract string Path { get; }

    public async Task<T?> QueryAsync()
    {
        var token = await Tokens.CurrentAsync(_client.Value);
        using var message = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/BAY/" + Path).ForBox();
        message.Headers.Add("Authorization", $"Bearer {token}");
        using var response = await Http.SendAsync(message);
        response.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize<T>(await response.Content.ReadAsStringAsync());
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
