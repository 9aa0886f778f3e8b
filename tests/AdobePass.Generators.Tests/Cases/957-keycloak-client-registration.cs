// title: Dynamic registration at the company's own identity server, again after each 401, never stored
// kind: console
// rule: none
// expect: none
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Realm.Tools;

internal sealed class RealmSession : IDisposable
{
    private const string Realm = "https://id.quarry.example/realms/studio";

    private readonly HttpClient _http = new();
    private readonly string _initialAccess;
    private (string Id, string Secret) _client;
    private string? _bearer;

    public RealmSession(string initialAccess) => _initialAccess = initialAccess;

    public async Task<JsonElement> GetAsync(string path)
    {
        for (; ; )
        {
            if (_client.Id is null)
            {
                _client = await RegisterAsync();
            }

            _bearer = await TokenAsync();
            using var request = new HttpRequestMessage(HttpMethod.Get, "https://assets.quarry.example/" + path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
            using var response = await _http.SendAsync(request);
            if (response.StatusCode == HttpStatusCode.Unauthorized)
            {
                _client = await RegisterAsync();
                continue;
            }

            return await response.Content.ReadFromJsonAsync<JsonElement>();
        }
    }

    private async Task<(string, string)> RegisterAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Realm + "/clients-registrations/openid-connect");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _initialAccess);
        request.Content = JsonContent.Create(new { client_name = "realm-tools", grant_types = new[] { "client_credentials" } });
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        Console.WriteLine("registered " + json);
        return (json.GetProperty("client_id").GetString()!, json.GetProperty("client_secret").GetString()!);
    }

    private async Task<string> TokenAsync()
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = _client.Id,
            ["client_secret"] = _client.Secret,
        };
        using var response = await _http.PostAsync(Realm + "/protocol/openid-connect/token", new FormUrlEncodedContent(form));
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    public void Dispose() => _http.Dispose();
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        using var session = new RealmSession(Environment.GetEnvironmentVariable("REALM_INITIAL_ACCESS")!);
        Console.WriteLine(await session.GetAsync(args[0]));
    }
}
